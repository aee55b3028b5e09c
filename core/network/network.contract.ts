import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { nodeKinds } from './network-node.ts'

const code = z.string().regex(/^\d{6}$/)

export const networkNodeSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(nodeKinds),
  parentCode: z.string().nullable(),
  prefecture: z.string(),
  county: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  splitRatio: z.string().nullable(),
  parentKm: z.number().nullable(),
  version: z.number(),
})
export type NetworkNodeItem = z.infer<typeof networkNodeSchema>

export const networkFilterSchema = z.object({
  /** The beginning of a code, or a fragment of a name. */
  q: z.string().trim().max(100).optional(),
  prefecture: code.optional(),
  county: code.optional(),
  kind: z.enum(nodeKinds).optional(),
  /** What hangs on this node. */
  parent: z.string().max(120).optional(),
})
export type NetworkFilter = z.infer<typeof networkFilterSchema>

export const boxUserSchema = z.object({
  account: z.string(),
  /** Masked, as everywhere. */
  name: z.string(),
  onuSerial: z.string().nullable(),
  status: z.string(),
  /** Numbers of open orders, the oldest first. */
  orders: z.array(z.string()),
  /** As the last returned order says. */
  measured: z.object({ dbm: z.number(), at: z.string() }).nullable(),
})
export type BoxUser = z.infer<typeof boxUserSchema>

/** From the node up to its room, the node first. */
const pathSchema = z.array(networkNodeSchema)

/** The way of a home user from the ONU to the OLT and its room. */
export const homeUserPathSchema = z.object({
  account: z.string(),
  onuSerial: z.string().nullable(),
  boxCode: z.string().nullable(),
  /** Empty when the box is not in the network. */
  path: pathSchema,
  /** Fibre from the box up to the OLT, as far as distances are known. */
  kmToOlt: z.number().nullable(),
  /** Product of the split ratios on the way: how many share the PON port. */
  split: z.number().nullable(),
  /** Light in dBm behind each step of `path`, as the budget says; null where the way does not say enough. */
  expectedDbm: z.array(z.number().nullable()),
  /** At the ONU, as the last returned order with a reading says. */
  measured: z.object({ dbm: z.number(), at: z.string() }).nullable(),
})

export const networkRoutes = {
  nodes: route({
    method: 'GET',
    path: '/api/v1/network-nodes',
    permission: 'network.read',
    summary: 'Nodes by county, kind and code, or those that a search finds',
    query: networkFilterSchema.extend({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(400).optional(),
    }),
    reply: z.object({ items: z.array(networkNodeSchema), nextCursor: z.string().nullable(), isCut: z.boolean() }),
    refusals: ['network.bad-cursor', 'ledger.search-too-short'],
  }),
  node: route({
    method: 'GET',
    path: '/api/v1/network-nodes/:code',
    permission: 'network.read',
    summary: 'One node with its way up to the room, what hangs on it and how many users',
    params: z.object({ code: z.string().max(120) }),
    reply: z.object({
      node: networkNodeSchema,
      path: pathSchema,
      /** Light in dBm behind each step of `path`, as the budget says; null where the way does not say enough. */
      expectedDbm: z.array(z.number().nullable()),
      /** Nodes that hang on it directly. */
      children: z.number(),
      /** Home users on it or on what hangs on it, at any depth. */
      homeUsers: z.number(),
    }),
    refusals: ['network.unknown'],
  }),
  boxUsers: route({
    method: 'GET',
    path: '/api/v1/network-nodes/:code/users',
    permission: 'network.read',
    summary: 'Who is on a box, with open orders and the light that was measured last',
    params: z.object({ code: z.string().max(120) }),
    query: z.object({
      /** Part of an account, a community or an ONU. */
      q: z.string().trim().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).optional(),
    }),
    reply: z.object({ items: z.array(boxUserSchema), nextCursor: z.string().nullable() }),
    refusals: ['network.unknown'],
  }),
  homeUserPath: route({
    method: 'GET',
    path: '/api/v1/home-users/:account/network-path',
    permission: 'network.read',
    summary: 'The way of a home user from the ONU to the OLT and its room',
    params: z.object({ account: z.string().max(64) }),
    reply: homeUserPathSchema,
    refusals: ['ledger.unknown'],
  }),
} satisfies Record<string, Route>
