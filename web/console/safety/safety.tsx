import { alarmRoutes, type NearMiss } from '#core/safety/alarm.contract.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { usePlaces } from '#web/console/work-orders/places.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { TimeWindow, When } from '#web/ui/when.tsx'
import { AlarmActs, AlarmPlace } from './alarm-acts.tsx'
import { DeclareForm } from './declare-form.tsx'
import { safetyScreenTexts } from './safety-screen.text.ts'
import './safety.css'

/** Calls for help, near misses and declared weather of the reader's places. */
export const SafetyScreen = () => {
  const t = useText(safetyScreenTexts)
  const [mayReview, mayDeclare] = [useMay('safety.review'), useMay('safety.declare')]
  useLiveRefresh(['safety.', 'notification.'], [alarmRoutes.list, alarmRoutes.nearMisses, safetyRoutes.declarations])
  return (
    <Page title={t('title')} isLive>
      <Columns sides="1fr 1fr">
        <Column>
          <Alarms />
          <ClosedAlarms />
        </Column>
        <Column>
          <Weather mayDeclare={mayDeclare} />
          {mayReview && <NearMisses />}
        </Column>
      </Columns>
    </Page>
  )
}

const Alarms = () => {
  const t = useText(safetyScreenTexts)
  const answer = useAnswer(alarmRoutes.list, { query: {} })
  return (
    <Card title={t('alarms')} isFlush>
      <Loaded query={answer} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="safety-none">{t('alarms-none')}</p>
          ) : (
            items.map((alarm) => (
              <CardRow
                key={alarm.id}
                icon="alert"
                tone="late"
                title={
                  alarm.takenByName
                    ? t('banner-taken', { who: alarm.personName, by: alarm.takenByName })
                    : t('banner', { who: alarm.personName })
                }
                text={
                  <>
                    <When at={alarm.at} /> {alarm.stationName} {alarm.number} {alarm.note} <AlarmPlace alarm={alarm} />
                  </>
                }
                end={<AlarmActs alarm={alarm} />}
              />
            ))
          )
        }
      </Loaded>
    </Card>
  )
}

const ClosedAlarms = () => {
  const t = useText(safetyScreenTexts)
  const { data } = useAnswer(alarmRoutes.list, { query: { closed: 'true' } })
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t('alarms-closed')} isFlush>
      {data.items.map((alarm) => (
        <CardRow
          key={alarm.id}
          icon="done"
          title={`${alarm.personName} ${alarm.number ?? ''}`}
          text={t('happened', { by: alarm.closedByName ?? '', what: alarm.happened ?? '' })}
          end={<When at={alarm.at} />}
        />
      ))}
    </Card>
  )
}

const Weather = ({ mayDeclare }: { readonly mayDeclare: boolean }) => {
  const [t, names, places] = [useText(safetyScreenTexts), useText(safetyNames), usePlaces()]
  const answer = useAnswer(safetyRoutes.declarations, { query: {} })
  const withdraw = useCommand(safetyRoutes.withdraw, { changes: [safetyRoutes.declarations] })
  const end = async (id: string) => {
    const said = await askConfirm({ title: t('withdraw'), action: t('withdraw'), reason: { label: t('withdraw-ask') } })
    if (said) await withdraw.run({ params: { id }, body: { reason: said.reason } })
  }
  return (
    <Card title={t('weather')} hint={t('weather-hint')} isFlush>
      <Loaded query={answer} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="safety-none">{t('weather-none')}</p>
          ) : (
            items.map(({ id, hazard, prefecture, county, companyId, fromAt, toAt, note }) => (
              <CardRow
                key={id}
                icon="alert"
                tone="risk"
                title={`${places.regionName(county ?? prefecture)} · ${names(`hazard.${hazard}`)} · ${companyId ? places.companyName(companyId) : t('everybody')}`}
                text={
                  <>
                    <TimeWindow from={fromAt} to={toAt} /> {note}
                  </>
                }
                end={
                  mayDeclare && (
                    <Button isSmall onClick={() => void end(id)}>
                      {t('withdraw')}
                    </Button>
                  )
                }
              />
            ))
          )
        }
      </Loaded>
      {mayDeclare && <DeclareForm />}
    </Card>
  )
}

const NearMisses = () => {
  const [t, names] = [useText(safetyScreenTexts), useText(safetyNames)]
  const answer = useAnswer(alarmRoutes.nearMisses, { query: {} })
  const handle = useCommand(alarmRoutes.handleNearMiss, { changes: [alarmRoutes.nearMisses] })
  const act = async ({ id }: NearMiss, isClosed: boolean) => {
    const action = t(isClosed ? 'finish' : 'handle')
    const said = await askConfirm({ title: action, action, reason: { label: t('handle-ask') } })
    if (said) await handle.run({ params: { id }, body: { isClosed, measure: said.reason } })
  }
  return (
    <Card title={t('near-misses')} isFlush>
      <Loaded query={answer} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="safety-none">{t('near-misses-none')}</p>
          ) : (
            items.map((item) => (
              <CardRow
                key={item.id}
                icon="info"
                title={item.text}
                text={
                  <>
                    <When at={item.at} /> {item.reporterName ?? t('unnamed')}{' '}
                    {item.hazard && names(`hazard.${item.hazard}`)} {item.place}{' '}
                    {item.measure && t('handling', { what: item.measure })}
                  </>
                }
                end={
                  <span className="row">
                    <Button isSmall onClick={() => void act(item, false)}>
                      {t('handle')}
                    </Button>
                    <Button isSmall onClick={() => void act(item, true)}>
                      {t('finish')}
                    </Button>
                  </span>
                }
              />
            ))
          )
        }
      </Loaded>
    </Card>
  )
}
