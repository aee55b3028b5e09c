import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** What must be read back (seeds of second factors, the state of a sign-in under way), sealed with the installation's vault secret. */
const keyOf = (vault: string): Buffer => createHash('sha256').update(`access\n${vault}`).digest()

/** `about` is bound to the content: a box sealed for one purpose or person does not open for another. */
export const seal = (vault: string, about: string, text: string): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(vault), iv).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** The content, or nothing when the box was changed, sealed elsewhere or for something else. */
export const unseal = (vault: string, about: string, box: string): string | undefined => {
  const bytes = Buffer.from(box, 'base64url')
  if (bytes.length < 28) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(vault), bytes.subarray(0, 12))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
