import './old-browsers.ts'
import { render } from 'preact'
import { useMemo } from 'preact/hooks'
import { configureApi } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { currentLanguage, setLanguage } from '#web/ui/language.ts'
import { currentTheme, setTheme } from '#web/ui/theme.ts'
import { setDraftOwner } from './job/draft.ts'
import { onSynced, syncSoon } from './outbox-send.ts'
import { sendPhotos, setPhotoOwner } from './photo/photo-queue.ts'
import { watchInstallation } from './pwa/install.ts'
import { askToKeep } from './pwa/space.ts'
import { watchUpdates } from './pwa/update.ts'
import { loadOwnSafety, mayTakePosition } from './safety/own-safety.ts'
import { screens, tabsFor } from './screens.tsx'
import { PasswordScreen } from './session/password.tsx'
import { endSession, loadSession, onSession, useSessionState } from './session/session.ts'
import { SignInScreen } from './session/sign-in.tsx'
import { startApp } from './start-keeping.ts'
import { refetchAll } from './ui/answer.ts'
import { Button } from './ui/button.tsx'
import { watchNetwork } from './ui/connection.ts'
import { fieldTexts } from './ui/field.text.ts'
import { fetchLazyScreens } from './ui/lazy.tsx'
import { NoteHost } from './ui/note.tsx'
import { setPositionGate } from './ui/position.ts'
import { go, matchPattern, usePath } from './ui/router.ts'
import { Screen } from './ui/screen.tsx'
import { EmptyState, ErrorState, Loading } from './ui/states.tsx'
import { setTabs } from './ui/tab-bar.tsx'
import { useText } from './ui/text.ts'
import { WritingCheck } from './wording/writing-check.tsx'
import './ui/theme.css'
import './ui/field.css'
import './ui/controls.css'
import './ui/parts.css'

const Present = () => {
  const path = usePath()
  const found = useMemo(() => {
    for (const each of screens) {
      const params = matchPattern(each.pattern, path)
      if (params) return each.draw(params)
    }
    return undefined
  }, [path])
  return found ?? <UnknownScreen />
}

const UnknownScreen = () => {
  const t = useText(fieldTexts)
  return (
    <Screen title={t('not-found')} back="/">
      <EmptyState icon="question" title={t('not-found')} text={t('not-found-text')}>
        <Button onClick={() => go('/')}>{t('go-home')}</Button>
      </EmptyState>
    </Screen>
  )
}

const App = () => {
  const state = useSessionState()
  if (state.step === 'asking') return <Loading />
  if (state.step === 'signed-out' || state.step === 'code') {
    return <SignInScreen awaitsCode={state.step === 'code'} why={state.step === 'signed-out' ? state.why : undefined} />
  }
  if (state.step === 'unknown') return <ErrorState error={state.error} onRetry={() => void loadSession()} />
  return (
    <>
      {state.session.mustChangePassword ? <PasswordScreen isForced /> : <Present />}
      <NoteHost />
      <WritingCheck />
    </>
  )
}

setLanguage(currentLanguage())
setTheme(currentTheme())
watchInstallation()
setPositionGate(() => mayTakePosition(serverNow()))
configureApi({ onSignedOut: () => endSession() })
onSession((state) => {
  if (state.step !== 'signed-in') return
  setTabs(tabsFor(state.session.permissions))
  setDraftOwner(state.session.user.id)
  void loadOwnSafety(state.session.user.id)
  void setPhotoOwner(state.session.user.id)
  void askToKeep()
})
onSynced(() => void sendPhotos())
watchNetwork(() => {
  refetchAll()
  void syncSoon()
  void sendPhotos()
})
void startApp()

// After the first screen is there: what a day needs, before the network goes away.
const IDLE_MS = 2_500
setTimeout(() => {
  void fetchLazyScreens()
  watchUpdates()
}, IDLE_MS)

const place = document.getElementById('root')
if (place) render(<App />, place)
