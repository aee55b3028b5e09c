export { bindLedger } from './ledger.routes.ts'
