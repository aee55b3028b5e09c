import { appointmentTexts } from '#core/appointments/appointments.text.ts'
import { platformTexts } from '#core/platform.text.ts'
import type { Refusal } from '#core/result.ts'
import { safetyNames, safetyTexts } from '#core/safety/safety.text.ts'
import { slaTexts } from '#core/sla/sla.text.ts'
import { syncTexts } from '#core/sync/sync.text.ts'
import { type Texts, textOf } from '#core/text.ts'
import { stepNames, visitNames, visitTexts } from '#core/visits/visits.text.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { wordingTexts } from '#core/wording/wording.text.ts'
import { causeTexts } from '#core/work-orders/cause.text.ts'
import { orderNames, returnNames } from '#core/work-orders/names.text.ts'
import { workOrderTexts } from '#core/work-orders/work-order.text.ts'
import { currentLanguage } from '#web/ui/language.ts'

/** The catalogues of whatever the phone decides by itself: its refusals read as the server's. A slice whose rules it runs adds its own. */
const texts: Texts = {
  ...platformTexts,
  ...orderNames,
  ...returnNames,
  ...causeTexts,
  ...slaTexts,
  ...appointmentTexts,
  ...syncTexts,
  ...stepNames,
  ...visitNames,
  ...visitTexts,
  ...safetyNames,
  ...safetyTexts,
  ...wordingNames,
  ...wordingTexts,
  ...workOrderTexts,
}

export const sayRefusal = ({ code, params }: Refusal): string => textOf(texts, code, currentLanguage(), params)
