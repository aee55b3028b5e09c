export { bindField } from './field.routes.ts'
