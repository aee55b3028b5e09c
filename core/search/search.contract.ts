import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'

/** In the order in which they are shown. */
export const foundKinds = ['workOrder', 'homeUser', 'enterpriseLine', 'report', 'staff', 'networkNode'] as const
export type FoundKind = (typeof foundKinds)[number]

const text = z.string().nullable()

/** One thing that was found; name, phone and address are masked for whoever may not see personal data. */
export const foundSchema = z.object({
  /** By which it is opened: a number, an account, a code. */
  key: z.string(),
  name: text,
  phone: text,
  address: text,
  county: text,
  /** State, status or kind, in the words of its own slice. */
  state: text,
  /** It is still being worked on. */
  isOpen: z.boolean(),
  /** Of a report: the order that it made or joined. */
  order: text,
})
export type Found = z.infer<typeof foundSchema>

const groupSchema = z.object({
  kind: z.enum(foundKinds),
  items: z.array(foundSchema),
  /** There are more: the list of its own slice has them. */
  isCut: z.boolean(),
})
export type FoundGroup = z.infer<typeof groupSchema>

export const searchRoutes = {
  all: route({
    method: 'GET',
    path: '/api/v1/search',
    permission: 'signed-in',
    summary:
      'Finds orders, customers, reports, people and network by number, account, phone, name, initials or address',
    query: z.object({
      /** As it was typed: a number or its end, an account, a phone or its end, two characters of a name or an address, initials. */
      q: z.string().trim().min(1).max(64),
      /** How many of each kind. */
      limit: z.coerce.number().int().min(1).max(20).default(5),
    }),
    reply: z.object({
      /** Groups that the reader may see and that have something in them. */
      groups: z.array(groupSchema),
      /** What bears exactly this number, account or code, when it is one thing only: Enter goes there. */
      exact: z.object({ kind: z.enum(foundKinds), key: z.string() }).nullable(),
      /** Nothing in it can be looked for: one Chinese character, punctuation. */
      isTooShort: z.boolean(),
    }),
  }),
} as const satisfies Readonly<Record<string, Route>>
