import { z } from 'zod'
import { route } from '#core/contract.ts'
import { companyKinds } from '#core/organisation/organisation.ts'
import { languages } from '#core/text.ts'
import { type Permission, permissions, type RoleName, roleNames } from './role.ts'

export const roleSchema = z.enum(roleNames as [RoleName, ...RoleName[]])
export const permissionSchema = z.enum(permissions as readonly [Permission, ...Permission[]])
export const instantSchema = z.string().meta({ description: 'ISO 8601, UTC, milliseconds', format: 'date-time' })
export const faces = ['console', 'field'] as const

const loginSchema = z.string().trim().min(1).max(64)
const passwordSchema = z.string().min(1).max(256)
const codeSchema = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
/** A form sends an empty field where no code was asked for. */
const optionalCodeSchema = z.preprocess((value) => (value === '' ? undefined : value), codeSchema.optional())

/** Who is signed in and what they may do; what is still to be done before anything else stands in the three flags. */
export const sessionSchema = z.object({
  user: z.object({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    roles: z.array(roleSchema),
    company: z.object({ id: z.string(), name: z.string(), kind: z.enum(companyKinds) }),
    station: z.object({ id: z.string(), name: z.string() }).optional(),
    staffId: z.string().optional(),
  }),
  permissions: z.array(permissionSchema),
  /** To be sent back as `x-csrf-token` with every change; empty for a token of a program. */
  csrf: z.string(),
  language: z.enum(languages),
  clock: z.object({ now: instantSchema, isMovable: z.boolean() }),
  mustChangePassword: z.boolean(),
  /** The password was right, the code of the second factor is still to come. */
  awaitsTotp: z.boolean(),
  /** A role of this person needs a second factor and none is set up. */
  mustEnrolTotp: z.boolean(),
  hasTotp: z.boolean(),
})
export type Session = z.infer<typeof sessionSchema>

export const ownSessionSchema = z.object({
  id: z.string(),
  face: z.enum(faces),
  startedAt: instantSchema,
  seenAt: instantSchema,
  expiresAt: instantSchema,
  /** The network address it was begun from. */
  from: z.string(),
  /** What the browser calls itself. */
  device: z.string(),
  isCurrent: z.boolean(),
})

const done = z.object({ done: z.literal(true) })

export const accessRoutes = {
  signInOptions: route({
    method: 'GET',
    path: '/api/v1/session/options',
    permission: 'public',
    summary: 'What the sign-in page offers',
    reply: z.object({ singleSignOn: z.boolean() }),
  }),
  signIn: route({
    method: 'POST',
    path: '/api/v1/session/sign-in',
    permission: 'public',
    summary: 'Sign in; sets the session cookie',
    body: z.object({
      login: loginSchema,
      password: passwordSchema,
      code: optionalCodeSchema,
      face: z.enum(faces).default('console'),
    }),
    reply: sessionSchema.extend({ needs: z.enum(['nothing', 'code', 'password', 'second-factor']) }),
    refusals: ['access.sign-in-refused', 'access.cross-site', 'access.code-wrong', 'platform.too-many-requests'],
  }),
  singleSignOn: route({
    method: 'GET',
    path: '/api/v1/session/single-sign-on',
    permission: 'public',
    summary: 'To the identity provider, where one is configured; the browser follows the redirect',
    query: z.object({ face: z.enum(faces).default('console') }),
    reply: z.unknown(),
    produces: 'text/html',
    refusals: ['platform.not-found', 'access.single-sign-on-unavailable'],
  }),
  singleSignOnCallback: route({
    method: 'GET',
    path: '/api/v1/session/single-sign-on/callback',
    permission: 'public',
    summary:
      'Back from the identity provider: signed in and on to the pages, or back to the sign-in page with `failed=single-sign-on`',
    reply: z.unknown(),
    produces: 'text/html',
    refusals: ['platform.not-found'],
  }),
  session: route({
    method: 'GET',
    path: '/api/v1/session',
    permission: 'signed-in',
    summary: 'Who is signed in, with which permissions',
    reply: sessionSchema,
  }),
  signOut: route({
    method: 'POST',
    path: '/api/v1/session/sign-out',
    permission: 'signed-in',
    summary: 'Sign out',
    reply: done,
  }),
  secondFactor: route({
    method: 'POST',
    path: '/api/v1/session/second-factor',
    permission: 'signed-in',
    summary: 'The code of the second factor, after the password',
    body: z.object({ code: codeSchema }),
    reply: sessionSchema,
    refusals: ['access.code-wrong', 'access.no-second-factor-due', 'platform.too-many-requests'],
  }),
  enrolTotp: route({
    method: 'POST',
    path: '/api/v1/session/totp',
    permission: 'signed-in',
    summary: 'Begin to set up a second factor: the secret for an authenticator app',
    body: z.object({ password: passwordSchema }),
    reply: z.object({
      secret: z.string(),
      /** For the QR code. */
      uri: z.string(),
      /** To be sent back with the first code. */
      pending: z.string(),
    }),
    refusals: ['access.password-wrong', 'access.totp-exists'],
  }),
  confirmTotp: route({
    method: 'POST',
    path: '/api/v1/session/totp/confirm',
    permission: 'signed-in',
    summary: 'The first code from the app: the second factor is set up',
    body: z.object({ pending: z.string().min(1).max(2000), code: codeSchema }),
    reply: sessionSchema,
    refusals: ['access.code-wrong', 'access.enrolment-expired', 'access.totp-exists'],
  }),
  removeTotp: route({
    method: 'POST',
    path: '/api/v1/session/totp/remove',
    permission: 'signed-in',
    summary: 'Give up the second factor',
    body: z.object({ password: passwordSchema, code: codeSchema }),
    reply: sessionSchema,
    refusals: ['access.password-wrong', 'access.code-wrong', 'access.totp-required', 'access.no-totp'],
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/v1/session/password',
    permission: 'signed-in',
    summary: 'Change the own password; every other session ends',
    body: z.object({ current: passwordSchema, next: z.string().max(256) }),
    reply: sessionSchema,
    refusals: ['access.password-wrong', 'access.password-weak', 'access.password-same'],
  }),
  passwordRules: route({
    method: 'GET',
    path: '/api/v1/session/password-rules',
    permission: 'signed-in',
    summary: 'What a password must be',
    reply: z.object({ minLength: z.number(), minKinds: z.number(), maxAgeDays: z.number() }),
  }),
  setLanguage: route({
    method: 'POST',
    path: '/api/v1/session/language',
    permission: 'signed-in',
    summary: 'The language of screens and answers',
    body: z.object({ language: z.enum(languages) }),
    reply: sessionSchema,
  }),
  ownSessions: route({
    method: 'GET',
    path: '/api/v1/sessions',
    permission: 'signed-in',
    summary: 'Where one is signed in',
    reply: z.object({ items: z.array(ownSessionSchema) }),
  }),
  revokeOwnSession: route({
    method: 'DELETE',
    path: '/api/v1/sessions/:id',
    permission: 'signed-in',
    summary: 'End one of the own sessions',
    params: z.object({ id: z.uuid() }),
    reply: done,
    refusals: ['access.session-unknown'],
  }),
} as const
