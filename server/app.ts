import { bindAppointments, httpCallProvider } from '#server/appointments/index.ts'
import { bindAudit } from '#server/audit/index.ts'
import { bindCustomerLink } from '#server/customer-link/index.ts'
import { bindField } from '#server/field/index.ts'
import { bindByHand, bindExports, bindImport } from '#server/import/index.ts'
import { bindInsight } from '#server/insight/index.ts'
import { bindIntake } from '#server/intake/index.ts'
import { bindHealthScreen, bindJobs } from '#server/jobs/index.ts'
import { bindLedger } from '#server/ledger/index.ts'
import { bindNetwork } from '#server/network/index.ts'
import { bindNotify } from '#server/notify/index.ts'
import { bindOrganisation } from '#server/organisation/index.ts'
import { bindParameters } from '#server/parameters/index.ts'
import { bindPeople } from '#server/people/index.ts'
import { bindComplaints } from '#server/quality/index.ts'
import { bindSafety } from '#server/safety/index.ts'
import { bindSearch } from '#server/search/index.ts'
import { bindSync } from '#server/sync/index.ts'
import { bindConfirmations, bindVisits } from '#server/visits/index.ts'
import { bindWording } from '#server/wording/index.ts'
import { bindWorkOrders } from '#server/work-orders/index.ts'

import { bindFiles } from './platform/files/files.routes.ts'
import type { Http } from './platform/http.ts'
import { printingOf } from './printing.ts'
import type { AllDeps } from './wiring.ts'

/** Every route of the product, slice by slice. */
export const bindAll = (http: Http, deps: AllDeps): void => {
  bindOrganisation(http, deps)
  bindIntake(http, deps)
  bindWorkOrders(http, deps)
  bindSync(http, deps)
  bindParameters(http, deps)
  bindJobs(http, deps)
  bindHealthScreen(http, deps)
  bindLedger(http, deps)
  bindNetwork(http, deps)
  bindPeople(http, deps)
  bindImport(http, deps)
  bindByHand(http, deps)
  bindExports(http, deps)
  bindAudit(http, deps)
  bindNotify(http, deps)
  bindFiles(http, deps)
  bindInsight(http, deps)
  bindField(http, deps)
  bindSafety(http, deps)
  bindConfirmations(http, deps, printingOf(deps))
  bindSearch(http, deps)
  bindAppointments(http, deps, () => deps.config.calls && httpCallProvider(deps.config.calls))
  bindCustomerLink(http, deps)
  bindComplaints(http, deps)
  bindVisits(http, deps)
  bindWording(http, deps)
}
