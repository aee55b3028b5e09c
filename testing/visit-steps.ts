import { stepsFor, ticksOf } from '#core/visits/steps.rules.ts'
import { checklists } from '#server/work-orders/index.ts'

/** Everything that can be ticked on a visit without hazards, as one command's input. */
export const everyStep = (code = 'homeFtth') => {
  const found = checklists.find((each) => each.code === code)
  if (!found) throw new Error(`no checklist ${code} ships`)
  return { records: [...ticksOf(stepsFor(found.steps, []))] }
}
