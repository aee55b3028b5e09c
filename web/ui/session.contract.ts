import { z } from 'zod'
import { route } from '#core/contract.ts'

/** Who is signed in, and how one signs in. The one place where the faces learn these addresses. */
const session = z.object({
  user: z.object({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    company: z.object({ id: z.string(), name: z.string() }).optional(),
  }),
  permissions: z.array(z.string()),
  csrf: z.string(),
  language: z.enum(['zh-CN', 'en']),
  mustChangePassword: z.boolean().optional(),
  clock: z.object({ now: z.string(), isMovable: z.boolean() }),
})
export type Session = z.infer<typeof session>

export const readSession = route({
  method: 'GET',
  path: '/api/v1/session',
  permission: 'signed-in',
  summary: 'Who is signed in',
  reply: session,
})

export const signIn = route({
  method: 'POST',
  path: '/api/v1/session/sign-in',
  permission: 'public',
  summary: 'Signs in with a password, and with a one-time code where the role asks for it',
  body: z.object({ login: z.string().min(1), password: z.string().min(1), code: z.string().optional() }),
  reply: z.object({ needs: z.enum(['nothing', 'code', 'password']) }),
})

export const signOut = route({
  method: 'POST',
  path: '/api/v1/session/sign-out',
  permission: 'signed-in',
  summary: 'Ends this session',
  reply: z.object({}),
})

export const changePassword = route({
  method: 'POST',
  path: '/api/v1/session/password',
  permission: 'signed-in',
  summary: 'Changes the own password',
  body: z.object({ current: z.string().min(1), next: z.string().min(1) }),
  reply: z.object({}),
})

export const changeLanguage = route({
  method: 'POST',
  path: '/api/v1/session/language',
  permission: 'signed-in',
  summary: 'Remembers the language of the reader',
  body: z.object({ language: z.enum(['zh-CN', 'en']) }),
  reply: z.object({}),
})

export const listSessions = route({
  method: 'GET',
  path: '/api/v1/sessions',
  permission: 'signed-in',
  summary: 'The own open sessions',
  reply: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        startedAt: z.string(),
        seenAt: z.string(),
        from: z.string(),
        device: z.string(),
        isCurrent: z.boolean(),
      }),
    ),
  }),
})

export const revokeSession = route({
  method: 'DELETE',
  path: '/api/v1/sessions/:id',
  permission: 'signed-in',
  summary: 'Ends one of the own sessions',
  params: z.object({ id: z.string() }),
  reply: z.object({}),
})
