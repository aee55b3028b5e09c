export { bindAudit } from './audit.routes.ts'
export { verifyKind } from './audit.service.ts'
