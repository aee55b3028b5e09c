export { bindConfirmations } from './confirmation.routes.ts'
export { confirmationConsumer, confirmationTask, type Printing, printWanted } from './confirmation-documents.ts'
export { bindVisits } from './visits.routes.ts'
