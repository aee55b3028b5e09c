import { createHash, randomBytes, randomInt } from 'node:crypto'

/** The value of a cookie or of a program's token; only its digest is stored. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')
export const digestOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export const API_TOKEN = /^dw_[\w-]{43}$/
export const API_TOKEN_PREFIX = 'dw_'

// Without characters that are mistaken for one another when read aloud.
const KINDS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=?']
const LENGTH = 16

/** A password to be told once and changed: of all kinds of characters. */
export const newPassword = (): string => {
  const all = KINDS.join('')
  const one = (from: string): string => from.charAt(randomInt(from.length))
  const characters = [...KINDS.map(one), ...Array.from({ length: LENGTH - KINDS.length }, () => one(all))]
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1)
    const kept = characters[index] ?? ''
    characters[index] = characters[other] ?? ''
    characters[other] = kept
  }
  return characters.join('')
}
