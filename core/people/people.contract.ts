import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { certificateStates, issuers } from './certificate.ts'
import { posts } from './staff.ts'

const code = z.string().regex(/^\d{6}$/)
const day = z.string().nullable()

/** `none`: holds no certificate at all · otherwise the worst of those held, on the day asked. */
export const staffCertificateStates = [...certificateStates, 'none'] as const

export const staffItemSchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  companyId: z.string(),
  stationId: z.string().nullable(),
  stationName: z.string().nullable(),
  prefecture: z.string(),
  county: z.string(),
  post: z.enum(posts),
  phone: z.string().nullable(),
  joinedOn: day,
  leftOn: day,
  status: z.enum(['active', 'left', 'suspended']),
  certificates: z.array(
    z.object({
      kind: z.string(),
      number: z.string().nullable(),
      issuer: z.enum(issuers).nullable(),
      validFrom: day,
      validTo: day,
      revokedOn: day,
      /** Who gave it, in words: 贵州省应急管理厅. */
      issuerName: z.string().nullable(),
      /** Its picture or document, if one was sent. */
      scan: z.object({ prefecture: z.string(), id: z.string() }).nullable(),
      state: z.enum(certificateStates),
    }),
  ),
  certificateState: z.enum(staffCertificateStates),
  version: z.number(),
})
export type StaffItem = z.infer<typeof staffItemSchema>

export const staffFilterSchema = z.object({
  /** Number, phone, name or its initials. */
  q: z.string().trim().max(60).optional(),
  company: z.string().max(31).optional(),
  prefecture: code.optional(),
  county: code.optional(),
  station: z.uuid().optional(),
  status: z.enum(['active', 'left', 'suspended']).optional(),
  certificate: z.enum(staffCertificateStates).optional(),
})
export type StaffFilter = z.infer<typeof staffFilterSchema>

export const peopleRoutes = {
  staff: route({
    method: 'GET',
    path: '/api/v1/staff',
    permission: 'people.read',
    summary: 'People with their certificates',
    query: staffFilterSchema.extend({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).optional(),
    }),
    reply: z.object({ items: z.array(staffItemSchema), nextCursor: z.string().nullable() }),
    refusals: ['people.bad-cursor'],
  }),
  staffMember: route({
    method: 'GET',
    path: '/api/v1/staff/:number',
    permission: 'people.read',
    summary: 'One person with certificates',
    params: z.object({ number: z.string().max(60) }),
    reply: staffItemSchema,
    refusals: ['people.unknown'],
  }),
} satisfies Record<string, Route>
