import { attributeOf, xmlFeeder } from './xml-feeder.ts'

const DAY_MS = 86_400_000
const EPOCH_1900_MS = Date.UTC(1899, 11, 30)
const EPOCH_1904_MS = Date.UTC(1904, 0, 1)
const LAST_SERIAL = 2_958_466

/**
 * Excel's day number as text, `2024-02-13` or with its time; `undefined` when the number is no day.
 * Day 60 of the 1900 system is 1900-02-29, which never was: it and the days before are taken as numbers.
 */
export const dayOfSerial = (serial: number, is1904: boolean): string | undefined => {
  if (!(serial >= (is1904 ? 0 : 61)) || serial >= LAST_SERIAL) return undefined
  const ms = Math.round((serial * DAY_MS) / 1000) * 1000
  const text = new Date((is1904 ? EPOCH_1904_MS : EPOCH_1900_MS) + ms).toISOString()
  return ms % DAY_MS === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** Built-in number formats that show a day; 27-36 and 50-58 are the East Asian ones. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

const isDateFormat = (format: string): boolean => {
  const bare = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  return /[yd年日]|m{3}|m.*[日d]|[hs].*:/i.test(bare) && !/general/i.test(bare)
}

/** Which cell styles show their number as a day, by style index. */
export const readDateStyles = (xml: string): readonly boolean[] => {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let isCellFormats = false
  const feeder = xmlFeeder({
    open: (name, attributes) => {
      if (name === 'numFmt') {
        custom.set(
          Number(attributeOf(attributes, 'numFmtId')),
          isDateFormat(attributeOf(attributes, 'formatCode') ?? ''),
        )
      } else if (name === 'cellXfs') isCellFormats = true
      else if (name === 'xf' && isCellFormats) {
        const id = Number(attributeOf(attributes, 'numFmtId') ?? '0')
        styles.push(custom.get(id) ?? isBuiltInDate(id))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
    text: () => {},
  })
  feeder.feed(xml)
  return styles
}
