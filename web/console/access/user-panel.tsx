import { useState } from 'react'
import { type RoleName, roleNames } from '#core/access/role.ts'
import { userRoutes } from '#core/access/user.contract.ts'
import { userTexts } from '#core/access/user.text.ts'
import type { ReplyOf } from '#core/contract.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { MultiSelect } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { usersTexts } from './users.text.ts'

type User = ReplyOf<typeof userRoutes.detail>

/** One account, with what this reader may do to it now. */
export const UserPanel = ({ login, onClose }: { readonly login: string; readonly onClose: () => void }) => {
  const answer = useAnswer(userRoutes.detail, { params: { login } })
  return (
    <Dialog title={answer.data?.name ?? login} size="side" onClose={onClose}>
      <Loaded query={answer} rows={8}>
        {(user) => (
          <div className="stack">
            <Head user={user} />
            {user.offers.includes('grant') && <Grant key={user.version} user={user} />}
            <Acts user={user} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

const Head = ({ user }: { readonly user: User }) => {
  const t = useText(usersTexts)
  const roles = useText(userTexts)
  const regionName = useRegionNames()
  return (
    <Facts
      items={[
        { label: t('users.login'), value: user.login },
        { label: t('users.company'), value: user.company.name },
        { label: t('users.phone'), value: user.phone ?? '—' },
        { label: t('users.roles'), value: listed(user.roles.map((role) => roles(`access.role.${role}`))) || '—' },
        {
          label: t('users.scope'),
          value: (user.prefectures ? listed(user.prefectures.map(regionName)) : undefined) ?? t('users.all-regions'),
        },
      ]}
    />
  )
}

const Grant = ({ user }: { readonly user: User }) => {
  const t = useText(usersTexts)
  const roleText = useText(userTexts)
  const [chosen, setChosen] = useState<readonly string[]>(user.roles)
  const grant = useCommand(userRoutes.grant, {
    changes: [userRoutes.list, userRoutes.detail],
    done: t('users.granted'),
  })
  const save = async () => {
    const why = await askConfirm({ title: t('users.grant'), action: t('users.grant'), reason: { minimum: 2 } })
    if (!why) return
    const { prefectures, counties, version } = user
    await grant.run({
      params: { login: user.login },
      body: {
        ...{
          roles: chosen as RoleName[],
          companyId: user.company.id,
          prefectures,
          counties,
          version,
          reason: why.reason,
        },
        ...{ stationId: user.station?.id ?? null, staffId: user.staff?.id ?? null },
      },
    })
  }
  return (
    <div className="row">
      <MultiSelect
        label={t('users.roles')}
        value={[...chosen]}
        onChange={setChosen}
        options={roleNames.map((role) => ({ value: role, label: roleText(`access.role.${role}`), words: role }))}
      />
      <Button isBusy={grant.isRunning} onClick={() => void save()}>
        {t('users.grant')}
      </Button>
    </div>
  )
}

const SIMPLE = ['activate', 'deactivate', 'unlock', 'removeSecondFactor'] as const

const Acts = ({ user }: { readonly user: User }) => {
  const t = useText(usersTexts)
  const changes = [userRoutes.list, userRoutes.detail]
  const commands = {
    activate: useCommand(userRoutes.activate, { changes, done: t('users.done') }),
    deactivate: useCommand(userRoutes.deactivate, { changes, done: t('users.done') }),
    unlock: useCommand(userRoutes.unlock, { changes, done: t('users.done') }),
    removeSecondFactor: useCommand(userRoutes.removeSecondFactor, { changes, done: t('users.done') }),
  }
  const reset = useCommand(userRoutes.resetPassword, { changes })
  const end = useCommand(userRoutes.endSessions, { changes, done: t('users.done') })
  const ask = (title: string) => askConfirm({ title, action: title, isDangerous: true, reason: { minimum: 2 } })
  const params = { login: user.login }
  return (
    <div className="row">
      {SIMPLE.filter((name) => user.offers.includes(name)).map((name) => (
        <Button
          key={name}
          onClick={async () => {
            const why = await ask(t(`users.${name}`))
            if (why) await commands[name].run({ params, body: { reason: why.reason } })
          }}
        >
          {t(`users.${name}`)}
        </Button>
      ))}
      {user.offers.includes('resetPassword') && (
        <Button
          onClick={async () => {
            const why = await ask(t('users.resetPassword'))
            const reply = why && (await reset.run({ params, body: { reason: why.reason } }))
            if (reply) toast({ tone: 'fine', title: t('users.password-once', { password: reply.password }) })
          }}
        >
          {t('users.resetPassword')}
        </Button>
      )}
      {user.offers.includes('endSessions') && (
        <Button
          onClick={async () => {
            const why = await ask(t('users.endSessions'))
            if (why) await end.run({ params, body: { reason: why.reason } })
          }}
        >
          {t('users.endSessions')}
        </Button>
      )}
    </div>
  )
}
