export { bindInsight } from './insight.routes.ts'
export { recordOpenFigures } from './open-figure.service.ts'
