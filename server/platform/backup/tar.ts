/**
 * As much of the tar format (POSIX ustar) as a backup needs: regular files one after the other, readable by every `tar`.
 */
export const BLOCK = 512
/** Eleven octal digits. */
const MAX_SIZE = 8 ** 11 - 1

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

export const tarHeader = (name: string, size: number, modifiedAtSeconds: number): Buffer => {
  if (size > MAX_SIZE) throw new Error(`${name} is too large for a backup`)
  const [prefix, last] = splitName(name)
  const header = Buffer.alloc(BLOCK)
  header.write(last, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(modifiedAtSeconds, 12), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257, 'latin1')
  header.write(prefix, 345)
  header.write(octal(sumOf(header), 7), 148)
  return header
}

const splitName = (name: string): readonly [string, string] => {
  if (Buffer.byteLength(name) <= 100) return ['', name]
  for (let cut = name.indexOf('/'); cut !== -1; cut = name.indexOf('/', cut + 1)) {
    const [prefix, last] = [name.slice(0, cut), name.slice(cut + 1)]
    if (Buffer.byteLength(last) <= 100 && Buffer.byteLength(prefix) <= 155) return [prefix, last]
  }
  throw new Error(`the name ${name} is too long for a backup`)
}

const sumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0)

export const paddingAfter = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
export const tarEnd = Buffer.alloc(2 * BLOCK)

export type TarEntry = { readonly name: string; readonly size: number }

/** What a header says; nothing for the blank block at the end. Throws when it is not a tar header. */
export const readHeader = (header: Buffer): TarEntry | undefined => {
  if (header.every((byte) => byte === 0)) return undefined
  const field = (start: number, length: number): string => {
    const part = header.subarray(start, start + length)
    const end = part.indexOf(0)
    return part.subarray(0, end === -1 ? length : end).toString('utf8')
  }
  const sum = Number.parseInt(field(148, 8), 8)
  const blanked = Buffer.from(header)
  blanked.fill(' ', 148, 156)
  if (sum !== sumOf(blanked)) throw new Error('not a tar header')
  const prefix = field(345, 155)
  const name = field(0, 100)
  return { name: prefix ? `${prefix}/${name}` : name, size: Number.parseInt(field(124, 12), 8) }
}
