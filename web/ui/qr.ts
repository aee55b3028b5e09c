/**
 * A QR code (ISO/IEC 18004) of a text of up to 660 bytes, error correction level M, always mask 0, which every reader accepts.
 * Written out here: setting up the second factor, and the link that an engineer shows to a customer, need no more.
 */
const ECC_PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]
/** Level M and mask 0 with their check bits. */
const FORMAT_BITS = 0x5412

const eccOf = (version: number): number => ECC_PER_BLOCK[version - 1] ?? 0
const blocksOf = (version: number): number => BLOCKS[version - 1] ?? 0

const codewordsOf = (version: number): number => {
  let modules = (16 * version + 128) * version + 64
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2
    modules -= (25 * marks - 10) * marks - 55
    if (version >= 7) modules -= 36
  }
  return Math.floor(modules / 8)
}

const dataCodewordsOf = (version: number): number => codewordsOf(version) - eccOf(version) * blocksOf(version)

/** Multiplication in GF(2^8) with the polynomial 0x11d. */
const times = (a: number, b: number): number => {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    product ^= ((b >>> bit) & 1) * a
  }
  return product
}

const divisorOf = (degree: number): number[] => {
  const divisor = [...new Array<number>(degree - 1).fill(0), 1]
  let root = 1
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at] ?? 0, root) ^ (divisor[at + 1] ?? 0)
    root = times(root, 2)
  }
  return divisor
}

const remainderOf = (data: readonly number[], divisor: readonly number[]): number[] => {
  const rest = divisor.map(() => 0)
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0)
    rest.push(0)
    divisor.forEach((each, at) => {
      rest[at] = (rest[at] ?? 0) ^ times(each, factor)
    })
  }
  return rest
}

/** Mode, length, the bytes, and filling up to what the version holds. */
const dataOf = (bytes: Uint8Array, version: number): number[] => {
  const bits: number[] = []
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1)
  }
  push(4, 4)
  push(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) push(byte, 8)
  const capacity = dataCodewordsOf(version) * 8
  push(0, Math.min(4, capacity - bits.length))
  push(0, (8 - (bits.length % 8)) % 8)
  for (let filler = 0xec; bits.length < capacity; filler ^= 0xec ^ 0x11) push(filler, 8)
  return Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  )
}

/** Blocks with their check codewords, interleaved. */
const interleaved = (data: readonly number[], version: number): number[] => {
  const [count, ecc, total] = [blocksOf(version), eccOf(version), codewordsOf(version)]
  const short = Math.floor(total / count) - ecc
  const longFrom = count - (total % count)
  const divisor = divisorOf(ecc)
  let at = 0
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(at, at + short + (index < longFrom ? 0 : 1))
    at += block.length
    return { block, check: remainderOf(block, divisor) }
  })
  const column = (read: (each: (typeof blocks)[number]) => readonly number[], length: number): number[] =>
    Array.from({ length }, (_, place) => blocks.flatMap((each) => read(each)[place] ?? [])).flat()
  return [...column((each) => each.block, short + 1), ...column((each) => each.check, ecc)]
}

const marksOf = (version: number): readonly number[] => {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  const last = version * 4 + 10
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)]
}

/** Rows of modules, true is dark; without the quiet zone of 4 modules around. */
export const qrModules = (text: string): readonly (readonly boolean[])[] => {
  const bytes = new TextEncoder().encode(text)
  const version =
    BLOCKS.findIndex((_, at) => dataCodewordsOf(at + 1) * 8 >= 4 + (at < 9 ? 8 : 16) + bytes.length * 8) + 1
  if (version === 0) throw new Error(`A QR code of ${bytes.length} bytes is too large.`)
  const size = version * 4 + 17
  const dark: (boolean | undefined)[][] = Array.from({ length: size }, () => new Array<undefined>(size).fill(undefined))
  const set = (x: number, y: number, isDark: boolean) => {
    const row = dark[y]
    if (row && x >= 0 && x < size) row[x] = isDark
  }
  const bitOf = (value: number, bit: number): boolean => ((value >>> bit) & 1) === 1

  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    for (let dy = -4; dy <= 4; dy += 1) {
      for (let dx = -4; dx <= 4; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy))
        set(cx + dx, cy + dy, ring !== 2 && ring !== 4)
      }
    }
  }
  const marks = marksOf(version)
  for (const [i, cx] of marks.entries()) {
    for (const [j, cy] of marks.entries()) {
      const end = marks.length - 1
      if ((i === 0 && j === 0) || (i === 0 && j === end) || (i === end && j === 0)) continue
      for (let dy = -2; dy <= 2; dy += 1) {
        for (let dx = -2; dx <= 2; dx += 1) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1)
      }
    }
  }
  for (let bit = 0; bit < 15; bit += 1) {
    const isDark = bitOf(FORMAT_BITS, bit)
    // Beside the first finder, past the timing lines; and again at the other two finders.
    if (bit < 8) set(8, bit < 6 ? bit : bit + 1, isDark)
    else set(bit === 8 ? 7 : 14 - bit, 8, isDark)
    if (bit < 8) set(size - 1 - bit, 8, isDark)
    else set(8, size - 15 + bit, isDark)
  }
  set(8, size - 8, true)
  if (version >= 7) {
    let rest = version
    for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
    const bits = (version << 12) | rest
    for (let bit = 0; bit < 18; bit += 1) {
      const [a, b] = [size - 11 + (bit % 3), Math.floor(bit / 3)]
      set(a, b, bitOf(bits, bit))
      set(b, a, bitOf(bits, bit))
    }
  }

  const codewords = interleaved(dataOf(bytes, version), version)
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    const column = right <= 6 ? right - 1 : right
    const isUpward = ((column + 1) & 2) === 0
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step
      for (const x of [column, column - 1]) {
        if (dark[y]?.[x] !== undefined) continue
        const isSet = bitOf(codewords[bit >>> 3] ?? 0, 7 - (bit & 7))
        set(x, y, isSet !== ((x + y) % 2 === 0))
        bit += 1
      }
    }
  }
  return dark.map((row) => row.map((each) => each === true))
}
