import { sheetRefused } from './sheet.ts'

/**
 * A small streaming XML reader for spreadsheet parts: tags and text, names without their prefix.
 * A document type is refused, so no entity can be declared and none expands.
 */
export type XmlHandler = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

export type XmlFeeder = { feed(chunk: string): void; end(): void }

const LONGEST_TOKEN = 8 * 1024 * 1024

export const xmlFeeder = (handler: XmlHandler): XmlFeeder => {
  let rest = ''
  const feed = (chunk: string): void => {
    const source = rest === '' ? chunk : rest + chunk
    let at = 0
    for (;;) {
      const open = source.indexOf('<', at)
      if (open < 0) break
      if (open > at) handler.text(unescapeXml(source.slice(at, open)))
      const next = tag(source, open)
      at = next < 0 ? open : next
      if (next < 0) break
    }
    rest = source.slice(at)
    if (rest.length > LONGEST_TOKEN) throw sheetRefused('damaged')
  }
  const tag = (source: string, open: number): number => {
    const second = source.charCodeAt(open + 1)
    if (second === 33 /* ! */) return declaration(source, open)
    if (second === 63 /* ? */) return after(source, '?>', open + 2)
    const end = endOfTag(source, open + 1)
    if (end < 0) return -1
    if (second === 47 /* / */) {
      handler.close(localName(source.slice(open + 2, end).trimEnd()))
      return end + 1
    }
    const isEmpty = source.charCodeAt(end - 1) === 47
    const stop = isEmpty ? end - 1 : end
    let nameEnd = open + 1
    while (nameEnd < stop && source.charCodeAt(nameEnd) > 32) nameEnd += 1
    const name = localName(source.slice(open + 1, nameEnd))
    handler.open(name, nameEnd < stop ? source.slice(nameEnd, stop) : '')
    if (isEmpty) handler.close(name)
    return end + 1
  }
  const declaration = (source: string, open: number): number => {
    if (source.length < open + 9) return -1
    if (source.startsWith('<!--', open)) return after(source, '-->', open + 4)
    if (!source.startsWith('<![CDATA[', open)) throw sheetRefused('damaged')
    const end = source.indexOf(']]>', open + 9)
    if (end < 0) return -1
    handler.text(source.slice(open + 9, end))
    return end + 3
  }
  return {
    feed,
    end: () => {
      if (rest.trim() !== '') throw sheetRefused('damaged')
    },
  }
}

const after = (source: string, mark: string, from: number): number => {
  const at = source.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

/** A `>` inside a quoted attribute does not end the tag. */
const endOfTag = (source: string, from: number): number => {
  let quote = 0
  for (let end = from; end < source.length; end += 1) {
    const code = source.charCodeAt(end)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return end
  }
  return -1
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, hex, decimal, name) => {
        if (typeof name === 'string') return named[name] ?? whole
        const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text

/** The value of an attribute in the raw text of a tag, `undefined` when absent. A prefix (`r:id`) is part of the name. */
export const attributeOf = (attributes: string, name: string): string | undefined => {
  let at = attributes.indexOf(name)
  while (at >= 0) {
    const before = at === 0 ? 32 : attributes.charCodeAt(at - 1)
    let equals = at + name.length
    while (attributes.charCodeAt(equals) <= 32) equals += 1
    if (before <= 32 && attributes.charCodeAt(equals) === 61) {
      let start = equals + 1
      while (attributes.charCodeAt(start) <= 32) start += 1
      const quote = attributes.charAt(start)
      const end = attributes.indexOf(quote, start + 1)
      return end < 0 ? undefined : unescapeXml(attributes.slice(start + 1, end))
    }
    at = attributes.indexOf(name, at + name.length)
  }
  return undefined
}
