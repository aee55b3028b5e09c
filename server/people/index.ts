export { bindPeople } from './people.routes.ts'
