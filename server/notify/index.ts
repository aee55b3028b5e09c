export { customerMessages, type ToldCustomer, tellCustomer } from './customer.ts'
export { bindNotify } from './notify.routes.ts'
export { logDriver, type OutsideDriver, sendOutside } from './outside.ts'
export { notifyConsumer } from './tell.ts'
