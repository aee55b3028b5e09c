import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router'
import { parseSearch, searchText } from '#web/ui/filters.ts'
import { BrokenPage, ComingPage, NOT_ALLOWED, UnknownPage } from './frame/fallback.tsx'
import { adminPages, startPath } from './pages.ts'
import { firstDuty, holds, loadSession, type Permitted } from './session/session.queries.ts'

/**
 * Every address of the console. A slice adds a line to `screens`: address, permission, and the screen, which is fetched when
 * somebody goes there (or points at a link to it).
 */
const root = createRootRoute({ notFoundComponent: UnknownPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./session/sign-in.tsx'), 'SignInScreen'),
})

/** Everything below needs a session; without one the reader signs in and comes back to the same address. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const session = await loadSession()
    if (!session) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
    const duty = firstDuty(session)
    if (duty && location.pathname !== duty) throw redirect({ to: duty })
    return { session }
  },
})

const password = createRoute({
  getParentRoute: () => signedIn,
  path: '/password',
  component: lazyRouteComponent(() => import('./session/password.tsx'), 'PasswordScreen'),
})

const secondFactor = createRoute({
  getParentRoute: () => signedIn,
  path: '/second-factor',
  component: lazyRouteComponent(() => import('./session/second-factor.tsx'), 'SecondFactorScreen'),
})

const framed = createRoute({
  getParentRoute: () => signedIn,
  id: 'framed',
  component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
})

/** Outside the frame: neither rail nor search. */
const wall = createRoute({
  getParentRoute: () => signedIn,
  path: '/wall',
  beforeLoad: ({ context }) => {
    if (!holds(context.session, 'today.read')) throw notFound({ data: NOT_ALLOWED })
  },
  component: lazyRouteComponent(() => import('./today/wall.tsx'), 'WallScreen'),
})

const start = createRoute({
  getParentRoute: () => framed,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: startPath(context.session.permissions), replace: true })
  },
})

/** A screen at an address, for holders of the permission (`a|b`: one of them is enough; `signed-in`: everybody). */
const screen = <const Path extends string>(
  path: Path,
  permission: Permitted | 'signed-in',
  component: RouteComponent,
) =>
  createRoute({
    getParentRoute: () => framed,
    path,
    beforeLoad: ({ context }) => {
      if (permission !== 'signed-in' && !holds(context.session, permission)) throw notFound({ data: NOT_ALLOWED })
    },
    notFoundComponent: UnknownPage,
    component,
  })

const screens = [
  screen(
    '/capacity/outcomes',
    'figures.read',
    lazyRouteComponent(() => import('./appointments/outcomes.tsx'), 'OutcomesScreen'),
  ),
  screen(
    '/capacity',
    'organisation.read',
    lazyRouteComponent(() => import('./appointments/capacity.tsx'), 'CapacityScreen'),
  ),
  screen(
    '/today',
    'today.read',
    lazyRouteComponent(() => import('./today/today.tsx'), 'TodayScreen'),
  ),
  screen(
    '/intake',
    'intake.create|intake.resolve',
    lazyRouteComponent(() => import('./intake/intake-desk.tsx'), 'IntakeDeskScreen'),
  ),
  screen(
    '/orders',
    'work-orders.read',
    lazyRouteComponent(() => import('./work-orders/order-list.tsx'), 'OrderListScreen'),
  ),
  screen(
    '/orders/$number',
    'work-orders.read',
    lazyRouteComponent(() => import('./work-orders/order-detail.tsx'), 'OrderDetailScreen'),
  ),
  screen(
    '/approvals',
    'work-orders.approve|safety.review',
    lazyRouteComponent(() => import('./work-orders/approvals.tsx'), 'ApprovalsScreen'),
  ),
  screen(
    '/safety',
    'safety.alarms',
    lazyRouteComponent(() => import('./safety/safety.tsx'), 'SafetyScreen'),
  ),
  screen(
    '/checks',
    'work-orders.contractorCheck|work-orders.qualityCheck|work-orders.callBack',
    lazyRouteComponent(() => import('./quality/checks.tsx'), 'ChecksScreen'),
  ),
  screen(
    '/complaints',
    'complaints.handle',
    lazyRouteComponent(() => import('./quality/complaints.tsx'), 'ComplaintsScreen'),
  ),
  screen(
    '/customers',
    'customers.own',
    lazyRouteComponent(() => import('./customers/own-customers.tsx'), 'OwnCustomersScreen'),
  ),
  screen(
    '/ledger',
    'ledger.read|ledger.import',
    lazyRouteComponent(() => import('./ledger/ledger.tsx'), 'LedgerScreen'),
  ),
  screen(
    '/ledger/import',
    'ledger.import|network.import|people.import|intake.create',
    lazyRouteComponent(() => import('./import/import.tsx'), 'ImportScreen'),
  ),
  screen(
    '/resource-changes',
    'network.edit',
    lazyRouteComponent(() => import('./visits/resource-changes.tsx'), 'ResourceChangesScreen'),
  ),
  screen(
    '/network',
    'network.read|network.import',
    lazyRouteComponent(() => import('./network/network.tsx'), 'NetworkScreen'),
  ),
  screen(
    '/checks/wording',
    'work-orders.qualityCheck',
    lazyRouteComponent(() => import('./wording/findings.tsx'), 'FindingsScreen'),
  ),
  screen(
    '/people',
    'people.read',
    lazyRouteComponent(() => import('./people/people.tsx'), 'PeopleScreen'),
  ),
  screen(
    '/organisation',
    'organisation.read',
    lazyRouteComponent(() => import('./organisation/organisation.tsx'), 'OrganisationScreen'),
  ),
  screen(
    '/jobs',
    'signed-in',
    lazyRouteComponent(() => import('./machinery/jobs.tsx'), 'OwnJobsScreen'),
  ),
  screen(
    '/sessions',
    'signed-in',
    lazyRouteComponent(() => import('./session/sessions.tsx'), 'SessionsScreen'),
  ),
] as const

const admin = createRoute({
  getParentRoute: () => framed,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin.tsx'), 'AdminFrame'),
  beforeLoad: ({ context, location }) => {
    const open = adminPages.find((page) => holds(context.session, page.permission))
    if (!open) throw notFound({ data: NOT_ALLOWED })
    if (location.pathname === '/admin') throw redirect({ to: open.path, replace: true })
  },
  notFoundComponent: UnknownPage,
})

/** An address that no page has: said inside the frame, so that a signed-in reader goes on from the rail. */
const elsewhere = createRoute({ getParentRoute: () => framed, path: '$', component: UnknownPage })

const adminScreen = <const Path extends string>(path: Path, permission: Permitted, component: RouteComponent) =>
  createRoute({
    getParentRoute: () => admin,
    path,
    beforeLoad: ({ context }) => {
      if (!holds(context.session, permission)) throw notFound({ data: NOT_ALLOWED })
    },
    notFoundComponent: UnknownPage,
    component,
  })

const adminScreens = [
  adminScreen(
    '/parameters',
    'parameters.read',
    lazyRouteComponent(() => import('./parameters/parameters.tsx'), 'ParametersScreen'),
  ),
  adminScreen(
    '/checklists',
    'parameters.read',
    lazyRouteComponent(() => import('./visits/checklists.tsx'), 'ChecklistsScreen'),
  ),
  adminScreen(
    '/wording',
    'parameters.read|wording.edit',
    lazyRouteComponent(() => import('./wording/wording.tsx'), 'WordingScreen'),
  ),
  adminScreen(
    '/users',
    'users.read',
    lazyRouteComponent(() => import('./access/users.tsx'), 'UsersScreen'),
  ),
  adminScreen(
    '/audit',
    'audit.read',
    lazyRouteComponent(() => import('./access/audit.tsx'), 'AuditScreen'),
  ),
  adminScreen(
    '/jobs',
    'jobs.read',
    lazyRouteComponent(() => import('./machinery/jobs.tsx'), 'JobsScreen'),
  ),
  adminScreen(
    '/health',
    'health.read',
    lazyRouteComponent(() => import('./machinery/health.tsx'), 'HealthScreen'),
  ),
] as const

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      password,
      secondFactor,
      wall,
      framed.addChildren([start, ...screens, admin.addChildren([...adminScreens]), elsewhere]),
    ]),
  ]),
  parseSearch,
  stringifySearch: searchText,
  defaultPreload: 'intent',
  defaultPendingMs: 250,
  defaultPendingComponent: ComingPage,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: UnknownPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
