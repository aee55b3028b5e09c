export { bindIntake } from './intake.routes.ts'
