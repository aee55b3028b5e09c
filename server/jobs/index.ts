export { bindJobs } from './jobs.routes.ts'
