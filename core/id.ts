const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * UUIDv7 (RFC 9562): 48 bits of epoch milliseconds, then random. Made by whoever creates the row.
 * `random` gives 10 bytes; it is an argument because core rolls no dice.
 */
export const uuidV7 = (epochMs: number, random: Uint8Array): string => {
  const time = epochMs.toString(16).padStart(12, '0')
  let hex = ''
  for (let index = 0; index < 10; index += 1) hex += HEX[random[index] ?? 0]
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const isUuid = (text: string): boolean => UUID.test(text)
