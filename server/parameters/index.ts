export { bindParameters } from './parameters.routes.ts'
