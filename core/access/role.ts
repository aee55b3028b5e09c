/**
 * Who may do what: one readable table. A role has a side (whose staff it is), a reach (how far its holder sees
 * inside company × regions) and permissions. Source: R-A1…R-A4, R-V5; issue of the foundation, "Roles".
 */
export const sides = ['operator', 'contractor', 'platform'] as const
export type Side = (typeof sides)[number]

/** `regions`: every row of the regions · `station`: the station's · `own`: the person's · `customers`: the customer manager's. */
export const reaches = ['own', 'customers', 'station', 'regions'] as const
export type Reach = (typeof reaches)[number]

export const permissions = [
  'today.read',
  'intake.create',
  'intake.resolve',
  'work-orders.read',
  'work-orders.export',
  'work-orders.dispatch',
  'work-orders.acceptAsContractor',
  'work-orders.assign',
  'work-orders.work',
  'work-orders.contact',
  'work-orders.secondLine',
  'work-orders.requestSuspension',
  'work-orders.handBack',
  'work-orders.approve',
  'work-orders.verify',
  'work-orders.contractorCheck',
  'work-orders.qualityCheck',
  'work-orders.callBack',
  'work-orders.archive',
  'work-orders.urge',
  'work-orders.supervise',
  'work-orders.cancel',
  'work-orders.void',
  'work-orders.forceArchive',
  'customers.own',
  'ledger.read',
  'ledger.edit',
  'ledger.import',
  'ledger.export',
  'network.read',
  'network.edit',
  'network.import',
  'people.read',
  'people.edit',
  'people.import',
  'organisation.read',
  'organisation.edit',
  'responsibilities.edit',
  'parameters.read',
  'parameters.edit',
  'wording.edit',
  'figures.read',
  'appointments.edit',
  'personal-data.full',
  'personal-data.reveal',
  'users.read',
  'users.edit',
  'roles.edit',
  'sessions.revoke',
  'audit.read',
  'jobs.read',
  'health.read',
  'health.act',
] as const
export type Permission = (typeof permissions)[number]

export type Role = {
  readonly side: Side
  readonly reach: Reach
  readonly permissions: readonly Permission[]
}

const everyReader = ['today.read', 'work-orders.read', 'figures.read', 'organisation.read'] as const
const operatorManager = [
  ...everyReader,
  'work-orders.export',
  'work-orders.dispatch',
  'work-orders.approve',
  'work-orders.supervise',
  'work-orders.urge',
  'work-orders.cancel',
  'work-orders.void',
  'work-orders.forceArchive',
  'work-orders.archive',
  'ledger.read',
  'network.read',
  'people.read',
  'parameters.read',
  'appointments.edit',
  'personal-data.reveal',
] as const

export const roles = {
  provinceManager: {
    side: 'operator',
    reach: 'regions',
    permissions: [
      ...operatorManager,
      'organisation.edit',
      'responsibilities.edit',
      'parameters.edit',
      'wording.edit',
      'ledger.export',
    ],
  },
  prefectureManager: { side: 'operator', reach: 'regions', permissions: [...operatorManager, 'ledger.export'] },
  countyDesk: {
    side: 'operator',
    reach: 'regions',
    permissions: [
      ...everyReader,
      'intake.create',
      'intake.resolve',
      'work-orders.export',
      'work-orders.dispatch',
      'work-orders.approve',
      'work-orders.verify',
      'work-orders.archive',
      'work-orders.urge',
      'work-orders.cancel',
      'ledger.read',
      'network.read',
      'people.read',
      'personal-data.reveal',
    ],
  },
  customerManager: {
    side: 'operator',
    reach: 'customers',
    permissions: [
      'work-orders.read',
      'work-orders.urge',
      'customers.own',
      'intake.create',
      'ledger.read',
      'personal-data.reveal',
    ],
  },
  resourceManager: {
    side: 'operator',
    reach: 'regions',
    permissions: [
      ...everyReader,
      'ledger.read',
      'ledger.edit',
      'ledger.import',
      'ledger.export',
      'network.read',
      'network.edit',
      'network.import',
      'personal-data.reveal',
    ],
  },
  dataDesk: {
    side: 'operator',
    reach: 'regions',
    permissions: ['work-orders.read', 'work-orders.secondLine', 'network.read', 'ledger.read', 'personal-data.reveal'],
  },
  transmissionDesk: {
    side: 'operator',
    reach: 'regions',
    permissions: ['work-orders.read', 'work-orders.secondLine', 'network.read', 'ledger.read', 'personal-data.reveal'],
  },
  qualityAgent: {
    side: 'operator',
    reach: 'regions',
    permissions: [
      ...everyReader,
      'work-orders.qualityCheck',
      'work-orders.callBack',
      'work-orders.archive',
      'work-orders.verify',
      'personal-data.reveal',
    ],
  },
  assessor: {
    side: 'operator',
    reach: 'regions',
    permissions: [...everyReader, 'work-orders.export', 'parameters.read'],
  },
  settlementClerk: { side: 'operator', reach: 'regions', permissions: [...everyReader, 'parameters.read'] },
  trainingAdministrator: {
    side: 'operator',
    reach: 'regions',
    permissions: ['people.read', 'people.edit', 'people.import', 'organisation.read'],
  },
  contractorManager: {
    side: 'contractor',
    reach: 'regions',
    permissions: [
      ...everyReader,
      'work-orders.export',
      'work-orders.acceptAsContractor',
      'work-orders.assign',
      'work-orders.requestSuspension',
      'work-orders.handBack',
      'work-orders.contractorCheck',
      'appointments.edit',
      'ledger.read',
      'network.read',
      'people.read',
      'people.edit',
      'people.import',
      'organisation.edit',
      'personal-data.reveal',
    ],
  },
  dispatcher: {
    side: 'contractor',
    reach: 'regions',
    permissions: [
      ...everyReader,
      'intake.create',
      'work-orders.export',
      'work-orders.acceptAsContractor',
      'work-orders.assign',
      'work-orders.contact',
      'work-orders.requestSuspension',
      'work-orders.handBack',
      'work-orders.contractorCheck',
      'work-orders.urge',
      'ledger.read',
      'network.read',
      'people.read',
      'personal-data.reveal',
    ],
  },
  hotlineAgent: {
    side: 'contractor',
    reach: 'regions',
    permissions: [
      'today.read',
      'work-orders.read',
      'intake.create',
      'intake.resolve',
      'work-orders.contact',
      'work-orders.verify',
      'work-orders.urge',
      'ledger.read',
      'network.read',
      'personal-data.reveal',
    ],
  },
  stationHead: {
    side: 'contractor',
    reach: 'station',
    permissions: [
      'work-orders.read',
      'work-orders.assign',
      'work-orders.work',
      'work-orders.contact',
      'work-orders.requestSuspension',
      'work-orders.contractorCheck',
      'people.read',
      'network.read',
    ],
  },
  engineer: {
    side: 'contractor',
    reach: 'own',
    permissions: ['work-orders.read', 'work-orders.work', 'work-orders.contact', 'work-orders.requestSuspension'],
  },
  communityManager: {
    side: 'contractor',
    reach: 'own',
    permissions: ['work-orders.read', 'work-orders.work', 'work-orders.contact', 'work-orders.requestSuspension'],
  },
  qualityClerk: {
    side: 'contractor',
    reach: 'regions',
    permissions: [...everyReader, 'work-orders.contractorCheck', 'personal-data.reveal'],
  },
  resourceClerk: {
    side: 'contractor',
    reach: 'regions',
    permissions: [
      'today.read',
      'work-orders.read',
      'ledger.read',
      'ledger.edit',
      'ledger.import',
      'network.read',
      'network.edit',
      'network.import',
      'personal-data.reveal',
    ],
  },
  storekeeper: { side: 'contractor', reach: 'regions', permissions: ['today.read', 'work-orders.read', 'people.read'] },
  supervisor: { side: 'contractor', reach: 'regions', permissions: [...everyReader, 'people.read', 'network.read'] },
  administrator: {
    side: 'platform',
    reach: 'regions',
    permissions: [
      'users.read',
      'users.edit',
      'organisation.read',
      'organisation.edit',
      'responsibilities.edit',
      'parameters.read',
      'parameters.edit',
      'wording.edit',
      'people.read',
      'people.import',
      'ledger.import',
      'network.import',
      'jobs.read',
      'health.read',
      'health.act',
    ],
  },
  securityOfficer: {
    side: 'platform',
    reach: 'regions',
    permissions: ['users.read', 'roles.edit', 'sessions.revoke', 'health.read'],
  },
  auditor: { side: 'platform', reach: 'regions', permissions: ['audit.read', 'users.read', 'parameters.read'] },
} as const satisfies Record<string, Role>

export type RoleName = keyof typeof roles
export const roleNames = Object.keys(roles) as RoleName[]
export const roleOf = (name: RoleName): Role => roles[name]
export const isRoleName = (text: string): text is RoleName => Object.hasOwn(roles, text)

/** The three platform roles keep each other in check: no person may hold two of them. */
export const exclusiveRoles: readonly RoleName[] = ['administrator', 'securityOfficer', 'auditor']
