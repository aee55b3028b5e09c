import type { z } from 'zod'

/**
 * A route as data: the server binds it, the console calls it, `docs/openapi.json` is made from it.
 * `permission` names what the caller must hold: a permission of `core/access`, `signed-in` for whoever has a session, `public` for anyone.
 */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify style, `/api/v1/work-orders/:number`. */
  readonly path: string
  readonly permission: string
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly reply: Reply
  /** Success status, 200 when absent. */
  readonly status?: number
  /** The reply's media type where it is not JSON: the handler sends it by itself. */
  readonly produces?: string
  /** The body's media type where it is not JSON: the handler reads it by itself. */
  readonly consumes?: string
  /** Codes of the refusals that this route can answer, besides those of the platform. */
  readonly refusals?: readonly string[]
  /** A sender's `Idempotency-Key` header is honoured: the same key twice acts once. */
  readonly isIdempotent?: boolean
  /** The reply is large and goes to phones: sent compressed to whoever takes that. */
  readonly isCompressed?: boolean
}

/** Keeps the exact types of each route's schemas. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Route<P, Q, B, R>,
): Route<P, Q, B, R> => definition

export type ParamsOf<T> = T extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.infer<P> : never
export type QueryOf<T> = T extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.infer<Q> : never
export type BodyOf<T> = T extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.infer<B> : never
export type ReplyOf<T> = T extends Route<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.infer<R> : never
