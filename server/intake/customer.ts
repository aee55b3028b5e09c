import type { ReportCustomer } from '#core/intake/report.ts'
import type { LedgerCustomer } from '#server/work-orders/index.ts'

/** A row of the ledger as the rules see it. */
export const reportCustomerOf = (customer: LedgerCustomer): ReportCustomer => ({
  id: customer.id,
  line: customer.line,
  account: customer.account,
  name: customer.name,
  phones: customer.phone ? [customer.phone] : [],
  addressKey: customer.addressKey,
  county: customer.county,
})
