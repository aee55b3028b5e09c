export { bindComplaints } from './complaint.routes.ts'
export { openComplaint, ownComplaints } from './complaint.service.ts'
export { lateComplaints } from './late-complaints.ts'
