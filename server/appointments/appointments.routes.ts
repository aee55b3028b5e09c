import { appointmentRoutes as routes } from '#core/appointments/appointments.contract.ts'
import { callRoutes } from '#core/appointments/calls.contract.ts'
import { capacityRoutes } from '#core/appointments/capacity.contract.ts'
import { outcomeRoutes } from '#core/appointments/outcomes.contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, refuse } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { beginCall, callsOf, recordCall } from './calls.service.ts'
import type { CallProvider } from './calls.ts'
import { readCapacity } from './capacity.grid.view.ts'
import { addBlackout, setCapacity, withdrawBlackout } from './capacity.service.ts'
import { readCases, readOutcomes } from './outcomes.service.ts'
import { tellLate } from './tell-late.service.ts'
import { windowsFor } from './windows.service.ts'
import { findOrderPlace } from './windows.store.ts'

export const bindAppointments = (
  { bind }: Http,
  deps: Deps,
  /** Asked when a call begins: which provider there is, if any. */
  providerOf: () => CallProvider | undefined,
): void => {
  bind(outcomeRoutes.rates, ({ actor, query }) => readOutcomes(deps, actor, query))
  bind(outcomeRoutes.cases, ({ actor, query }) => readCases(deps, actor, query))
  bind(callRoutes.begin, ({ actor, params }) => beginCall(deps, providerOf(), actor, params.number))
  bind(callRoutes.list, ({ actor, params }) => callsOf(deps, actor, params.number))
  bind(callRoutes.record, (call) => recordCall(deps, commandOf(call, deps.clock), call.params, call.body))
  const { clock } = deps
  bind(capacityRoutes.grid, ({ actor, query }) => readCapacity(deps, actor, query))
  bind(capacityRoutes.setCapacity, (call) => setCapacity(deps, commandOf(call, clock), call.body))
  bind(capacityRoutes.addBlackout, (call) => addBlackout(deps, commandOf(call, clock), call.body))
  bind(capacityRoutes.withdrawBlackout, (call) =>
    withdrawBlackout(deps, commandOf(call, clock), call.params.id, call.body.reason),
  )
  bind(routes.forOrder, ({ actor, params: { number } }) =>
    deps.db.withTransaction(actor.scope, async (tx) => {
      const order = await findOrderPlace(tx, number)
      if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
      return ok({ windows: [...(await windowsFor(deps, tx, order))], now: deps.clock.now() })
    }),
  )
  bind(routes.tellLate, (call) => tellLate(deps, commandOf(call, clock), call.params.number, call.body.arriveAt))
  bind(routes.forPlace, ({ actor, query: { county, kind, line } }) =>
    deps.db.withTransaction(actor.scope, async (tx) => {
      const isCounty = deps.regions.byCode.get(county)?.level === 'county'
      if (!isCounty || !actor.scope.prefectures.includes(prefectureOf(county))) {
        return refuse('appointments.county-unknown', { kind: 'notFound', field: 'county' })
      }
      const place = { prefecture: prefectureOf(county), county, kind, line }
      return ok({ windows: [...(await windowsFor(deps, tx, place))], now: deps.clock.now() })
    }),
  )
}
