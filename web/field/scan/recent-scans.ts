/** What was scanned last on this phone, by what it was for: the same box or instrument is one tap the next time. */
const KEY = 'daiwei.scans'
const KEPT = 6

export type ScanFor = 'box' | 'serial' | 'instrument' | 'item'

const read = (): Readonly<Record<string, readonly string[]>> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, readonly string[]>) : {}
  } catch {
    return {}
  }
}

export const recentScans = (what: ScanFor): readonly string[] => read()[what] ?? []

export const keepScan = (what: ScanFor, code: string): void => {
  const kept = [code, ...recentScans(what).filter((each) => each !== code)].slice(0, KEPT)
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...read(), [what]: kept }))
  } catch {
    // A full phone: it has to be scanned again.
  }
}

/** What a code says: without the blanks that printers and people put around it; an address keeps its last part. */
export const codeIn = (raw: string): string => {
  const text = raw.trim()
  if (!/^https?:\/\//i.test(text)) return text.replace(/\s+/g, ' ').slice(0, 80)
  const parts = (text.split(/[?#]/)[0] ?? text).split('/').filter(Boolean)
  return decodeURIComponent(parts.pop() ?? text).slice(0, 80)
}
