import { useStore } from './store.ts'

/** Addresses of the phone's screens live behind the `#`, so that a WebView and an installed app need no help from the server. */
export type Place = { readonly path: string; readonly params: Readonly<Record<string, string>> }

export type Pattern = `/${string}`

/** `/job/:number` against `/job/GY1120-0417`; the parameters, or `undefined` when it is another address. */
export const matchPattern = (pattern: Pattern, path: string): Readonly<Record<string, string>> | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return undefined
  }
  return params
}

export const pathOfHash = (hash: string): string => {
  const path = hash.replace(/^#/, '').split('?')[0] ?? ''
  return path.startsWith('/') ? path : '/'
}

const read = (): string => pathOfHash(location.hash)
const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export const usePath = (): string => useStore(subscribe, read)

export const go = (path: Pattern): void => {
  location.hash = path
}

/** Back to where one came from; to `otherwise` when this screen was the first. */
export const goBack = (otherwise: Pattern = '/'): void => {
  if (history.length > 1) history.back()
  else go(otherwise)
}
