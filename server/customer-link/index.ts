export { bindCustomerLink } from './customer-link.routes.ts'
export { customerLinkFor, urlOf } from './customer-link.ts'
export { keepCustomerLinks } from './keep-links.ts'
