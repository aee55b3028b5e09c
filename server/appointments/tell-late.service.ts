import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { clockOf } from '#core/appointments/windows.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addMinutes, dayOf, type Instant, minutesBetween } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { findExpected, saveLateness } from './forecast.store.ts'

const DAY_MINUTES = 1440
const EXPECTED = ['appointed', 'enRoute']

/**
 * The customer is told by hand when somebody will be there. Refusals: `work-orders.not-found`, `appointments.not-expected`,
 * `appointments.arrival-wrong`, `appointments.told-already`.
 */
export const tellLate = (
  deps: Deps,
  command: SentCommand,
  number: string,
  arriveAt: Instant,
): Promise<Result<{ toldAt: Instant }>> =>
  runCommand(deps.db, command, async (tx) => {
    const { at } = command
    const order = await findExpected(tx, number)
    if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
    if (!EXPECTED.includes(order.state)) return refuse('appointments.not-expected', { kind: 'conflict' })
    if (arriveAt < at || arriveAt > addMinutes(at, DAY_MINUTES)) {
      return refuse('appointments.arrival-wrong', { field: 'arriveAt' })
    }
    const { id, prefecture, county, to, toldArriveAt } = order
    const again = deps.parameters
      .on(dayOf(at))
      .value(appointmentParameters.tellAgainMinutes, { prefecture, county }).value
    if (toldArriveAt && Math.abs(minutesBetween(toldArriveAt, arriveAt)) < again) {
      return refuse('appointments.told-already', { kind: 'conflict', params: { time: clockOf(toldArriveAt) } })
    }
    const lateMinutes = to ? Math.max(0, Math.round(minutesBetween(to, arriveAt))) : 0
    tx.act()
    await saveLateness(tx, { prefecture, workOrderId: id, arriveAt, lateMinutes, isTold: true }, at)
    const event = {
      ...{ prefecture, subjectType: 'workOrder', subjectId: id, kind: 'workOrder.customerToldLate' },
      data: { number, arriveAt, lateMinutes },
    }
    return ok({ reply: { toldAt: at }, events: [event] })
  })
