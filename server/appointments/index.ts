export { bindAppointments } from './appointments.routes.ts'
export { foresee, warnOfLateness } from './forecast.service.ts'
export { toldOf } from './forecast.store.ts'
export { mayPromise, windowsFor } from './windows.service.ts'
