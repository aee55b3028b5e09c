export { type FileTaken, intakeReports, type RecordTaken, type ReportRecord } from './file.service.ts'
export { bindIntake } from './intake.routes.ts'
