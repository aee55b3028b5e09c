export { bindNetwork } from './network.routes.ts'
