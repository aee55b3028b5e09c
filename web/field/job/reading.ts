/** What is measured on the phone, and how a number is read as people type it. */
export const readingUnits = {
  onuRxDbm: 'dBm',
  boxRxDbm: 'dBm',
  speedMbps: 'Mbps',
  speedUpMbps: 'Mbps',
  pingMs: 'ms',
  pingLossPercent: '%',
} as const
export type ReadingKind = keyof typeof readingUnits
export const readingKinds = Object.keys(readingUnits) as ReadingKind[]
export const isReadingKind = (kind: unknown): kind is ReadingKind => readingKinds.some((each) => each === kind)

/** A number as people type it: −23.8, -23.8, 23，8. */
export const numberOf = (text: string): number | undefined => {
  const plain = text
    .trim()
    .replace(/[−–－]/g, '-')
    .replace(/[，,。]/g, '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
const isLight = (kind: ReadingKind): boolean => readingUnits[kind] === 'dBm'

/** Light is always below zero at a customer: who leaves out the sign means it. */
export const measuredOf = (kind: ReadingKind, text: string): number | undefined => {
  const value = numberOf(text)
  return value !== undefined && isLight(kind) && value > 0 ? -value : value
}

/** −23.8 */
export const minus = (value: number | string): string => String(value).replace('-', '−')
