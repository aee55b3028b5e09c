import { appointmentRoutes } from '#core/appointments/appointments.contract.ts'
import type { OfferedWindow } from '#core/appointments/windows.ts'
import { useAnswer } from '#web/ui/query.ts'

const none: readonly OfferedWindow[] = []

/** The windows in which the order's visit can be promised now. */
export const useOrderWindows = (number: string): readonly OfferedWindow[] =>
  useAnswer(appointmentRoutes.forOrder, { params: { number } }, { everySeconds: 60 }).data?.windows ?? none
