import { type Instant, instantFromLocal } from '#core/time.ts'
import { type WorkCalendar, type WorkCalendarData, workCalendar } from './calendar.ts'
import { type SlaRules, slaRulesAt } from './sla.rules.ts'
import type { ClockTerms, Pause, SlaEvent, SlaFacts } from './sla.ts'

/** An instant by the clock on the wall in China, `2026-11-22 14:30`. */
export const wall = (text: string): Instant => {
  const at = instantFromLocal(text)
  if (at === undefined) throw new Error(`no such time: ${text}`)
  return at
}

/** 2026 alone, with the National Day week and its make-up days. */
export const aWorkCalendar = (more: Partial<WorkCalendarData> = {}): WorkCalendar =>
  workCalendar({
    years: [2026],
    fixedHolidays: ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'],
    holidays: Object.fromEntries(['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, '国庆节'])),
    makeUpDays: { '2026-09-20': '国庆节', '2026-10-10': '国庆节' },
    ...more,
  })

export const homeFault = (more: Partial<SlaFacts> = {}): SlaFacts => ({
  kind: 'fault',
  line: 'home',
  area: 'urban',
  ...more,
})

export const homeInstallation = (more: Partial<SlaFacts> = {}): SlaFacts => homeFault({ kind: 'installation', ...more })

export const enterpriseFault = (more: Partial<SlaFacts> = {}): SlaFacts =>
  homeFault({ line: 'enterprise', grade: 'AAA', ...more })

/** The shipped parameters, with what a case needs changed. */
export const someSlaRules = (more: Partial<SlaRules> = {}): SlaRules => ({ ...slaRulesAt([], '2026-11-22'), ...more })

export const someTerms = (more: Partial<ClockTerms> = {}): ClockTerms => ({
  kind: 'restore',
  party: 'province',
  limitMinutes: 480,
  counting: { kind: 'always' },
  warnBeforeMinutes: [120, 30],
  minRemainingMinutes: 120,
  isLimitLate: false,
  parameterVersion: 0,
  ...more,
})

export const aPause = (more: Partial<Pause> = {}): Pause => ({
  id: 'pause-1',
  cause: 'customerAbsent',
  startedAt: wall('2026-11-23 10:00'),
  endsAt: wall('2026-11-24 10:00'),
  stops: ['arrival', 'restore', 'whole'],
  ...more,
})

export const pausedEvent = (pause: Pause): SlaEvent => {
  const { startedAt, endedAt: _endedAt, ...rest } = pause
  return { type: 'paused', at: startedAt, pause: rest }
}
