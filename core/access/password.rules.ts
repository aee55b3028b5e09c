/**
 * What a password must be: long enough, of enough kinds of characters, none of the guesses that come first
 * (the login itself, one character or a run repeated, the words everybody tries).
 */
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'

export type PasswordRules = { readonly minLength: number; readonly minKinds: number }

export const PASSWORD_MAX_LENGTH = 128

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]
const GUESSES = ['password', 'passw0rd', 'qwerty', 'admin', 'letmein', 'welcome', 'daiwei', '123456', 'abc123', '1qaz']

/** Refuses with `access.password-weak`; its details say what is wrong, each for the field `next`. */
export const checkPassword = (password: string, login: string, rules: PasswordRules): Result<null> => {
  const details: Refusal[] = []
  const add = (code: string, params: Readonly<Record<string, number>> = {}): void =>
    void details.push({ code, field: 'next', params })
  const characters = [...password]
  if (characters.length < rules.minLength) add('access.password-short', { length: rules.minLength })
  if (characters.length > PASSWORD_MAX_LENGTH) add('access.password-long', { length: PASSWORD_MAX_LENGTH })
  if (KINDS.filter((kind) => kind.test(password)).length < rules.minKinds)
    add('access.password-plain', { kinds: rules.minKinds })
  if (isGuessable(password, login)) add('access.password-guessable')
  return details.length === 0 ? ok(null) : refuse('access.password-weak', { field: 'next', details })
}

const isGuessable = (password: string, login: string): boolean => {
  const plain = password.toLowerCase()
  if (plain.includes(login.toLowerCase())) return true
  if (/^(.{1,4}?)\1+$/u.test(plain)) return true
  return GUESSES.some((guess) => plain.includes(guess) && plain.length - guess.length < 6)
}
