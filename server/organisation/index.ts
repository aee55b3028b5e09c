export { type Directory, directoryOf, forgetDirectory } from './directory.ts'
export { bindOrganisation } from './organisation.routes.ts'
export { seedDefaults } from './seed.service.ts'
