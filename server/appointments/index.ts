export { bindAppointments } from './appointments.routes.ts'
export { mayPromise, windowsFor } from './windows.service.ts'
