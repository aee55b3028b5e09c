export { bindSync } from './sync.routes.ts'
