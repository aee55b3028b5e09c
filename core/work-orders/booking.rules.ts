/** Whether a time can be named to the customer at all: not over, not in the quiet hours unless they ask for it, and with a place left. (R-V1, R-V4) */
import { isQuiet } from '#core/appointments/windows.rules.ts'
import type { VisitWindow } from '#core/appointments/windows.ts'
import { type Refused, refuse } from '#core/result.ts'
import type { OrderContext } from './work-order.context.ts'

type Asked = VisitWindow & { readonly isAsked?: boolean | undefined }

/** Why no visit can be promised for this time. */
export const refusedTime = ({ from, to, isAsked }: Asked, context: OrderContext): Refused | undefined => {
  if (to <= context.at) return refuse('work-orders.time-passed', { field: 'to' })
  const { quietHours } = context.settings
  if (!isAsked && isQuiet({ from, to }, quietHours)) {
    return refuse('appointments.quiet', { field: 'from', params: { ...quietHours } })
  }
  const { booking } = context.facts
  return booking && !booking.ok ? booking : undefined
}
