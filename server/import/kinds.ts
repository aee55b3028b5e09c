import type { ImportKind } from '#core/import/import.ts'
import type { StagedEntity } from './staged.ts'
import { stagedEnterpriseLines } from './staged-enterprise-lines.ts'
import { stagedHomeUsers } from './staged-home-users.ts'
import { stagedNetwork } from './staged-network.ts'
import { stagedReports } from './staged-reports.ts'
import { stagedStaff } from './staged-staff.ts'

const entities: Readonly<Record<ImportKind, StagedEntity>> = {
  'home-users': stagedHomeUsers,
  'enterprise-lines': stagedEnterpriseLines,
  network: stagedNetwork,
  staff: stagedStaff,
  reports: stagedReports,
}

export const entityOf = (kind: ImportKind): StagedEntity => entities[kind]
