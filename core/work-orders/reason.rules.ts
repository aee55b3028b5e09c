/**
 * Which list the coded reason of an action comes from, by whoever holds the order and how it was solved; a code of another list, or one
 * that does not fit the kind of order or its line, is refused with those that would be right. Denials, transfers, escalations and
 * the forced archive give their reason in words only. (R-B1; DOMAIN §5.3: hand-backs are measured by reason)
 */
import { ok, type Result, refuse } from '#core/result.ts'
import { type CauseCode, type CauseCodeList, causeCodesFor } from './cause-code.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { currentTask, type WorkOrder } from './work-order.ts'

const refusalLists: Readonly<Record<string, CauseCodeList>> = {
  contractor: 'refuseContractor',
  station: 'refuseStation',
  engineer: 'refuseEngineer',
  secondLine: 'refuseSecondLine',
}

/** The list of an action's reason; none where the reason is free text, or where there is none to give. */
export const reasonListOf = (action: OrderAction, level: string, solved?: string): CauseCodeList | undefined => {
  switch (action) {
    case 'refuse':
      return refusalLists[level]
    case 'failContractorCheck':
    case 'failQualityCheck':
      return 'checkFailed'
    case 'handBack':
    case 'comeAgain':
    case 'reschedule':
    case 'handOver':
    case 'cancel':
    case 'void':
      return action
    case 'confirmService':
      return 'noSignature'
    case 'arrive':
      return 'noSignIn'
    case 'return':
      return solved === 'onSite' ? 'noSignature' : undefined
    case 'restore':
      if (solved === 'remote') return 'remoteFix'
      return solved === 'outside' ? 'outsideFix' : undefined
    default:
      return undefined
  }
}

/** Refusals: `work-orders.cause-code-unknown` with the codes that are right, `work-orders.cause-code-unwanted` where there is no list. */
export const checkReason = (
  order: WorkOrder,
  action: OrderAction,
  input: object,
  codes: readonly CauseCode[],
): Result<CauseCodeList | undefined> => {
  const { reasonCode, kind } = input as { readonly reasonCode?: string; readonly kind?: string }
  if (reasonCode === undefined) return ok(undefined)
  const list = reasonListOf(action, currentTask(order).holder.level, kind)
  if (!list) return refuse('work-orders.cause-code-unwanted', { field: 'reasonCode', params: { code: reasonCode } })
  const fitting = causeCodesFor(codes, list, order.kind, order.line)
  if (fitting.some(({ code }) => code === reasonCode)) return ok(list)
  return refuse('work-orders.cause-code-unknown', {
    field: 'reasonCode',
    params: { code: reasonCode, codes: fitting.map(({ code }) => code).join(',') },
  })
}
