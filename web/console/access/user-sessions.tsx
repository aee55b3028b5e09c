import { userRoutes } from '#core/access/user.contract.ts'
import { deviceWords } from '#web/console/session/device.ts'
import { sessionTexts } from '#web/console/session/session.text.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { usersTexts } from './users.text.ts'

/** Where somebody is signed in now, and the end of all of it at once. */
export const UserSessions = ({ login }: { readonly login: string }) => {
  const [t, own] = [useText(usersTexts), useText(sessionTexts)]
  const params = { login }
  const sessions = useAnswer(userRoutes.sessions, { params })
  const end = useCommand(userRoutes.endSessions, {
    changes: [userRoutes.sessions, userRoutes.detail],
    done: t('users.done'),
  })
  const endAll = async () => {
    const title = t('users.endSessions')
    const why = await askConfirm({ title, action: title, isDangerous: true, reason: { minimum: 2 } })
    if (why) await end.run({ params, body: { reason: why.reason } })
  }
  return (
    <Card
      title={t('users.sessions')}
      isFlush
      aside={
        <Button
          isSmall
          isBusy={end.isRunning}
          why={sessions.data?.items.length === 0 ? t('users.sessions-none') : undefined}
          onClick={() => void endAll()}
        >
          {t('users.endSessions')}
        </Button>
      }
    >
      <Loaded query={sessions}>
        {({ items }) =>
          items.length === 0 ? (
            <CardRow title={t('users.sessions-none')} />
          ) : (
            items.map((each) => (
              <CardRow
                key={each.id}
                icon={each.face === 'field' ? 'phone' : 'screen'}
                title={`${own(`face-${each.face}`)} · ${each.from}`}
                text={
                  <>
                    <span data-tip={each.device}>{deviceWords(each.device)}</span>
                    <br />
                    {own('started-at')} <When at={each.startedAt} /> · {own('seen-at')} <When at={each.seenAt} />
                  </>
                }
              />
            ))
          )
        }
      </Loaded>
    </Card>
  )
}
