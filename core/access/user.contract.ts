import { z } from 'zod'
import { route } from '#core/contract.ts'
import { companyKinds } from '#core/organisation/organisation.ts'
import { regionCodeSchema } from '#core/organisation/region.ts'
import { languages } from '#core/text.ts'
import { instantSchema, ownSessionSchema, roleSchema } from './access.contract.ts'
import { userActions } from './user.rules.ts'

/** As it is written: small letters, digits, `. _ -`; typed in capitals it means the same. */
export const loginSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/)
const nameSchema = z.string().trim().min(1).max(64)
const phoneSchema = z
  .string()
  .trim()
  .regex(/^[+\d][\d -]{6,19}$/)
const reasonSchema = z.string().trim().min(2).max(500)
const versionSchema = z.int().min(1)
const params = z.object({ login: loginSchema })

const scopeFields = {
  companyId: z.string().min(1).max(31),
  /** Null: every one. */
  prefectures: z.array(regionCodeSchema).max(60).nullable(),
  counties: z.array(regionCodeSchema).max(300).nullable(),
  stationId: z.uuid().nullable(),
  staffId: z.uuid().nullable(),
}

export const userItemSchema = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  /** Masked. */
  phone: z.string().nullable(),
  language: z.enum(languages),
  company: z.object({ id: z.string(), name: z.string(), kind: z.enum(companyKinds) }),
  roles: z.array(roleSchema),
  prefectures: z.array(z.string()).nullable(),
  counties: z.array(z.string()).nullable(),
  station: z.object({ id: z.string(), name: z.string() }).nullable(),
  staff: z.object({ id: z.string(), number: z.string() }).nullable(),
  isActive: z.boolean(),
  /** Null when not locked now. */
  lockedUntil: instantSchema.nullable(),
  mustChangePassword: z.boolean(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  /** Signs in by the operator's own identity system. */
  hasSingleSignOn: z.boolean(),
  createdAt: instantSchema,
  version: z.number(),
})
export type UserItem = z.infer<typeof userItemSchema>

/** One account, with what this reader may do to it now. */
export const userDetailSchema = userItemSchema.extend({ offers: z.array(z.enum(userActions)) })

export const newUserSchema = z.object({
  login: loginSchema,
  name: nameSchema,
  phone: phoneSchema.nullable().default(null),
  language: z.enum(languages).default('zh-CN'),
  ...scopeFields,
  reason: reasonSchema,
})
export const grantSchema = z.object({
  roles: z.array(roleSchema).max(12),
  ...scopeFields,
  version: versionSchema,
  reason: reasonSchema,
})

const refusals = ['access.user-unknown', 'access.own-account', 'access.platform-account', 'platform.forbidden']
const changed = { reply: userDetailSchema, params, refusals }
const why = z.object({ reason: reasonSchema })

export const userRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/users',
    permission: 'users.read',
    summary: 'Accounts by login, a page at a time',
    query: z.object({
      /** Part of login or name. */
      search: z.string().trim().max(64).optional(),
      company: z.string().max(31).optional(),
      role: roleSchema.optional(),
      state: z.enum(['active', 'inactive', 'locked']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(64).optional(),
    }),
    reply: z.object({ items: z.array(userItemSchema), nextCursor: z.string().nullable() }),
  }),
  detail: route({
    method: 'GET',
    path: '/api/v1/users/:login',
    permission: 'users.read',
    summary: 'One account',
    params,
    reply: userDetailSchema,
    refusals: ['access.user-unknown'],
  }),
  create: route({
    method: 'POST',
    path: '/api/v1/users',
    permission: 'users.edit',
    summary: 'A new account, without roles; its first password is told once',
    body: newUserSchema,
    status: 201,
    reply: z.object({ user: userDetailSchema, password: z.string() }),
    refusals: ['access.login-taken', 'access.user-invalid', 'access.beyond-reach'],
  }),
  edit: route({
    method: 'PATCH',
    path: '/api/v1/users/:login',
    permission: 'users.edit',
    summary: 'Name, phone and language of an account',
    ...changed,
    body: z.object({
      name: nameSchema,
      /** Absent: as it is. */
      phone: phoneSchema.nullable().optional(),
      language: z.enum(languages),
      version: versionSchema,
      reason: reasonSchema,
    }),
    refusals: [...refusals, 'platform.stale'],
  }),
  grant: route({
    method: 'PUT',
    path: '/api/v1/users/:login/access',
    permission: 'roles.edit|users.edit',
    summary: 'Roles and scope of an account',
    ...changed,
    body: grantSchema,
    refusals: [...refusals, 'access.user-invalid', 'access.beyond-reach', 'platform.stale'],
  }),
  deactivate: route({
    method: 'POST',
    path: '/api/v1/users/:login/deactivate',
    permission: 'users.edit|roles.edit',
    summary: 'Close an account: its sessions and tokens end',
    ...changed,
    body: why,
    refusals: [...refusals, 'access.user-not-in-state'],
  }),
  activate: route({
    method: 'POST',
    path: '/api/v1/users/:login/activate',
    permission: 'users.edit|roles.edit',
    summary: 'Open a closed account again',
    ...changed,
    body: why,
    refusals: [...refusals, 'access.user-not-in-state'],
  }),
  unlock: route({
    method: 'POST',
    path: '/api/v1/users/:login/unlock',
    permission: 'users.edit|roles.edit',
    summary: 'End the lock after failed sign-ins',
    ...changed,
    body: why,
    refusals: [...refusals, 'access.user-not-in-state'],
  }),
  resetPassword: route({
    method: 'POST',
    path: '/api/v1/users/:login/reset-password',
    permission: 'users.edit',
    summary: 'A password told once, to be changed at the next sign-in; sessions end',
    params,
    body: why,
    reply: z.object({ password: z.string() }),
    refusals,
  }),
  sessions: route({
    method: 'GET',
    path: '/api/v1/users/:login/sessions',
    permission: 'sessions.revoke',
    summary: 'Where somebody is signed in',
    params,
    reply: z.object({ items: z.array(ownSessionSchema.omit({ isCurrent: true })) }),
    refusals: ['access.user-unknown'],
  }),
  endSessions: route({
    method: 'POST',
    path: '/api/v1/users/:login/end-sessions',
    permission: 'sessions.revoke',
    summary: 'End every session of an account, and its tokens where wanted',
    params,
    body: why.extend({ alsoTokens: z.boolean().default(false) }),
    reply: z.object({ ended: z.number() }),
    refusals,
  }),
  removeSecondFactor: route({
    method: 'POST',
    path: '/api/v1/users/:login/remove-second-factor',
    permission: 'sessions.revoke',
    summary: 'Take away a lost second factor',
    ...changed,
    body: why,
    refusals: [...refusals, 'access.user-not-in-state'],
  }),
} as const
