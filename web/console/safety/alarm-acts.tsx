import { type Alarm, alarmRoutes } from '#core/safety/alarm.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { safetyScreenTexts } from './safety-screen.text.ts'

/** Where the person is and how to reach them, for who has taken it. */
export const AlarmPlace = ({ alarm }: { readonly alarm: Alarm }) => {
  const t = useText(safetyScreenTexts)
  const { position, personPhone, hasPosition, state } = alarm
  if (state === 'closed') return null
  if (!position && !personPhone) return <span>{t(hasPosition ? 'position-taken' : 'position-none')}</span>
  return (
    <span>
      {personPhone && <b>{t('phone', { phone: personPhone })} </b>}
      {position
        ? t('position', {
            lat: position.lat.toFixed(5),
            lon: position.lon.toFixed(5),
            accuracy: Math.round(position.accuracyMetres ?? 0),
          })
        : t('position-none')}
    </span>
  )
}

/** Taking a call for help over, and closing it with what had happened. */
export const AlarmActs = ({ alarm }: { readonly alarm: Alarm }) => {
  const t = useText(safetyScreenTexts)
  const take = useCommand(alarmRoutes.take, { changes: [alarmRoutes.list] })
  const close = useCommand(alarmRoutes.close, { changes: [alarmRoutes.list] })
  const params = { id: alarm.id }
  const end = async () => {
    const said = await askConfirm({ title: t('close'), action: t('close'), reason: { label: t('close-ask') } })
    if (said) await close.run({ params, body: { happened: said.reason } })
  }
  return (
    <span className="row">
      {alarm.position === null && (
        <Button isSmall kind="danger" isBusy={take.isRunning} onClick={() => void take.run({ params, body: {} })}>
          {t('take')}
        </Button>
      )}
      {alarm.state === 'taken' && (
        <Button isSmall isBusy={close.isRunning} onClick={() => void end()}>
          {t('close')}
        </Button>
      )}
    </span>
  )
}
