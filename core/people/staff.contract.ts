import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { regionCodeSchema } from '#core/organisation/region.ts'
import { parsePhone } from '#core/phone.ts'
import { isDay } from '#core/time.ts'
import { staffItemSchema } from './people.contract.ts'
import { posts } from './staff.ts'

const daySchema = z.string().refine(isDay, 'YYYY-MM-DD')
const reasonSchema = z.string().trim().min(2).max(500)
const versionSchema = z.int().min(1)
export const staffNumberSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,29}$/)
const params = z.object({ number: z.string().max(60) })
const phoneSchema = z
  .string()
  .trim()
  .max(30)
  .refine((text) => parsePhone(text) !== undefined)
  .transform((text) => parsePhone(text)?.digits ?? text)
  .nullable()

const staffFields = {
  name: z.string().trim().min(1).max(40),
  county: regionCodeSchema,
  stationId: z.uuid().nullable(),
  post: z.enum(posts),
  phone: phoneSchema,
  joinedOn: daySchema.nullable(),
}
export const newStaffSchema = z.object({
  number: staffNumberSchema,
  companyId: z.string().min(1).max(31),
  ...staffFields,
  reason: reasonSchema,
})
export const editedStaffSchema = z.object({
  ...staffFields,
  /** Absent: as it is, for whoever sees it masked. */
  phone: phoneSchema.optional(),
  /** `suspended`: employed, but not to be sent. */
  status: z.enum(['active', 'suspended']),
  version: versionSchema,
  reason: reasonSchema,
})

/** What is written on a certificate; who gave it follows from its kind. */
export const certifySchema = z.object({
  number: z.string().trim().min(1).max(60),
  /** In words, where it is not the branch network department. */
  issuerName: z.string().trim().max(60).nullable().default(null),
  validFrom: daySchema,
  /** Null: by the kind's own validity, or without an end where it has none. */
  validTo: daySchema.nullable(),
  /** A file of the purpose `document` that the sender uploaded; absent leaves the one that is there. */
  scan: z.object({ prefecture: regionCodeSchema, id: z.uuid() }).nullable().optional(),
  reason: reasonSchema,
})
export const transferSchema = z.object({
  companyId: z.string().min(1).max(31),
  county: regionCodeSchema,
  stationId: z.uuid().nullable(),
  version: versionSchema,
  reason: reasonSchema,
})

const leaveItemSchema = z.object({
  id: z.string(),
  /** Days off, both included. */
  fromOn: z.string(),
  toOn: z.string(),
  reason: z.string(),
  createdByName: z.string(),
})
const done = z.object({ done: z.literal(true) })
const refusals = ['people.unknown', 'people.invalid', 'people.beyond-reach', 'platform.stale']

/** Changes of the people's list; reading it is in `people.contract.ts`. */
export const staffRoutes = {
  create: route({
    method: 'POST',
    path: '/api/v1/staff',
    permission: 'people.edit',
    summary: 'A new person of a contractor',
    body: newStaffSchema,
    status: 201,
    reply: staffItemSchema,
    refusals,
    isIdempotent: true,
  }),
  edit: route({
    method: 'PATCH',
    path: '/api/v1/staff/:number',
    permission: 'people.edit',
    summary: 'Post, station and phone of a person',
    params,
    body: editedStaffSchema,
    reply: staffItemSchema,
    refusals: [...refusals, 'people.has-left'],
    isIdempotent: true,
  }),
  endEmployment: route({
    method: 'POST',
    path: '/api/v1/staff/:number/end-employment',
    permission: 'people.edit',
    summary: 'Somebody has left: account closed, grids without owner; open orders must be passed on before',
    params,
    body: z.object({ leftOn: daySchema, version: versionSchema, reason: reasonSchema }),
    reply: staffItemSchema,
    refusals: [
      ...refusals,
      'people.has-left',
      'people.leaves-later',
      'people.left-before-joining',
      'people.holds-orders',
    ],
    isIdempotent: true,
  }),
  transfer: route({
    method: 'POST',
    path: '/api/v1/staff/:number/transfer',
    permission: 'people.edit',
    summary:
      'Somebody goes to another company: account closed, grids without owner; open orders must be passed on before',
    params,
    body: transferSchema,
    reply: staffItemSchema,
    refusals: [...refusals, 'people.has-left', 'people.same-company', 'people.holds-orders'],
    isIdempotent: true,
  }),
  reinstate: route({
    method: 'POST',
    path: '/api/v1/staff/:number/reinstate',
    permission: 'people.edit',
    summary: 'Somebody who had left is back; their account stays closed until it is opened',
    params,
    body: z.object({ version: versionSchema, reason: reasonSchema }),
    reply: staffItemSchema,
    refusals: [...refusals, 'people.has-not-left'],
    isIdempotent: true,
  }),
  leaves: route({
    method: 'GET',
    path: '/api/v1/staff/:number/leaves',
    permission: 'people.read',
    summary: 'Days off, the latest first',
    params,
    reply: z.object({ items: z.array(leaveItemSchema) }),
    refusals: ['people.unknown'],
  }),
  addLeave: route({
    method: 'POST',
    path: '/api/v1/staff/:number/leaves',
    permission: 'people.edit',
    summary: 'Days off, the first and the last included',
    params,
    body: z.object({ fromOn: daySchema, toOn: daySchema, reason: reasonSchema }),
    status: 201,
    reply: leaveItemSchema,
    refusals: [
      'people.unknown',
      'people.leave-order',
      'people.leave-overlap',
      'people.has-left',
      'people.beyond-reach',
    ],
    isIdempotent: true,
  }),
  endLeave: route({
    method: 'POST',
    path: '/api/v1/staff/:number/leaves/:id/end',
    permission: 'people.edit',
    summary: 'Back earlier: what has not begun vanishes, what has ends yesterday',
    params: z.object({ number: z.string().max(60), id: z.uuid() }),
    body: z.object({ reason: reasonSchema }),
    reply: done,
    refusals: ['people.unknown', 'people.leave-unknown', 'people.leave-over', 'people.beyond-reach'],
    isIdempotent: true,
  }),
  certify: route({
    method: 'PUT',
    path: '/api/v1/staff/:number/certificates/:kind',
    permission: 'people.edit',
    summary: 'A certificate that somebody was given, or that was renewed',
    params: z.object({ number: z.string().max(60), kind: z.string().max(60) }),
    body: certifySchema,
    reply: staffItemSchema,
    refusals: [
      'people.unknown',
      'people.kind-unknown',
      'people.cannot-certify',
      'people.validity-order',
      'files.not-found',
      'people.beyond-reach',
    ],
    isIdempotent: true,
  }),
  revokeCertificate: route({
    method: 'POST',
    path: '/api/v1/staff/:number/certificates/:kind/revoke',
    permission: 'people.edit',
    summary: 'A certificate no longer counts from a day on',
    params: z.object({ number: z.string().max(60), kind: z.string().max(60) }),
    body: z.object({ revokedOn: daySchema, reason: reasonSchema }),
    reply: staffItemSchema,
    refusals: ['people.unknown', 'people.certificate-unknown', 'people.cannot-certify', 'people.beyond-reach'],
    isIdempotent: true,
  }),
} satisfies Record<string, Route>
