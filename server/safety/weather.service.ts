import type { Actor } from '#core/access/scope.ts'
import { isPlaceWithin } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Declaration, safetyRoutes } from '#core/safety/safety.contract.ts'
import { addMinutes } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { insertDeclaration, listDeclarations, lockDeclaration, withdrawDeclaration } from './hazard.store.ts'

const PAST_MINUTES = 30 * 1440

export const readDeclarations = async (
  deps: Deps,
  actor: Actor,
  isPast: boolean,
): Promise<Result<ReplyOf<typeof safetyRoutes.declarations>>> => {
  const now = deps.clock.now()
  const since = isPast ? addMinutes(now, -PAST_MINUTES) : now
  return ok({ items: await deps.db.withTransaction(actor.scope, (tx) => listDeclarations(tx, since)) })
}

/** Storm or ice for a place: of the operator for everybody, of a contractor for its own people. */
export const declareWeather = (
  deps: Deps,
  command: SentCommand,
  { prefecture, county, hazard, from, to, note }: BodyOf<typeof safetyRoutes.declare>,
): Promise<Result<Declaration>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    if (county !== undefined && prefectureOf(county) !== prefecture)
      return refuse('safety.place-beyond', { field: 'county' })
    if (!isPlaceWithin(actor.scope, county ?? prefecture)) {
      return refuse('safety.place-beyond', { kind: 'forbidden', field: county ? 'county' : 'prefecture' })
    }
    if (to <= from || to <= at) return refuse('safety.declaration-time', { field: 'to' })
    const made = {
      ...{ id: newId(), prefecture, county: county ?? null, companyId: actor.scope.companyId ?? null, hazard },
      ...{ fromAt: from, toAt: to, note, declaredAt: at, declaredByName: actor.name },
    }
    await insertDeclaration(tx, { ...made, isDemo: false })
    const subject = { prefecture, subjectType: 'hazardDeclaration', subjectId: made.id } as const
    const told = { hazard, companyId: made.companyId, county: county ?? '', from, to, note }
    return ok({
      reply: { ...made, withdrawnAt: null },
      events: [{ ...subject, kind: 'safety.weatherDeclared', data: told }],
      audit: [{ ...subject, action: 'weather.declared', after: told }],
    })
  })

export const withdrawWeather = (
  deps: Deps,
  command: SentCommand,
  id: string,
  reason: string,
): Promise<Result<Declaration>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const declaration = await lockDeclaration(tx, id, actor.scope.companyId)
    if (!declaration || !isPlaceWithin(actor.scope, declaration.county ?? declaration.prefecture)) {
      return refuse('safety.declaration-unknown', { kind: 'notFound' })
    }
    await withdrawDeclaration(tx, declaration, at, actor.name)
    const subject = { prefecture: declaration.prefecture, subjectType: 'hazardDeclaration', subjectId: id } as const
    const { hazard, companyId, county } = declaration
    return ok({
      reply: { ...declaration, withdrawnAt: at },
      events: [
        { ...subject, kind: 'safety.weatherWithdrawn', data: { hazard, companyId, county: county ?? '', reason } },
      ],
      audit: [{ ...subject, action: 'weather.withdrawn', before: { hazard, until: declaration.toAt }, reason }],
    })
  })
