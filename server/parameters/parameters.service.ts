import { z } from 'zod'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '#core/contract.ts'
import type { Parameter } from '#core/parameter.ts'
import type * as contract from '#core/parameters/parameters.contract.ts'
import { decideSet, decideWithdraw, heldAt, valueState } from '#core/parameters/parameters.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { type Day, dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import type { ParameterRegistry } from '#server/platform/parameters.ts'
import { refusalOfZod } from '#server/platform/problem.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { type ValueRow, valuesWithNames } from './parameters.catalogue.view.ts'
import {
  findProvinceCode,
  findSubject,
  findValues,
  insertValue,
  lockParameters,
  withdrawValue,
} from './parameters.store.ts'

type Service = Pick<Deps, 'db' | 'clock'> & { readonly parameters: ParameterRegistry }

/** All parameters, each with what holds in the province today. */
export const listCatalogue = async (deps: Service): Promise<ReplyOf<typeof contract.parameterCatalogue>> => {
  const today = dayOf(deps.clock.now())
  const rows = await valuesWithNames(deps.db)
  const items = deps.parameters.definitions.map((definition) => {
    const own = rows.filter((row) => row.key === definition.key)
    const { value, version } = deps.parameters.on(today).value(definition)
    const isTable = Array.isArray(value)
    return {
      ...headOf(definition, own, today),
      value: isTable ? null : value,
      ...(isTable ? { rowCount: value.length } : {}),
      version,
      effectiveFrom: own.find((row) => row.version === version)?.effectiveFrom ?? null,
    }
  })
  return { today, items: items.sort((a, b) => (a.key < b.key ? -1 : 1)) }
}

/** One parameter with its whole history. */
export const showParameter = async (
  deps: Service,
  key: string,
): Promise<Result<ReplyOf<typeof contract.parameterDetail>>> => {
  const definition = definitionOf(deps, key)
  if (!definition) return unknown(key)
  const today = dayOf(deps.clock.now())
  const rows = await valuesWithNames(deps.db, key)
  return ok({
    ...headOf(definition, rows, today),
    today,
    default: definition.default,
    schema: z.toJSONSchema(definition.schema, { io: 'input', unrepresentable: 'any' }),
    values: rows.map(({ key: _key, ...row }) => ({ ...row, state: valueState(row, rows, today) })),
  })
}

export const resolveAt = (
  deps: Service,
  key: string,
  { day, ...place }: QueryOf<typeof contract.parameterResolve>,
): Result<ReplyOf<typeof contract.parameterResolve>> => {
  const definition = definitionOf(deps, key)
  if (!definition) return unknown(key)
  const asked = day ?? dayOf(deps.clock.now())
  return ok({ day: asked, ...deps.parameters.on(asked).value(definition, place) })
}

/** Sets a value from a day on; wrong fields are named as the parameter's schema finds them. */
export const setValue = async (
  deps: Service,
  command: SentCommand,
  key: string,
  body: BodyOf<typeof contract.parameterSet>,
  language: Language,
): Promise<Result<{ version: number }>> => {
  const definition = definitionOf(deps, key)
  if (!definition) return unknown(key)
  const parsed = definition.schema.safeParse(body.value)
  if (!parsed.success) return refusalOfZod(parsed.error, 'value', language)
  const { basedOn, reason } = body
  const wanted = {
    level: body.level,
    subject: body.level === 'province' ? '' : body.subject,
    effectiveFrom: body.effectiveFrom,
    value: parsed.data,
  }
  const { actor, at } = command
  const set = await runCommand(deps.db, command, async (tx) => {
    await lockParameters(tx, at)
    const [history, subject, provinceCode] = await Promise.all([
      findValues(tx, key),
      findSubject(tx, wanted.level, wanted.subject),
      findProvinceCode(tx),
    ])
    const held = heldAt(history, wanted, wanted.effectiveFrom)?.version ?? 0
    if (basedOn !== undefined && basedOn !== held) return stale(definition, language, held)
    const decided = decideSet(wanted, subject, history, { today: dayOf(at), actor, provinceCode })
    if (!decided.ok) return decided
    const version = await insertValue(tx, {
      ...wanted,
      key,
      reason,
      createdBy: actor.userId,
      createdByName: actor.name,
      createdAt: at,
    })
    const where = { level: wanted.level, subject: wanted.subject, effectiveFrom: wanted.effectiveFrom }
    const prefecture = subject?.prefecture ?? provinceCode
    return ok({
      reply: { version },
      events: [
        {
          prefecture,
          subjectType: 'parameter',
          subjectId: newId(),
          kind: 'parameter.set',
          data: { key, version, ...where },
        },
      ],
      audit: [
        {
          prefecture,
          action: 'parameter.set',
          subjectType: 'parameter',
          subjectId: key,
          before: decided.value.before
            ? { version: decided.value.before.version, value: decided.value.before.value }
            : null,
          after: { version, ...where, value: wanted.value },
          reason,
        },
      ],
    })
  })
  await deps.parameters.refresh()
  return set
}

/** Takes back a value that no day has seen yet. */
export const withdraw = async (
  deps: Service,
  command: SentCommand,
  { key, version }: ParamsOf<typeof contract.parameterWithdraw>,
  reason: string,
): Promise<Result<{ version: number }>> => {
  if (!definitionOf(deps, key)) return unknown(key)
  const { actor, at } = command
  const withdrawn = await runCommand(deps.db, command, async (tx) => {
    await lockParameters(tx, at)
    const [history, provinceCode] = await Promise.all([findValues(tx, key), findProvinceCode(tx)])
    const decided = decideWithdraw(
      history.find((each) => each.version === version),
      dayOf(at),
    )
    if (!decided.ok) return decided
    const { level, subject, effectiveFrom, value } = decided.value
    const found = await findSubject(tx, level, subject)
    const prefecture = found?.prefecture ?? provinceCode
    if (!actor.scope.prefectures.includes(prefecture)) {
      return refuse('parameters.not-yours', { kind: 'forbidden', params: { subject: found?.name ?? subject } })
    }
    await withdrawValue(tx, version, dayOf(at), at)
    return ok({
      reply: { version },
      events: [
        {
          prefecture,
          subjectType: 'parameter',
          subjectId: newId(),
          kind: 'parameter.withdrawn',
          data: { key, version },
        },
      ],
      audit: [
        {
          prefecture,
          action: 'parameter.withdraw',
          subjectType: 'parameter',
          subjectId: key,
          before: { version, level, subject, effectiveFrom, value },
          after: null,
          reason,
        },
      ],
    })
  })
  await deps.parameters.refresh()
  return withdrawn
}

const definitionOf = (deps: Service, key: string): Parameter | undefined =>
  deps.parameters.definitions.find((definition) => definition.key === key)

const unknown = (key: string) => refuse('parameters.unknown', { kind: 'notFound', params: { key } })

const stale = (definition: Parameter, language: Language, version: number) =>
  refuse('platform.stale', {
    kind: 'conflict',
    params: { what: definition.title[language], by: '–', version },
  })

const headOf = (definition: Parameter, rows: readonly ValueRow[], today: Day) => {
  const states = rows.map((row) => valueState(row, rows, today))
  return {
    key: definition.key,
    slice: definition.key.split('.')[0] ?? '',
    title: { ...definition.title },
    unit: definition.unit,
    confidence: definition.confidence,
    isChanged: states.includes('inForce'),
    overrideCount: rows.filter((row, index) => states[index] === 'inForce' && row.level !== 'province').length,
    upcomingCount: states.filter((state) => state === 'upcoming').length,
  }
}
