export { bindHealthScreen, bindMetrics } from './health.routes.ts'
export { bindJobs } from './jobs.routes.ts'
