export { type Directory, directoryOf, forgetDirectory } from './directory.ts'
export { seedDefaults } from './seed.service.ts'
