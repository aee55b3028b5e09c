/** Money is a whole number of fen (分), never a fraction of a yuan. */
export type Fen = number

/** `12345` → `123.45`; the form that people read and files carry. */
export const yuanText = (fen: Fen): string => {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const cents = String(Math.abs(fen) % 100).padStart(2, '0')
  return `${fen < 0 ? '-' : ''}${whole}.${cents}`
}
