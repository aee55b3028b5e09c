export { bindByHand } from './by-hand.routes.ts'
export { bindExports } from './export.routes.ts'
export { bindImport } from './import.routes.ts'
export { importJob, sweepUploads } from './wizard.service.ts'
