import { useState } from 'react'
import { roleNames } from '#core/access/role.ts'
import { grantSchema, userRoutes } from '#core/access/user.contract.ts'
import { userTexts } from '#core/access/user.text.ts'
import type { ReplyOf } from '#core/contract.ts'
import {
  useCompanyOptions,
  usePrefectureOptions,
  useRegionNames,
} from '#web/console/organisation/organisation.queries.ts'
import { DevicesOfUser } from '#web/console/sync/devices.tsx'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { MultiSelect, Select, TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { clockText } from '#web/ui/time.ts'
import { UserSessions } from './user-sessions.tsx'
import { UserStateTag } from './user-state.tsx'
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
            {user.offers.includes('endSessions') && <UserSessions login={user.login} />}
            {user.offers.includes('endSessions') && <DevicesOfUser login={user.login} />}
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
      labelWidth={72}
      items={[
        { label: t('users.login'), value: user.login },
        { label: t('users.company'), value: user.company.name },
        { label: t('users.state'), value: <UserState user={user} /> },
        { label: t('users.sign-in'), value: listed(waysIn(user).map((way) => t(way))) || '—' },
        { label: t('users.phone'), value: user.phone ?? '—' },
        ...(user.staff ? [{ label: t('users.staff'), value: user.staff.number }] : []),
        ...(user.station ? [{ label: t('users.station'), value: user.station.name }] : []),
        { label: t('users.roles'), value: listed(user.roles.map((role) => roles(`access.role.${role}`))) || '—' },
        {
          label: t('users.scope'),
          value: (user.prefectures ? listed(user.prefectures.map(regionName)) : undefined) ?? t('users.all-regions'),
        },
      ]}
    />
  )
}

/** Locked, open or closed, and until when a lock lasts. */
const UserState = ({ user }: { readonly user: User }) => {
  const t = useText(usersTexts)
  return (
    <div>
      <UserStateTag user={user} />
      {user.lockedUntil && <div className="hint">{t('users.locked-until', { time: clockText(user.lockedUntil) })}</div>}
    </div>
  )
}

const waysIn = (user: User) => [
  ...(user.hasPassword
    ? [user.mustChangePassword ? ('users.by-password-due' as const) : ('users.by-password' as const)]
    : []),
  ...(user.hasTotp ? (['users.by-totp'] as const) : []),
  ...(user.hasSingleSignOn ? (['users.by-single-sign-on'] as const) : []),
]

const grantForm = grantSchema.pick({ roles: true, companyId: true, prefectures: true, reason: true })

/** Roles and scope together: what somebody may do, and where. */
const Grant = ({ user }: { readonly user: User }) => {
  const t = useText(usersTexts)
  const roleText = useText(userTexts)
  const [companies, prefectures] = [useCompanyOptions(), usePrefectureOptions()]
  const grant = useCommand(userRoutes.grant, {
    changes: [userRoutes.list, userRoutes.detail],
    done: t('users.granted'),
  })
  const form = useForm({
    schema: grantForm,
    initial: { roles: [...user.roles], companyId: user.company.id, prefectures: user.prefectures, reason: '' },
    onSubmit: async (value) => {
      const chosen = value.prefectures?.length ? value.prefectures : null
      const isSamePlace = (chosen ?? []).join() === (user.prefectures ?? []).join()
      await grant.send({
        params: { login: user.login },
        body: {
          ...{ ...value, prefectures: chosen, counties: isSamePlace ? user.counties : null, version: user.version },
          ...{ stationId: user.station?.id ?? null, staffId: user.staff?.id ?? null },
        },
      })
    },
  })
  return (
    <Form form={form}>
      <Field form={form} name="roles" label={t('users.roles')}>
        {({ onChange, ...bound }) => (
          <MultiSelect
            {...bound}
            onChange={(next) => onChange(roleNames.filter((role) => next.includes(role)))}
            label={t('users.roles')}
            options={roleNames.map((role) => ({ value: role, label: roleText(`access.role.${role}`), words: role }))}
          />
        )}
      </Field>
      <Field form={form} name="companyId" label={t('users.company')}>
        {(bound) => <Select {...bound} label={t('users.company')} options={companies} />}
      </Field>
      <Field form={form} name="prefectures" label={t('users.prefectures')} isOptional>
        {({ value, onChange, ...bound }) => (
          <MultiSelect
            {...bound}
            value={value ?? []}
            onChange={(next) => onChange([...next])}
            label={t('users.prefectures')}
            placeholder={t('users.all-regions')}
            options={prefectures}
          />
        )}
      </Field>
      <Field form={form} name="reason" label={t('users.reason')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
      <div>
        <Button type="submit" kind="primary" isBusy={form.isSending}>
          {t('users.grant')}
        </Button>
      </div>
    </Form>
  )
}

const ask = (title: string) => askConfirm({ title, action: title, isDangerous: true, reason: { minimum: 2 } })

const SIMPLE = ['activate', 'deactivate', 'unlock', 'removeSecondFactor'] as const

const Acts = ({ user }: { readonly user: User }) => {
  const t = useText(usersTexts)
  const changes = [userRoutes.list, userRoutes.detail, userRoutes.sessions]
  const commands = {
    activate: useCommand(userRoutes.activate, { changes, done: t('users.done') }),
    deactivate: useCommand(userRoutes.deactivate, { changes, done: t('users.done') }),
    unlock: useCommand(userRoutes.unlock, { changes, done: t('users.done') }),
    removeSecondFactor: useCommand(userRoutes.removeSecondFactor, { changes, done: t('users.done') }),
  }
  const reset = useCommand(userRoutes.resetPassword, { changes })
  const params = { login: user.login }
  /** Shown once, until it is closed: a passing message would take it away before it is written down. */
  const [password, setPassword] = useState<string | undefined>()
  return (
    <div className="row">
      {password !== undefined && (
        <Dialog title={t('users.resetPassword')} onClose={() => setPassword(undefined)} isKept>
          <p className="strong">{t('users.password-once', { password })}</p>
        </Dialog>
      )}
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
            if (reply) setPassword(reply.password)
          }}
        >
          {t('users.resetPassword')}
        </Button>
      )}
    </div>
  )
}
