import { z } from 'zod'
import { hazardSchema } from '#core/safety/hazard.ts'
import { stopMeasures, stopReasons } from '#core/safety/stop.ts'
import { confirmServiceSchema } from '#core/visits/confirmation.inputs.ts'
import { signers } from '#core/visits/confirmation.ts'
import { materialSchema, recordStepSchema } from '#core/visits/record.ts'
import { causeParties, causeStages, feedbackOwners } from '#core/wording/explanation.rules.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { resultKinds, secondLineDesks } from './work-order.ts'

export const instantSchema = z.iso
  .datetime({ offset: true })
  .meta({ format: 'date-time' })
  .transform((text) => new Date(text).toISOString())

const text = z.string().trim().min(1).max(500)
const longText = z.string().trim().min(1).max(2000)
const id = z.uuid()
const positionSchema = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracyMetres: z.number().min(0).max(100_000).optional(),
  /** How old the position was when it was used, by the device. */
  ageSeconds: z.number().min(0).max(10_000_000).optional(),
})
/** Where the device is: taken on shift, on an order, from who acknowledged it, and kept apart from the order. */
const fixGiven = { position: positionSchema.optional() }

/** What every command may carry: the version it was decided on, and when the device says it was done. */
export const commandSchema = z.object({
  baseVersion: z.int().min(1).optional(),
  deviceAt: instantSchema.optional(),
})

export const contactOutcomes = ['agreed', 'callBackAt', 'noAnswer', 'wrongNumber', 'neverAsked', 'refuses'] as const
export const contactMethods = ['phone', 'message', 'onSite'] as const
/** What the customer saw ringing: the caller's own number, one between the two, the station's line. */
export const callNumbers = ['own', 'relay', 'station'] as const
export const callsOfVisit = ['first', 'second'] as const
const timeSchema = z
  .object({
    from: instantSchema,
    to: instantSchema,
    /** The customer wants it at this hour, quiet or not. */
    isAsked: z.boolean().optional(),
  })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    message: '结束时间不能早于开始时间 / the end must not be before the start',
  })

const contactSchema = z.object({
  method: z.enum(contactMethods).default('phone'),
  outcome: z.enum(contactOutcomes),
  person: text.optional(),
  /** When to call again; half an hour from now when it is left out. */
  callBackAt: instantSchema.optional(),
  /** The first hears need and window, the second agrees the exact time; by who calls when it is left out. */
  call: z.enum(callsOfVisit).optional(),
  number: z.enum(callNumbers).optional(),
  scriptId: text.optional(),
  /** Of the call log, where the call went through it. */
  callId: id.optional(),
  /** The window that suits the customer. */
  preferred: timeSchema.optional(),
  note: longText.optional(),
})

const evidenceSchema = z.object({
  kind: z.string().trim().min(1).max(60),
  fileId: id.optional(),
  value: z.union([z.number(), text]).optional(),
  unit: z.string().max(20).optional(),
  note: longText.optional(),
  /** Where the device was when it was taken. */
  position: positionSchema.optional(),
  /** Step and item of the checklist that it proves. */
  step: z.string().max(40).optional(),
  item: z.string().max(40).optional(),
  /** Number of the instrument that showed the reading. */
  instrument: z.string().trim().min(1).max(60).optional(),
})

const readingSchema = z.object({ kind: z.string().min(1).max(60), value: z.number(), unit: z.string().min(1).max(20) })
const filesGiven = { evidenceFileIds: z.array(id).max(10).default([]) }
const reasoned = z.object({ reason: longText, ...filesGiven })
/** Of the list that belongs to the action (`reason.rules.ts`); `/dictionaries` has them all. */
const reasonCode = z.string().trim().min(1).max(60)
const coded = reasoned.extend({ reasonCode })
const optionalNote = z.object({ note: longText.optional() })

const surveySchema = z.object({
  outcome: z.enum(['satisfied', 'unsatisfied', 'unreachable']),
  /** Points 1 to 10 by question, DOMAIN §7.4. */
  scores: z.record(z.string().max(60), z.int().min(1).max(10)).default({}),
  isCauseConfirmed: z.boolean().optional(),
  note: longText.optional(),
})

export const resultSchema = z.object({
  kind: z.enum(resultKinds).default('onSite'),
  /** Code of a leaf of the cause dictionary. */
  cause: z.string().min(1).max(60),
  segment: z.string().min(1).max(60),
  /** Left out: by the boundary table. */
  party: z.string().max(60).optional(),
  done: longText,
  readings: z.array(readingSchema).max(50).default([]),
  callLog: longText.optional(),
  signatureFileId: id.optional(),
  signedBy: z.enum(signers).optional(),
  signatureException: text.optional(),
  satisfaction: z.int().min(1).max(4).optional(),
})

/** What of an order may be put right, and how long it may be. */
const LONGEST = { symptom: 200, description: 2_000, boxCode: 60 } as const
export type Amendable = keyof typeof LONGEST
export const amendable = Object.keys(LONGEST) as [Amendable, ...Amendable[]]

/** What it was when it was changed, and what it is to be; null: nothing stands there. */
const amendmentSchema = z
  .object({
    field: z.enum(amendable),
    base: z.string().max(4_000).nullable(),
    value: z.string().trim().min(1).max(2_000).nullable(),
  })
  .refine(({ field, value }) => (value?.length ?? 0) <= LONGEST[field], {
    path: ['value'],
    message: '太长了 / too long',
  })
  .refine(({ field, value }) => field !== 'symptom' || value !== null, {
    path: ['value'],
    message: '故障现象不能为空 / the symptom cannot be empty',
  })

/** What each action takes, besides `commandSchema`. */
export const actionInputs = {
  dispatch: z.object({
    mode: z.enum(['rule', 'name', 'pool']).default('rule'),
    companyId: z.string().max(31).optional(),
    stationId: id.optional(),
    staffId: id.optional(),
    note: longText.optional(),
  }),
  accept: z.object({ stationId: id.optional(), note: longText.optional() }),
  refuse: coded,
  assign: z.object({
    staffId: id.optional(),
    helpers: z.array(id).max(5).default([]),
    mode: z.enum(['name', 'rule', 'pool']).default('name'),
    note: longText.optional(),
  }),
  grab: optionalNote,
  logContact: contactSchema,
  /** `hasConsent`: the customer agreed to a time outside the window that they had named. */
  appoint: timeSchema.safeExtend({ hasConsent: z.boolean().optional() }),
  reschedule: timeSchema.safeExtend({ reason: longText, reasonCode, hasConsent: z.literal(true) }),
  depart: optionalNote.extend(fixGiven),
  arrive: z.object({
    /** The customer agreed that somebody comes before the promised time. */
    hasConsent: z.boolean().optional(),
    position: positionSchema.optional(),
    exception: text.optional(),
    reasonCode: reasonCode.optional(),
  }),
  start: optionalNote,
  addEvidence: evidenceSchema,
  withdrawEvidence: z.object({ evidenceId: id }),
  recordStep: recordStepSchema,
  recordMaterial: materialSchema,
  explainCause: z.object({
    party: z.enum(causeParties),
    stage: z.enum(causeStages),
    /** 1 to 8. */
    case: z.int().min(1).max(8),
    /** As it was said, with the order's own words in it. */
    text: longText,
    packVersion: z.int().min(0).optional(),
    feedbackBy: z.enum(feedbackOwners).optional(),
  }),
  restore: z.object({
    kind: z.enum(resultKinds).default('onSite'),
    note: longText.optional(),
    reasonCode: reasonCode.optional(),
  }),
  comeAgain: z.object({
    outcome: z.enum(['comeAgain', 'nobodyHome', 'refused']),
    reason: longText,
    reasonCode,
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    ...fixGiven,
  }),
  confirmService: confirmServiceSchema,
  return: resultSchema.extend({ reasonCode: reasonCode.optional(), ...fixGiven }),
  confirmRestored: z.object({
    outcome: z.enum(['works', 'broken']),
    person: text.optional(),
    note: longText.optional(),
  }),
  passContractorCheck: optionalNote,
  failContractorCheck: coded,
  passQualityCheck: optionalNote,
  failQualityCheck: coded,
  callBack: surveySchema,
  archive: optionalNote,
  requestSuspension: z.object({
    cause: z.string().min(1).max(60),
    reason: longText,
    until: instantSchema,
    evidence: z.array(z.string().max(60)).max(10).default([]),
    ...filesGiven,
  }),
  approveSuspension: optionalNote,
  denySuspension: reasoned,
  resume: optionalNote,
  verify: z.object({
    outcome: z.enum(['asked', 'neverAsked', 'noAnswer']),
    person: text.optional(),
    number: z.enum(callNumbers).optional(),
    callId: id.optional(),
    note: longText.optional(),
  }),
  transfer: reasoned.extend({ stationId: id.optional(), staffId: id.optional() }),
  handOver: coded.extend({ desk: z.enum(secondLineDesks) }),
  giveBack: z.object({ note: longText }),
  handBack: coded,
  approveHandBack: optionalNote,
  denyHandBack: reasoned,
  askVerification: z.object({ why: z.enum(['neverAsked', 'cancel']), note: longText.optional() }),
  carryOver: z.object({ toCompanyId: z.string().max(31), reason: longText, orderedByName: text.optional() }),
  approveArrival: optionalNote,
  denyArrival: reasoned,
  declareHazards: z.object({ flags: z.array(hazardSchema).max(10), note: longText.optional() }),
  confirmSafety: z.object({
    hazard: hazardSchema,
    items: z.array(z.string().max(60)).max(30).default([]),
    /** Gas by its code, in the unit of the limits. */
    reading: z.record(z.string().max(60), z.number()).optional(),
    ...filesGiven,
  }),
  stopWork: z.object({ reason: z.enum(stopReasons), note: longText, ...filesGiven }),
  reviewStop: z.object({
    measure: z.enum(stopMeasures),
    reason: longText,
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    helpers: z.array(id).max(5).default([]),
    desk: z.enum(secondLineDesks).optional(),
  }),
  urge: z.object({ note: longText }),
  supervise: z.object({ note: longText, replyWithinMinutes: z.int().min(5).max(10_080).default(120) }),
  replySupervision: z.object({ text: longText }),
  reportProgress: z.object({ note: longText }),
  amend: z.object({ changes: z.array(amendmentSchema).min(1).max(3) }),
  addNote: z.object({ note: longText }),
  escalate: reasoned,
  cancel: coded,
  void: coded,
  forceArchive: reasoned,
} as const satisfies Record<OrderAction, z.ZodObject>

export type ActionInput<A extends OrderAction> = z.infer<(typeof actionInputs)[A]>
