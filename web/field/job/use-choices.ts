import { fieldRoutes } from '#core/field/field.contract.ts'
import { useAnswer } from '#web/field/ui/answer.ts'

export const useChoices = (number: string) => useAnswer(fieldRoutes.choices, { params: { number } })
