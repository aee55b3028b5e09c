import { hash, verify } from '@node-rs/argon2'

/** Argon2id with 19 MiB and two passes: about 25 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), cost)

/** A hash that no password has: whoever guesses at a login that does not exist waits as long as anybody else. */
const noPassword = hash(crypto.randomUUID(), cost)

/** Whether the password is right; `undefined` for nobody's, which costs the same and is never right. */
export const isPassword = async (hashed: string | undefined, password: string): Promise<boolean> => {
  const isRight = await verify(hashed ?? (await noPassword), password.normalize('NFC'))
  return isRight && hashed !== undefined
}
