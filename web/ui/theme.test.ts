import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8')
const tokensOf = (css: string) => {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of css.matchAll(/--([\w-]+):\s*([^;]+);/g)) found[name] = value.trim()
  return found
}
/** The blocks of a theme.css in their order: light, dark by choice, dark by the computer. */
const blocksOf = (file: string) =>
  [...read(file).matchAll(/:root[^{]*\{([^}]*)\}/g)].map((match) => tokensOf(match[1] ?? ''))
const blocks = blocksOf('ui/theme.css')
const field = blocksOf('field/ui/theme.css')

const luminance = (colour: string): number => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
/** WCAG 2.2: 4.5 for text, 3 for the border of what can be operated. */
const contrast = (a = '#000000', b = '#000000'): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const textPairs = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) => [
    [ink, 'paper'],
    [ink, 'card'],
  ]),
  ...['late', 'risk', 'fine', 'paused'].flatMap((tone) => [
    [tone, 'card'],
    [tone, `${tone}-tint`],
  ]),
  ['ink-2', 'paused-tint'],
  ['ink-3', 'paused-tint'],
  ['ink-2', 'hover'],
  ['accent', 'card'],
  ['accent', 'paper'],
  ['accent', 'accent-tint'],
  ['accent-ink', 'accent'],
]

describe('colours', () => {
  it.each([
    ['the console', blocks],
    ['the phone', field],
  ])('dark is the same dark, chosen or by the computer, for %s', (_, [light, dark, byComputer, ...more]) => {
    expect(more).toEqual([])
    expect(dark).toEqual(byComputer)
    expect(Object.keys(light ?? {})).toEqual(Object.keys(dark ?? {}))
  })
  it.each([
    ['light', 0],
    ['dark', 1],
  ])('every text on its ground can be read in %s', (_, index) => {
    const tokens = blocks[index] ?? {}
    const weak = textPairs
      .map(([ink = '', ground = '']) => ({ ink, ground, ratio: contrast(tokens[ink], tokens[ground]) }))
      .filter((pair) => pair.ratio < 4.5)
    expect(weak).toEqual([])
    expect(contrast(tokens.field, tokens.card)).toBeGreaterThanOrEqual(3)
  })
  it.each([
    ['light', 0],
    ['dark', 1],
  ])('words on tints hold in sunlight on the phone, in %s too', (_, index) => {
    const tokens = field[index] ?? {}
    const weak = ['late', 'risk', 'fine', 'paused'].filter(
      (tone) => contrast(tokens[tone], tokens[`${tone}-tint`]) < 6.5,
    )
    expect(weak).toEqual([])
    expect(contrast(tokens['ink-2'], tokens.paper)).toBeGreaterThanOrEqual(7)
    expect(contrast(tokens.edge, tokens.card)).toBeGreaterThanOrEqual(3)
    expect(contrast(tokens['accent-ink'], tokens.accent)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tokens.accent, tokens.card)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tokens['ink-2'], tokens.off)).toBeGreaterThanOrEqual(4.5)
  })
})
