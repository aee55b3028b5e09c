import { z } from 'zod'
import { type BusinessLine, businessLineSchema } from '#core/organisation/organisation.ts'

/** What a reason is asked for; each has its own dictionary in `defaults/work-orders/cause-codes.json`. */
export const causeCodeLists = [
  'refuseContractor',
  'refuseStation',
  'refuseEngineer',
  'refuseSecondLine',
  'handBack',
  'reschedule',
  'comeAgain',
  'handOver',
  'noSignature',
  'noSignIn',
  'remoteFix',
  'outsideFix',
  'checkFailed',
  'stepSkipped',
  'stepNotApplicable',
  'stepPutOff',
  'cancel',
  'void',
] as const
export type CauseCodeList = (typeof causeCodeLists)[number]

export const causeCodeSchema = z.object({
  list: z.enum(causeCodeLists),
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  name: z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
  /** Whose reason it is, for the figures: hand-backs are measured by group. */
  group: z.enum(['customer', 'frontDesk', 'network', 'construction', 'contractor', 'other']),
  /** Kinds of orders it fits; all when absent. */
  kinds: z.array(z.string().min(1)).optional(),
  lines: z.array(businessLineSchema).optional(),
  /** What must be attached. */
  evidence: z.array(z.enum(['callLog', 'photo', 'reading', 'note'])),
  /** Number that the operator's system uses. */
  externalCode: z.string().optional(),
})
export type CauseCode = z.infer<typeof causeCodeSchema>

/** The reasons that can be given for this kind of order and line. */
export const causeCodesFor = (
  codes: readonly CauseCode[],
  list: CauseCodeList,
  kind: string,
  line: BusinessLine,
): readonly CauseCode[] =>
  codes.filter(
    (row) =>
      row.list === list && (row.kinds?.includes(kind) ?? true) && (row.lines === undefined || row.lines.includes(line)),
  )
