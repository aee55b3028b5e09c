import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Parameter, type ParameterReader, parameter } from '#core/parameter.ts'
import { dayOf, type Instant } from '#core/time.ts'
import {
  accessTypeOf,
  type Checklist,
  type ChecklistRef,
  type ChecklistStep,
  checklistFileSchema,
  checklistFor,
  stepsSchema,
  type VisitPlan,
} from '#core/visits/checklist.ts'
import { stepsFor } from '#core/visits/steps.rules.ts'
import { openVisit, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { findAccessMethod } from './customer.store.ts'

const file = path.resolve(import.meta.dirname, '../../defaults/visits/checklists.json')

/** The checklists as they ship; which there are is fixed, what is in them is a parameter each. */
export const checklists: readonly Checklist[] = checklistFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

export const checklistKey = (code: string): string => `visits.checklist.${code}`

const parameterByCode = new Map<string, Parameter<ChecklistStep[]>>(
  checklists.map(({ code, name, steps }) => [
    code,
    parameter({
      key: checklistKey(code),
      schema: stepsSchema,
      default: [...steps],
      unit: 'table',
      confidence: 'R',
      title: { 'zh-CN': `作业步骤：${name['zh-CN']}`, en: `Steps of a visit: ${name.en}` },
    }),
  ]),
)
export const checklistParameters: readonly Parameter[] = [...parameterByCode.values()] as readonly Parameter[]

/** The steps of the very version that a visit began with; parsed once for each set of values. */
const parsed = new WeakMap<ParameterReader, Map<number, readonly ChecklistStep[]>>()

const stepsOf = (reader: ParameterReader, { code, version }: ChecklistRef): readonly ChecklistStep[] | undefined => {
  if (version === 0) return checklists.find((each) => each.code === code)?.steps
  const known = parsed.get(reader) ?? new Map<number, readonly ChecklistStep[]>()
  parsed.set(reader, known)
  const found = known.get(version)
  if (found) return found
  const stored = stepsSchema.safeParse(reader.values.find((each) => each.version === version)?.value)
  if (!stored.success) return undefined
  known.set(version, stored.data)
  return stored.data
}

/** The steps of an order's open visit, or of its last: those that it began with, or the ones that hold today at its place. */
export const planFor = async (
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  hazards: readonly string[],
  now: Instant,
): Promise<VisitPlan | undefined> => {
  const reader = deps.parameters.on(dayOf(now))
  const visit = openVisit(order) ?? (order.returnedAt ? order.visits.at(-1) : undefined)
  const begun = visit?.checklist && stepsOf(reader, visit.checklist)
  if (visit?.checklist && begun) return { checklist: visit.checklist, steps: stepsFor(begun, hazards), hazards }
  const method =
    order.line === 'home' && order.customer.homeUserId
      ? await findAccessMethod(tx, order.prefecture, order.customer.homeUserId)
      : undefined
  const checklist = checklistFor(checklists, order.kind, accessTypeOf(order.line, method))
  const definition = checklist && parameterByCode.get(checklist.code)
  if (!checklist || !definition) return undefined
  const place = { prefecture: order.prefecture, county: order.county }
  const { value, version } = reader.value(definition, order.companyId ? { ...place, company: order.companyId } : place)
  return { checklist: { code: checklist.code, version }, steps: stepsFor(value, hazards), hazards }
}
