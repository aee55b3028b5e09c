import { render } from 'preact'
import { AfterScreen, BrokenScreen } from './after.tsx'
import { ComplainScreen } from './complain.tsx'
import { Button, CallButton, Card, Frame, Icon } from './parts.tsx'
import { usePage, useScreen } from './state.ts'
import { StoppedScreen, StopScreen } from './stop.tsx'
import { TimeScreen } from './time.tsx'
import { CancelledScreen, VisitScreen } from './visit.tsx'
import { t } from './words.ts'
import './theme.css'
import './customer.css'
import './controls.css'

const App = () => {
  const state = usePage()
  const screen = useScreen()
  const { page, trouble } = state
  if (!page) return trouble ? <NoPage state={state} /> : <p class="opening">{t('loading')}</p>
  if (screen === 'time' && page.can.reschedule) return <TimeScreen state={state} page={page} />
  if ((screen === 'neverAsked' || screen === 'cancel') && page.can.stop)
    return <StopScreen key={screen} state={state} page={page} why={screen} />
  if (screen === 'complain') return <ComplainScreen state={state} page={page} />
  if (screen === 'broken' && page.can.sayBroken) return <BrokenScreen state={state} page={page} />
  if (page.phase === 'verifying') return <StoppedScreen state={state} page={page} />
  if (page.phase === 'cancelled') return <CancelledScreen state={state} page={page} />
  if (page.phase === 'repaired') return <AfterScreen state={state} page={page} />
  return <VisitScreen state={state} page={page} />
}

/** Nothing to show: the link is over, or nobody answered yet. */
const NoPage = ({ state }: { readonly state: ReturnType<typeof usePage> }) => {
  const { trouble } = state
  const isGone = trouble?.kind === 'gone'
  const phone = trouble?.phone
  return (
    <Frame
      title={t(isGone ? 'title.gone' : 'title.failed')}
      foot={
        isGone ? (
          phone && <CallButton phone={phone}>{t('call-service', { phone })}</CallButton>
        ) : (
          <Button kind="primary" onClick={state.refresh}>
            {t('retry')}
          </Button>
        )
      }
    >
      <Card>
        <div class="part">
          <p class="big-words">
            <Icon name={isGone ? 'alert' : 'off'} />{' '}
            {isGone ? trouble?.text || t('title.gone') : trouble?.kind === 'lost' ? t('offline-title') : t('busy-text')}
          </p>
          <p>{isGone ? t('gone-text') : t('offline-text')}</p>
        </div>
      </Card>
    </Frame>
  )
}

const place = document.getElementById('root')
if (place) render(<App />, place)
