import type { OpenMatter } from './duplicate.rules.ts'
import type { Report, ReportCustomer, ReportKeys } from './report.ts'

export const aReport = (report: Partial<Report> = {}): Report => ({
  id: 'report-1',
  channel: 'hotline',
  receivedAt: '2026-10-01T02:00:00.000Z',
  kind: 'fault',
  account: 'gz52012428960',
  phone: '15079806354',
  address: '南明区桥头新村1栋2单元2703号',
  symptomText: 'LOS灯红',
  ...report,
})

export const aReportCustomer = (customer: Partial<ReportCustomer> = {}): ReportCustomer => ({
  id: 'customer-1',
  line: 'home',
  account: 'gz52012428960',
  phones: ['15079806354'],
  addressKey: '520102|桥头新村1栋2单元2703',
  county: '520102',
  ...customer,
})

export const someReportKeys = (keys: Partial<ReportKeys> = {}): ReportKeys => ({
  account: 'gz52012428960',
  phone: '15079806354',
  addressKey: '520102|桥头新村1栋2单元2703',
  region: '520102',
  saysPlace: true,
  ...keys,
})

export const anOpenMatter = (matter: Partial<OpenMatter> = {}): OpenMatter => ({
  id: 'order-1',
  kind: 'fault',
  customerId: 'customer-1',
  keys: [someReportKeys()],
  firstReportedAt: '2026-10-01T02:00:00.000Z',
  lastReportedAt: '2026-10-01T02:00:00.000Z',
  ...matter,
})
