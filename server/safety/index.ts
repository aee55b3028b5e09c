export { clearPositions } from './clear-positions.ts'
export { fixFactsFor, recordFix } from './fix.service.ts'
export { safetyFactsFor, safetyFactsOf } from './hazard.service.ts'
export { bindSafety } from './safety.routes.ts'
