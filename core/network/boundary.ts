import { z } from 'zod'
import { businessLineSchema } from '#core/organisation/organisation.ts'

/** Who can be responsible for a fault (责任方). `contractor` is the company that holds the order. */
export const parties = [
  'contractor',
  'lineContractor',
  'operatorNetwork',
  'operatorCore',
  'operatorConstruction',
  'operatorService',
  'customer',
  'thirdParty',
  'forceMajeure',
  'nobody',
] as const
export const partySchema = z.enum(parties)
export type Party = z.infer<typeof partySchema>

/** Parts of the path from the operator's core to the customer's own devices, in that order. */
export const segments = [
  'core',
  'metro',
  'olt',
  'officeJumper',
  'trunk',
  'cabinet',
  'splitter1',
  'distribution',
  'box',
  'lastMile',
  'buildingDevice',
  'buildingPower',
  'drop',
  'ont',
  'setTopBox',
  'cpe',
  'customerNetwork',
  'customerPower',
] as const
export const segmentSchema = z.enum(segments)
export type Segment = z.infer<typeof segmentSchema>

/** One row of the boundary table (R-A4): who maintains a segment; `*` is any access method or contract. */
export const boundaryRowSchema = z.object({
  line: businessLineSchema,
  segment: segmentSchema,
  /** Access method of the ledger: FTTH, FTTB, LAN, … */
  access: z.string().min(1),
  /** Id of the contract that deviates. */
  contract: z.string().min(1),
  party: partySchema,
})
export type BoundaryRow = z.infer<typeof boundaryRowSchema>
