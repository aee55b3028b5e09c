/** `4,418`; a minus is U+2212, as in −23.8. */
export const numberText = (value: number, decimals?: number): string => {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 2,
  })
  return value < 0 ? `−${text}` : text
}

/** `94.4%` from 0.944. */
export const percentText = (share: number, decimals = 1): string => `${numberText(share * 100, decimals)}%`

/** `+62`, `−11`, `0`: a difference always shows its sign. */
export const differenceText = (value: number, decimals?: number): string =>
  value > 0 ? `+${numberText(value, decimals)}` : numberText(value, decimals)
