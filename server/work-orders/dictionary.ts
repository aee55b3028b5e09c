import { readFileSync } from 'node:fs'
import path from 'node:path'
import { boundaryParameters } from '#core/network/boundary.parameters.ts'
import { responsibleParty } from '#core/network/boundary.rules.ts'
import type { Result } from '#core/result.ts'
import { type Cause, causesOf, causeTreeSchema, findCause } from '#core/work-orders/cause.ts'
import { type CauseCode, causeCodeSchema } from '#core/work-orders/cause-code.ts'
import type { Resolve } from '#core/work-orders/work-order.parameters.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'

const folder = path.resolve(import.meta.dirname, '../../defaults/work-orders')
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))

/** The cause dictionary and the lists of reasons, as shipped. */
export const causes: readonly Cause[] = causesOf(causeTreeSchema.parse(read('causes.json')))
export const causeCodes: readonly CauseCode[] = causeCodeSchema.array().parse(read('cause-codes.json'))

/** Who answers for the fault by cause and boundary table (R-A4); refuses a cause or segment that does not exist for this line. */
export const partyFor = (order: WorkOrder, cause: string, segment: string, resolve: Resolve): Result<string> => {
  const found = findCause(causes, cause, order.line, segment)
  if (!found.ok) return found
  return responsibleParty(resolve(boundaryParameters.boundary), { line: order.line, segment }, found.value.party)
}
