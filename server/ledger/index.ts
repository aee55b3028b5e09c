export { listEnterpriseLines, listHomeUsers } from './ledger.list.view.ts'
export { bindLedger } from './ledger.routes.ts'
