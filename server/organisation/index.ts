export { type Directory, directoryOf } from './directory.ts'
export { endOwnershipsOf } from './grid.store.ts'
export { bindOrganisation } from './organisation.routes.ts'
export { seedDefaults } from './seed.service.ts'
