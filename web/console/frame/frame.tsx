import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { AlarmBanner } from '#web/console/safety/alarm-banner.tsx'
import { useSession } from '#web/console/session/session.queries.ts'
import { SignInAgain } from '#web/console/session/sign-in-again.tsx'
import { WritingCheck } from '#web/console/wording/writing-check.tsx'
import { serverTimeOf } from '#web/ui/clock.ts'
import { ConfirmHost } from '#web/ui/confirm.tsx'
import { PageSlot } from '#web/ui/page.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { whenText } from '#web/ui/time.ts'
import { useNow } from '#web/ui/when.tsx'
import { Bell } from './bell.tsx'
import { Connection } from './connection.tsx'
import { frameTexts } from './frame.text.ts'
import { Rail } from './rail.tsx'
import { SearchBox } from './search.tsx'
import { Who } from './who.tsx'
import './frame.css'

/** Rail, top bar, and the page between them. */
export const Frame = () => {
  const t = useText(frameTexts)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  return (
    <div className="frame">
      <a className="frame-skip" href="#content">
        {t('skip-to-content')}
      </a>
      <Rail />
      <div className="frame-right">
        <header className="frame-bar">
          <div className="frame-title" ref={setSlot} />
          <MovedClock />
          <SearchBox />
          <Bell />
          <Who />
        </header>
        <Connection />
        <AlarmBanner />
        <main id="content" className="frame-content" tabIndex={-1}>
          <PageSlot value={slot}>
            <Outlet />
          </PageSlot>
        </main>
      </div>
      <ConfirmHost />
      <SignInAgain />
      <WritingCheck />
    </div>
  )
}

const MOVED_MS = 5 * 60_000

/** On a demo whose clock was moved, every screen says which time it shows. */
const MovedClock = () => {
  const t = useText(frameTexts)
  const [now, language, { clock }] = [useNow(), useLanguage(), useSession()]
  const ownNow = Date.now()
  if (!clock.isMovable || Math.abs(Date.parse(serverTimeOf(ownNow)) - ownNow) < MOVED_MS) return null
  return (
    <StateTag tone="risk">
      {t('clock-moved', { time: whenText(now, new Date(ownNow).toISOString(), language) })}
    </StateTag>
  )
}
