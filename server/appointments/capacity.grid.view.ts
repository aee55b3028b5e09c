import type { Actor } from '#core/access/scope.ts'
import { isPlaceWithin, placesOf } from '#core/access/scope.ts'
import type { CapacityCell, capacityRoutes } from '#core/appointments/capacity.contract.ts'
import { maySetBlackout } from '#core/appointments/capacity.rules.ts'
import {
  clockOf,
  derivedMinutesOf,
  isHoliday,
  judgeWindow,
  limitsOf,
  usedMinutes,
  type WindowGround,
  type WindowRules,
  windowsOn,
} from '#core/appointments/windows.rules.ts'
import type { VisitWindow } from '#core/appointments/windows.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, dayOf } from '#core/time.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type CapacityChange, listBlackouts, listChanges } from './capacity.store.ts'
import { windowGround, windowRulesAt } from './windows.service.ts'

type Grounds = ReadonlyMap<string, WindowGround>
type Asked = { readonly company: string | undefined; readonly kind: OrderKind | undefined }

/** The county's windows of the coming days with what is promised in them. Refusal: `appointments.county-unknown`. */
export const readCapacity = async (
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof capacityRoutes.grid>,
): Promise<Result<ReplyOf<typeof capacityRoutes.grid>>> => {
  const { county, kind } = query
  const isCounty = deps.regions.byCode.get(county)?.level === 'county'
  if (!isCounty || !isPlaceWithin(placesOf(actor.scope, 'any'), county)) {
    return refuse('appointments.county-unknown', { kind: 'notFound', field: 'county' })
  }
  const company = actor.isOperator ? query.company : actor.scope.companyId
  const now = deps.clock.now()
  const prefecture = prefectureOf(county)
  const rules = windowRulesAt(deps, { prefecture, county, ...(company ? { company } : {}) }, dayOf(now))
  const first = query.from ?? dayOf(now)
  const days = Array.from({ length: rules.offeredDays }, (_, index) => addDays(first, index))
  const last = days.at(-1) ?? first
  const { responsibilities, province } = await directoryOf(deps)
  const answering = businessLines.flatMap((line) => {
    const found = responsibleFor(responsibilities, { region: county }, line, first)
    return found.ok ? [found.value.companyId] : []
  })
  const companies = [...new Set(company ? [company] : answering)]
  const regions = [county, prefecture, province]
  return deps.db.withTransaction(actor.scope, async (tx) => {
    const [blackouts, changes] = await Promise.all([listBlackouts(tx, regions, dayOf(now)), listChanges(tx, regions)])
    const grounds = new Map<string, WindowGround>()
    for (const id of companies) {
      grounds.set(id, await windowGround(deps, tx, { prefecture, county, companyId: id }, first, last))
    }
    const base = grounds.get(companies[0] ?? '') ?? (await windowGround(deps, tx, { prefecture, county }, first, last))
    const cells = days.flatMap((day) =>
      windowsOn(day, rules.table).map((window) => cellOf(window, { company, kind }, base, grounds, rules)),
    )
    return ok({
      days: days.map((day) => ({ day, isHoliday: isHoliday(day, deps.calendar) })),
      windows: [...rules.table],
      cells,
      companies,
      blackouts: blackouts.map(({ prefecture: _, ...row }) => ({
        ...row,
        isEditable: maySetBlackout(actor, row.region),
      })),
      history: changes.map(({ what, ...row }) => ({
        id: row.id,
        at: row.at,
        byName: row.byName,
        what: wordsOf(what),
        reason: row.reason,
      })),
      workMinutes: Object.fromEntries(Object.entries(rules.workMinutes)),
      editableCompany: actor.isOperator ? null : (actor.scope.companyId ?? null),
      now,
    })
  })
}

/** What is promised of what there is: of one contractor, or of all that answer there together. */
const cellOf = (
  window: VisitWindow,
  { company, kind }: Asked,
  base: WindowGround,
  grounds: Grounds,
  rules: WindowRules,
): CapacityCell => {
  const day = dayOf(window.from)
  const from = clockOf(window.from)
  const wanted = { kind: kind ?? 'fault', companyId: company ?? [...grounds.keys()][0] } as const
  const judged = judgeWindow(window, wanted, base, rules)
  const quotas = [...grounds].map(([companyId, ground]) => {
    const of = { kind: kind ?? 'fault', companyId } as const
    const limits = limitsOf(ground.rows, of, day, from, derivedMinutesOf(window, ground, rules))
    const own = limits.find((limit) => limit.companyId === companyId && limit.kind === kind)
    return {
      companyId,
      used: usedMinutes(ground.held, window, { companyId, kind }, rules),
      minutes: own?.minutes ?? null,
      isDerived: own?.isDerived ?? false,
    }
  })
  const limits = limitsOf(base.rows, wanted, day, from, undefined)
  const whole = limits.find((limit) => limit.companyId === company && limit.kind === kind)
  const sum =
    quotas.every(({ minutes }) => minutes !== null) && quotas.length > 0
      ? quotas.reduce((total, each) => total + (each.minutes ?? 0), 0)
      : null
  const minutes = whole?.minutes ?? sum
  const used = usedMinutes(base.held, window, { companyId: company, kind }, rules)
  return {
    ...{ day, from, to: clockOf(window.to) === '00:00' ? '24:00' : clockOf(window.to) },
    state:
      judged.state === 'closed'
        ? 'closed'
        : minutes !== null && used + (rules.workMinutes[wanted.kind] ?? 0) > minutes
          ? 'full'
          : 'open',
    reason: judged.reason ?? null,
    note: judged.note ?? null,
    ...{ used, minutes },
    isDerived: whole === undefined && quotas.some(({ isDerived }) => isDerived),
    isOwnRow: base.rows.some(
      (row) => row.onDay === day && row.windowFrom === from && row.companyId === company && row.kind === kind,
    ),
    quotas: quotas.map(({ isDerived: _, ...quota }) => quota),
  }
}

/** `11-23 14:00 60分；每天 18:00 关闭` */
const wordsOf = ({ cells = [], blackout, isWithdrawn }: CapacityChange['what']): string => {
  if (blackout) return `${isWithdrawn ? '↺ ' : ''}${blackout[0].slice(5)}–${blackout[1].slice(5)}`
  const said = cells.slice(0, 3).map(({ onDay, windowFrom, minutes, closedReason }) => {
    const what = minutes === null ? '↺' : closedReason ? '×' : String(minutes)
    return [onDay?.slice(5) ?? '*', windowFrom ?? '*', what].join(' ')
  })
  return `${said.join('；')}${cells.length > said.length ? ` … (${cells.length})` : ''}`
}
