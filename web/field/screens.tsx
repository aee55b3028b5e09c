import type { VNode } from 'preact'
import type { Permission } from '#core/access/role.ts'
import { CallScreen } from './job/call.tsx'
import { JobScreen } from './job/job.tsx'
import { ReturnScreen } from './job/return.tsx'
import { MyDayScreen } from './my-day/my-day.tsx'
import { MeScreen } from './session/me.tsx'
import { PasswordScreen } from './session/password.tsx'
import { TeamScreen } from './team/team.tsx'
import type { Pattern } from './ui/router.ts'
import type { Tab } from './ui/tab-bar.tsx'

type Params = Readonly<Record<string, string>>

/** Every address of the phone, the first match counts. A slice adds a line. */
export const screens: readonly { readonly pattern: Pattern; readonly draw: (params: Params) => VNode }[] = [
  { pattern: '/', draw: () => <MyDayScreen /> },
  { pattern: '/job/:number', draw: ({ number = '' }) => <JobScreen key={number} number={number} /> },
  { pattern: '/job/:number/call', draw: ({ number = '' }) => <CallScreen key={number} number={number} /> },
  { pattern: '/job/:number/return', draw: ({ number = '' }) => <ReturnScreen key={number} number={number} /> },
  { pattern: '/team', draw: () => <TeamScreen /> },
  { pattern: '/me', draw: () => <MeScreen /> },
  { pattern: '/me/password', draw: () => <PasswordScreen isForced={false} /> },
]

/** The bottom tabs: a station head has the team besides the own day. */
export const tabsFor = (permissions: readonly Permission[]): readonly Tab[] => [
  { path: '/', icon: 'calendar', text: 'tab-my-day' },
  ...(permissions.includes('work-orders.assign') ? [{ path: '/team', icon: 'people', text: 'tab-team' } as const] : []),
  { path: '/me', icon: 'person', text: 'tab-me' },
]
