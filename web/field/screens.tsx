import type { VNode } from 'preact'
import type { Permission } from '#core/access/role.ts'
import { MyDayScreen } from './my-day/my-day.tsx'
import { NoWorkScreen } from './session/no-work.tsx'
import { useSession } from './session/session.ts'
import { lazy } from './ui/lazy.tsx'
import type { Pattern } from './ui/router.ts'
import type { Tab } from './ui/tab-bar.tsx'

const JobScreen = lazy(() => import('./job/job.tsx').then((part) => part.JobScreen))
const CallScreen = lazy(() => import('./job/call.tsx').then((part) => part.CallScreen))
const ReturnScreen = lazy(() => import('./job/return.tsx').then((part) => part.ReturnScreen))
const SignScreen = lazy(() => import('./sign/sign.tsx').then((part) => part.SignScreen))
const PhrasesScreen = lazy(() => import('./wording/phrases.tsx').then((part) => part.PhrasesScreen))
const ExplainScreen = lazy(() => import('./wording/explain.tsx').then((part) => part.ExplainScreen))
const ForbiddenScreen = lazy(() => import('./wording/forbidden.tsx').then((part) => part.ForbiddenScreen))
const StepScreen = lazy(() => import('./visit/step-screen.tsx').then((part) => part.StepScreen))
const ReadingScreen = lazy(() => import('./visit/reading-screen.tsx').then((part) => part.ReadingScreen))
const CustomerLinkScreen = lazy(() => import('./job/customer-link.tsx').then((part) => part.CustomerLinkScreen))
const TeamScreen = lazy(() => import('./team/team.tsx').then((part) => part.TeamScreen))
const MeScreen = lazy(() => import('./session/me.tsx').then((part) => part.MeScreen))
const SosScreen = lazy(() => import('./safety/sos.tsx').then((part) => part.SosScreen))
const NoticesScreen = lazy(() => import('./safety/notices.tsx').then((part) => part.NoticesScreen))
const MyPositionsScreen = lazy(() => import('./safety/my-positions.tsx').then((part) => part.MyPositionsScreen))
const NearMissScreen = lazy(() => import('./safety/near-miss.tsx').then((part) => part.NearMissScreen))
const ReviewsScreen = lazy(() => import('./safety/reviews.tsx').then((part) => part.ReviewsScreen))
const OutboxScreen = lazy(() => import('./outbox/outbox.tsx').then((part) => part.OutboxScreen))
const PasswordScreen = lazy(() => import('./session/password.tsx').then((part) => part.PasswordScreen))

/** Where a reader starts: the own day, the team of who only assigns, and for everybody else the way to the console. */
const Home = () => {
  const { permissions } = useSession()
  if (permissions.includes('work-orders.work')) return <MyDayScreen />
  return permissions.includes('work-orders.assign') ? <TeamScreen /> : <NoWorkScreen />
}

type Params = Readonly<Record<string, string>>

/** Every address of the phone, the first match counts. A slice adds a line. */
export const screens: readonly { readonly pattern: Pattern; readonly draw: (params: Params) => VNode }[] = [
  { pattern: '/', draw: () => <Home /> },
  { pattern: '/job/:number', draw: ({ number = '' }) => <JobScreen key={number} number={number} /> },
  { pattern: '/job/:number/call', draw: ({ number = '' }) => <CallScreen key={number} number={number} /> },
  { pattern: '/job/:number/return', draw: ({ number = '' }) => <ReturnScreen key={number} number={number} /> },
  { pattern: '/job/:number/sign', draw: ({ number = '' }) => <SignScreen key={number} number={number} /> },
  { pattern: '/job/:number/phrases', draw: ({ number = '' }) => <PhrasesScreen key={number} number={number} /> },
  { pattern: '/job/:number/explain', draw: ({ number = '' }) => <ExplainScreen key={number} number={number} /> },
  {
    pattern: '/job/:number/step/:code',
    draw: ({ number = '', code = '' }) => <StepScreen key={`${number} ${code}`} number={number} code={code} />,
  },
  { pattern: '/job/:number/reading', draw: ({ number = '' }) => <ReadingScreen key={number} number={number} /> },
  {
    pattern: '/job/:number/reading/:kind',
    draw: ({ number = '', kind = '' }) => <ReadingScreen key={`${number} ${kind}`} number={number} kind={kind} />,
  },
  { pattern: '/job/:number/customer', draw: ({ number = '' }) => <CustomerLinkScreen key={number} number={number} /> },
  { pattern: '/team', draw: () => <TeamScreen /> },
  { pattern: '/outbox', draw: () => <OutboxScreen /> },
  { pattern: '/sos', draw: () => <SosScreen /> },
  { pattern: '/notices', draw: () => <NoticesScreen /> },
  { pattern: '/me/positions', draw: () => <MyPositionsScreen /> },
  { pattern: '/near-miss', draw: () => <NearMissScreen /> },
  { pattern: '/reviews', draw: () => <ReviewsScreen /> },
  { pattern: '/me', draw: () => <MeScreen /> },
  { pattern: '/me/forbidden', draw: () => <ForbiddenScreen /> },
  { pattern: '/me/password', draw: () => <PasswordScreen isForced={false} /> },
]

/** The bottom tabs: the own day of who works on site, the team of who assigns. */
export const tabsFor = (permissions: readonly Permission[]): readonly Tab[] => {
  const [works, assigns] = [permissions.includes('work-orders.work'), permissions.includes('work-orders.assign')]
  return [
    ...(works || !assigns ? [{ path: '/', icon: 'calendar', text: 'tab-my-day' } as const] : []),
    ...(assigns ? [{ path: works ? '/team' : '/', icon: 'people', text: 'tab-team' } as const] : []),
    { path: '/outbox', icon: 'upload', text: 'tab-outbox' },
    { path: '/me', icon: 'person', text: 'tab-me' },
  ]
}
