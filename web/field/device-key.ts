import type { Sealed } from './local-db.ts'

const IV_BYTES = 12

/** The key as the server sent it (32 bytes, base64), made so that nothing in the browser can read it out again. */
export const importKey = (base64: string): Promise<CryptoKey> => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
  name: 'AES-GCM',
  iv,
  // Bound to its place: sealed content that was moved to another row does not open.
  additionalData: new TextEncoder().encode(place),
})

export const sealBytes = async (key: CryptoKey, place: string, bytes: ArrayBuffer): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  return { iv, data: await crypto.subtle.encrypt(algorithm(iv, place), key, bytes) }
}

/** Throws when it was sealed under another key or for another place. */
export const openBytes = (key: CryptoKey, place: string, { iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt(algorithm(iv, place), key, data)

export const seal = (key: CryptoKey, place: string, value: unknown): Promise<Sealed> =>
  sealBytes(key, place, new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer)

export const unseal = async <T>(key: CryptoKey, place: string, sealed: Sealed): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await openBytes(key, place, sealed))) as T
