import { peopleRoutes } from '#core/people/people.contract.ts'
import { staffRoutes as edits } from '#core/people/staff.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { certify, revokeCertificate } from './certificate.service.ts'
import { addLeave, endLeave, leavesOf } from './leave.service.ts'
import { listStaff, readStaffMember } from './staff.list.view.ts'

import { createStaff, editStaff, endEmployment, reinstateStaff, transferStaff } from './staff.service.ts'

export const bindPeople = (http: Http, deps: Deps): void => {
  http.bind(peopleRoutes.staff, ({ actor, query: { limit, cursor, ...filter } }) =>
    listStaff(deps, actor, filter, limit, cursor),
  )
  http.bind(peopleRoutes.staffMember, ({ actor, params }) => readStaffMember(deps, actor, params.number))
  const { clock } = deps
  http.bind(edits.create, (call) => createStaff(deps, commandOf(call, clock), call.body))
  http.bind(edits.edit, (call) => editStaff(deps, commandOf(call, clock), call.params.number, call.body))
  http.bind(edits.endEmployment, (call) => endEmployment(deps, commandOf(call, clock), call.params.number, call.body))
  http.bind(edits.transfer, (call) => transferStaff(deps, commandOf(call, clock), call.params.number, call.body))
  http.bind(edits.reinstate, (call) => reinstateStaff(deps, commandOf(call, clock), call.params.number, call.body))
  http.bind(edits.leaves, ({ actor, params }) => leavesOf(deps, actor, params.number))
  http.bind(edits.addLeave, (call) => addLeave(deps, commandOf(call, clock), call.params.number, call.body))
  http.bind(edits.endLeave, (call) => endLeave(deps, commandOf(call, clock), call.params, call.body.reason))
  http.bind(edits.certify, (call) => certify(deps, commandOf(call, clock), call.params, call.body))
  http.bind(edits.revokeCertificate, (call) => revokeCertificate(deps, commandOf(call, clock), call.params, call.body))
}
