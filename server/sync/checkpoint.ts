import { createHash } from 'node:crypto'

/**
 * What a phone has, so short that it fits into a question: for each part six bytes of its name's digest and six of its content's.
 * The server keeps nothing about it: an answer that was lost costs nothing.
 */
export type Kept = ReadonlyMap<string, string>

const BYTES = 6
const VERSION = 1

export const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, BYTES).toString('base64url')

export const checkpointOf = (kept: Kept): string => {
  const parts = [...kept].flatMap(([id, content]) => [Buffer.from(id, 'base64url'), Buffer.from(content, 'base64url')])
  return Buffer.concat([Buffer.from([VERSION]), ...parts]).toString('base64url')
}

/** `undefined`: it is none of ours, so that everything is to be sent. */
export const keptOf = (checkpoint: string | undefined): Kept | undefined => {
  if (!checkpoint || !/^[\w-]+$/.test(checkpoint)) return undefined
  const bytes = Buffer.from(checkpoint, 'base64url')
  if (bytes[0] !== VERSION || (bytes.length - 1) % (2 * BYTES) !== 0) return undefined
  const kept = new Map<string, string>()
  for (let at = 1; at < bytes.length; at += 2 * BYTES) {
    const half = at + BYTES
    kept.set(bytes.subarray(at, half).toString('base64url'), bytes.subarray(half, half + BYTES).toString('base64url'))
  }
  return kept
}
