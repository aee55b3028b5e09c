import { peopleRoutes } from '#core/people/people.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { listStaff, readStaffMember } from './staff.list.view.ts'

export const bindPeople = (http: Http, deps: Deps): void => {
  http.bind(peopleRoutes.staff, ({ actor, query: { limit, cursor, ...filter } }) =>
    listStaff(deps, actor, filter, limit, cursor),
  )
  http.bind(peopleRoutes.staffMember, ({ actor, params }) => readStaffMember(deps, actor, params.number))
}
