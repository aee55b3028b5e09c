export { bindPeople } from './people.routes.ts'
export { listStaff } from './staff.list.view.ts'
