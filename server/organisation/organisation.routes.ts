import { handoverRoutes } from '#core/organisation/handover.contract.ts'
import { organisationRoutes as routes } from '#core/organisation/organisation.contract.ts'
import { ok } from '#core/result.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import type { Service } from './change.service.ts'
import { createGrid, editGrid, gridPage, setGridOwner } from './grid.service.ts'
import { handOverRegions, previewHandover } from './handover.service.ts'
import { allCompanies, allRegions, createCompany, editCompany, editRegion } from './region.service.ts'
import {
  createResponsibility,
  editResponsibility,
  issueList,
  previewResponsibility,
  responsibilityList,
  whoIsResponsible,
  withdrawResponsibility,
} from './responsibility.service.ts'
import { createStation, editStation, stationPage } from './station.service.ts'

export const bindOrganisation = ({ bind }: Http, deps: Service): void => {
  const { clock } = deps
  bind(routes.regions, async ({ actor }) => ok({ items: await allRegions(deps, actor) }))
  bind(routes.editRegion, (call) => editRegion(deps, commandOf(call, clock), call.params.code, call.body))
  bind(routes.companies, async ({ actor }) => ok({ items: await allCompanies(deps, actor) }))
  bind(routes.createCompany, (call) => createCompany(deps, commandOf(call, clock), call.body))
  bind(routes.editCompany, (call) => editCompany(deps, commandOf(call, clock), call.params.id, call.body))
  bind(routes.stations, async ({ actor, query }) => ok(await stationPage(deps, actor, query)))
  bind(routes.createStation, (call) => createStation(deps, commandOf(call, clock), call.body))
  bind(routes.editStation, (call) => editStation(deps, commandOf(call, clock), call.params.id, call.body))
  bind(routes.grids, async ({ actor, query }) => ok(await gridPage(deps, actor, query)))
  bind(routes.createGrid, (call) => createGrid(deps, commandOf(call, clock), call.body))
  bind(routes.editGrid, (call) => editGrid(deps, commandOf(call, clock), call.params.id, call.body))
  bind(routes.setGridOwner, (call) => setGridOwner(deps, commandOf(call, clock), call.params.id, call.body))
  bind(routes.responsibilities, async ({ actor, query }) => ok(await responsibilityList(deps, actor, query)))
  bind(routes.whoIsResponsible, ({ actor, query }) => whoIsResponsible(deps, actor, query))
  bind(routes.issues, async ({ actor, query }) => ok(await issueList(deps, actor, query)))
  bind(routes.previewResponsibility, ({ actor, query }) => previewResponsibility(deps, actor, query))
  bind(handoverRoutes.preview, ({ actor, query }) => previewHandover(deps, actor, query))
  bind(handoverRoutes.handOver, (call) => handOverRegions(deps, commandOf(call, clock), call.body))
  bind(routes.createResponsibility, (call) => createResponsibility(deps, commandOf(call, clock), call.body))
  bind(routes.editResponsibility, (call) => editResponsibility(deps, commandOf(call, clock), call.params.id, call.body))
  bind(routes.withdrawResponsibility, (call) =>
    withdrawResponsibility(deps, commandOf(call, clock), call.params.id, call.body),
  )
}
