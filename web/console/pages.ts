import type { IconName } from '#web/ui/icons.ts'
import type { frameTexts } from './frame/frame.text.ts'
import type { Permitted } from './session/session.queries.ts'

/** A place in the rail: what it is called, who may see it, and in which of the groups it stands. */
export type RailPage = {
  readonly path: string
  readonly icon: IconName
  readonly text: keyof typeof frameTexts & `page.${string}`
  /** A permission, or several separated by a bar of which one is enough. */
  readonly permission: Permitted
  readonly group: 'work' | 'records' | 'house'
}

export const railPages = [
  { path: '/today', icon: 'today', text: 'page.today', permission: 'today.read', group: 'work' },
  { path: '/customers', icon: 'customers', text: 'page.customers', permission: 'customers.own', group: 'work' },
  { path: '/intake', icon: 'intake', text: 'page.intake', permission: 'intake.create|intake.resolve', group: 'work' },
  { path: '/orders', icon: 'orders', text: 'page.orders', permission: 'work-orders.read', group: 'work' },
  {
    path: '/approvals',
    icon: 'approvals',
    text: 'page.approvals',
    permission: 'work-orders.approve|safety.review',
    group: 'work',
  },
  { path: '/safety', icon: 'shield', text: 'page.safety', permission: 'safety.alarms', group: 'work' },
  {
    path: '/checks',
    icon: 'checks',
    text: 'page.checks',
    permission: 'work-orders.contractorCheck|work-orders.qualityCheck|work-orders.callBack',
    group: 'work',
  },
  { path: '/complaints', icon: 'alert', text: 'page.complaints', permission: 'complaints.handle', group: 'work' },
  {
    path: '/capacity',
    icon: 'calendar',
    text: 'page.capacity',
    permission: 'appointments.edit|work-orders.dispatch|work-orders.assign',
    group: 'work',
  },
  { path: '/ledger', icon: 'ledger', text: 'page.ledger', permission: 'ledger.read|ledger.import', group: 'records' },
  {
    path: '/network',
    icon: 'network',
    text: 'page.network',
    permission: 'network.read|network.import',
    group: 'records',
  },
  { path: '/resource-changes', icon: 'swap', text: 'page.changes', permission: 'network.edit', group: 'records' },
  { path: '/people', icon: 'people', text: 'page.people', permission: 'people.read', group: 'records' },
  {
    path: '/organisation',
    icon: 'organisation',
    text: 'page.organisation',
    permission: 'organisation.read',
    group: 'records',
  },
  {
    path: '/admin',
    icon: 'admin',
    text: 'page.admin',
    permission: 'parameters.read|users.read|audit.read|jobs.read|health.read',
    group: 'house',
  },
] as const satisfies readonly RailPage[]

/** The first place of the rail that these permissions open: where a reader starts. */
export const startPath = (permissions: readonly string[]): string =>
  railPages.find((page) => page.permission.split('|').some((each) => permissions.includes(each)))?.path ?? '/sessions'

/** The pages of administration, as tabs. */
export const adminPages = [
  { path: '/admin/parameters', text: 'page.parameters', permission: 'parameters.read' },
  { path: '/admin/wording', text: 'page.wording', permission: 'parameters.read|wording.edit' },
  { path: '/admin/checklists', text: 'page.checklists', permission: 'parameters.read' },
  { path: '/admin/users', text: 'page.users', permission: 'users.read' },
  { path: '/admin/audit', text: 'page.audit', permission: 'audit.read' },
  { path: '/admin/jobs', text: 'page.jobs', permission: 'jobs.read' },
  { path: '/admin/health', text: 'page.health', permission: 'health.read' },
] as const satisfies readonly { readonly path: string; readonly text: string; readonly permission: Permitted }[]
