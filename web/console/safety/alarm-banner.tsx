import { Link } from '@tanstack/react-router'
import { alarmRoutes } from '#core/safety/alarm.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Ago } from '#web/ui/when.tsx'
import { AlarmActs, AlarmPlace } from './alarm-acts.tsx'
import { safetyScreenTexts } from './safety-screen.text.ts'
import './safety.css'

const EVERY_SECONDS = 20

/** Red over every page until somebody has taken the call for help and closed it. */
export const AlarmBanner = () => (useMay('safety.alarms') ? <Banner /> : null)

const Banner = () => {
  const t = useText(safetyScreenTexts)
  const { data } = useAnswer(alarmRoutes.list, { query: {} }, { everySeconds: EVERY_SECONDS })
  useLiveRefresh(['safety.', 'notification.'], [alarmRoutes.list])
  return (
    <>
      {(data?.items ?? []).map((alarm) => (
        <div key={alarm.id} className="safety-banner" role="alert" data-taken={alarm.state === 'taken'}>
          <Icon name="alert" />
          <b>
            {alarm.takenByName
              ? t('banner-taken', { who: alarm.personName, by: alarm.takenByName })
              : t('banner', { who: alarm.personName })}
          </b>
          <span>
            <Ago at={alarm.at} /> {alarm.stationName}{' '}
            {alarm.number && (
              <Link to="/orders/$number" params={{ number: alarm.number }}>
                {alarm.number}
              </Link>
            )}
          </span>
          <AlarmPlace alarm={alarm} />
          <AlarmActs alarm={alarm} />
        </div>
      ))}
    </>
  )
}
