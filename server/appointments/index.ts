export { bindAppointments } from './appointments.routes.ts'
export { mayPromise } from './windows.service.ts'
