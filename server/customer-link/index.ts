export { bindCustomerLink } from './customer-link.routes.ts'
export { urlOf } from './customer-link.ts'
export { keepCustomerLinks } from './keep-links.ts'
