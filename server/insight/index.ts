export { bindInsight } from './insight.routes.ts'
export { openFiguresTask, recordOpenFigures } from './open-figure.service.ts'
