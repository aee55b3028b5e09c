import { customerTitleOf, type WordingValues } from '#core/wording/fill.rules.ts'
import { type WordingInForce, wordingRoutes } from '#core/wording/wording.contract.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { type Answer, useAnswer } from '#web/field/ui/answer.ts'
import { useLanguage } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { whenText } from '#web/ui/time.ts'

/** What is said to customers today; kept on the phone. */
export const useWording = (): Answer<WordingInForce> => useAnswer(wordingRoutes.inForce, {})

/** What this order puts into a sentence; the customer hears Chinese, whatever the screen speaks. */
export const useOrderValues = (
  order: OrderDetail,
  wording: WordingInForce | undefined,
  name?: string | null,
): WordingValues => {
  const now = useNow()
  const speaker = wording?.speaker
  return {
    company: speaker?.company,
    staffName: speaker?.name,
    staffNumber: speaker?.number,
    customerTitle: customerTitleOf(name ?? order.customerName, order.line === 'home' ? 'home' : 'enterprise'),
    symptom: order.symptom,
    time: order.appointmentFrom ? whenText(order.appointmentFrom, now, 'zh-CN') : undefined,
  }
}

/** Whether the gloss is worth its place: for readers of English. */
export const useIsGlossed = (): boolean => useLanguage() === 'en'
