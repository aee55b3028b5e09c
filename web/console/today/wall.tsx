import { Link } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { rowsFor } from '#core/insight/picture.rules.ts'
import { onSessionExpired, sessionExpired } from '#web/console/session/expired.ts'
import { SignInAgain } from '#web/console/session/sign-in-again.tsx'
import { serverNow, serverTimeOf } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { whenText } from '#web/ui/time.ts'
import { useLiveState } from '#web/ui/use-live.ts'
import { useNow } from '#web/ui/when.tsx'
import { Alarms } from './alarms.tsx'
import { useFigures } from './figures.tsx'
import { LateMap } from './late-map.tsx'
import { Matrix } from './matrix.tsx'
import { usePicture, usePictureFilter } from './picture.queries.ts'
import { todayTexts } from './today.text.ts'
import './today.css'
import './wall.css'

const ROWS = 9

/** The picture for a wall: no rail, no search, large enough from across the room; nothing rotates, it takes up the line by itself. */
export const WallScreen = () => {
  const answer = usePicture()
  const { filter, query } = usePictureFilter()
  return (
    <main className="wall">
      <Head updatedAt={answer.dataUpdatedAt} hasFailed={answer.isError} />
      <Loaded query={answer} rows={12}>
        {(picture) => {
          const shown = { picture, rows: rowsFor(picture.rows, filter), filter, query, isStill: true }
          return (
            <>
              <Figures {...shown} />
              <div className="wall-columns">
                <Matrix {...shown} />
                <div className="wall-right">
                  <LateMap {...shown} />
                  <Alarms filter={filter} few={ROWS} isStill />
                </div>
              </div>
            </>
          )
        }}
      </Loaded>
      <SignInAgain />
    </main>
  )
}

const Figures = (props: Parameters<typeof useFigures>[0]) => (
  <dl className="wall-figures">
    {useFigures(props).map((figure) => (
      <div key={figure.key}>
        <dt>{figure.label}</dt>
        <dd className={`wall-figure ${figure.tone ?? ''}`}>{figure.link ? figure.link(figure.value) : figure.value}</dd>
        <dd className="wall-note">{figure.note}</dd>
      </div>
    ))}
  </dl>
)

const Head = ({ updatedAt, hasFailed }: { readonly updatedAt: number; readonly hasFailed: boolean }) => {
  const t = useText(todayTexts)
  const language = useLanguage()
  const now = useNow(1)
  const isSignedOut = useSyncExternalStore(onSessionExpired, sessionExpired)
  const isLost = useLiveState() !== 'live' || hasFailed || isSignedOut
  const lost = isSignedOut ? 'today.wall-signed-out' : 'today.wall-lost'
  const at = updatedAt > 0 ? whenText(serverTimeOf(updatedAt), now, language) : '—'
  return (
    <header className="wall-head">
      <h1>{t('today.title')}</h1>
      <span className="wall-clock">{whenText(serverNow(), now, language)}</span>
      <span className={isLost ? 'risk' : 'fine'} role="status">
        <Icon name={isLost ? 'cloud-off' : 'cloud'} size={20} /> {isLost ? t(lost, { time: at }) : at}
      </span>
      <Link to="/today" className="wall-leave" aria-label={t('today.wall-leave')} data-tip={t('today.wall-leave')}>
        <Icon name="close" size={20} />
      </Link>
    </header>
  )
}
