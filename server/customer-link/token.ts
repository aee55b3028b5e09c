import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const derive = (key: string, purpose: string, id: string): Buffer =>
  createHmac('sha256', key).update(`${purpose}:${id}`).digest()

const TOKEN_BYTES = 16

/** The token of a link, 128 bits; whoever has the secret and the link's id can make it again, the database cannot. */
export const tokenOf = (key: string, linkId: string): string =>
  derive(key, 'customer-link', linkId).subarray(0, TOKEN_BYTES).toString('base64url')

export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

const CODES = 10_000

/** Four digits that belong to one visit: the customer reads them out at the door. */
export const doorCodeOf = (key: string, visitId: string): string =>
  String(derive(key, 'door', visitId).readUInt32BE(0) % CODES).padStart(4, '0')
