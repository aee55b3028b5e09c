import { bandwidthClassOf, customerLevelOf } from '#core/sla/matrix.ts'
import { clockTerms, type SlaRules } from '#core/sla/sla.rules.ts'
import type { ClockKind, ClockTerms, SlaFacts } from '#core/sla/sla.ts'
import type { Instant } from '#core/time.ts'
import type { OrderContext } from './work-order.context.ts'
import type { WorkOrder } from './work-order.ts'

/** What of the order decides its limits. */
export const slaFactsOf = (order: WorkOrder, rules: SlaRules): SlaFacts => {
  const bandwidth =
    order.bandwidthMbps === undefined ? undefined : bandwidthClassOf(order.bandwidthMbps, rules.bandwidthClasses)
  return {
    kind: order.kind,
    line: order.line,
    area: order.areaClass,
    ...gradeOf(order, rules),
    ...(bandwidth ? { bandwidth } : {}),
  }
}

/** A line has its grade; a home user what the ledger says of the customer, as a class: 钻石卡 is `diamond`. */
const gradeOf = (
  { line, grade }: WorkOrder,
  { customerLevels }: SlaRules,
): Pick<SlaFacts, 'grade' | 'customerLevel'> => {
  if (line !== 'home') return grade ? { grade } : {}
  const customerLevel = customerLevelOf(grade, customerLevels)
  return customerLevel ? { customerLevel } : {}
}

export const termsFor = (
  order: WorkOrder,
  kinds: readonly ClockKind[],
  context: Pick<OrderContext, 'rules'>,
): readonly ClockTerms[] => clockTerms(kinds, slaFactsOf(order, context.rules), context.rules)

/** The tightest running limit; of a finished order its last one. */
export const dueAtOf = (order: WorkOrder): Instant | null => {
  let running: Instant | undefined
  let last: Instant | undefined
  for (const { stopped, dueAt } of order.sla.clocks) {
    if (!stopped && (running === undefined || dueAt < running)) running = dueAt
    if (last === undefined || dueAt > last) last = dueAt
  }
  return running ?? last ?? null
}
