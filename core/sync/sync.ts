import type { OrderSettings } from '#core/work-orders/work-order.context.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'

/** An order as the phone keeps it: enough for `decide`. */
export type SentOrder = {
  readonly number: string
  /** The core's order; name, phone and address of the customer only where `isFull`. */
  readonly order: WorkOrder
  /** The reader has accepted it, or goes along: personal data are in full, every look at them is to be recorded (`look`). */
  readonly isFull: boolean
  readonly isLead: boolean
  readonly settings: OrderSettings
  /** Name of the shared part with the clocks' rules that hold for it. */
  readonly rules: string
}
