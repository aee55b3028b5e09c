export { bindImport } from './import.routes.ts'
export { importJob, sweepUploads } from './wizard.service.ts'
