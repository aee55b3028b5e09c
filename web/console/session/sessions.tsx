import { accessRoutes } from '#core/access/access.contract.ts'
import { OwnDevices } from '#web/console/sync/devices.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { deviceWords } from './device.ts'
import { useSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'

/** Where the reader is signed in; any other place can be ended from here. */
export const SessionsScreen = () => {
  const t = useText(sessionTexts)
  const { user } = useSession()
  const sessions = useAnswer(accessRoutes.ownSessions, {})
  const revoke = useCommand(accessRoutes.revokeOwnSession, { changes: [accessRoutes.ownSessions], done: t('revoked') })
  return (
    <Page title={t('sessions')} updatedAt={sessions.dataUpdatedAt}>
      {user.roles.length === 0 && (
        <Card isFlush>
          <CardRow icon="alert" tone="risk" title={t('no-roles')} text={t('no-roles-text')} />
        </Card>
      )}
      <Card title={t('sessions')} hint={t('sessions-hint')} isFlush>
        <Loaded query={sessions}>
          {({ items }) =>
            items.map((each) => (
              <CardRow
                key={each.id}
                icon={each.face === 'field' ? 'phone' : 'screen'}
                title={
                  <>
                    {t(`face-${each.face}`)} · {each.from}
                  </>
                }
                text={
                  <>
                    <span data-tip={each.device}>{deviceWords(each.device)}</span> · {t('started-at')}{' '}
                    <When at={each.startedAt} /> · {t('seen-at')} <When at={each.seenAt} />
                  </>
                }
                end={
                  each.isCurrent ? (
                    <StateTag tone="fine">{t('here')}</StateTag>
                  ) : (
                    <Button
                      isSmall
                      isBusy={revoke.isRunning}
                      onClick={() => void revoke.run({ params: { id: each.id } })}
                    >
                      {t('revoke')}
                    </Button>
                  )
                }
              />
            ))
          }
        </Loaded>
      </Card>
      <OwnDevices />
    </Page>
  )
}
