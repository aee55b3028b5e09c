import type { Breach, Guard } from './source.ts'

const CHINESE = /\p{Script=Han}/u

/** Files whose whole matter is how a language writes times and numbers; both languages stand side by side in them. */
const FORMATTERS = ['web/ui/time.ts', 'web/ui/number.ts']

/** Screens take their texts from the catalogues, so that every one exists in both languages. */
export const guardTexts: Guard = (sources) => {
  const breaches: Breach[] = []
  for (const { path, isTest, literals } of sources) {
    if (!path.startsWith('web/') || isTest || path.endsWith('.text.ts') || FORMATTERS.includes(path)) continue
    for (const { text, line } of literals) {
      if (!CHINESE.test(text)) continue
      breaches.push({
        rule: 'texts-in-catalogues',
        path,
        line,
        message: `“${text.trim().slice(0, 20)}”: put it into a *.text.ts`,
      })
    }
  }
  return breaches
}

/** Whoever is refused reads why: each code has its text in a catalogue, both languages. */
export const guardRefusals: Guard = (sources) => {
  const known = new Set(
    sources.filter(({ path }) => path.endsWith('.text.ts')).flatMap(({ literals }) => literals.map(({ text }) => text)),
  )
  const breaches: Breach[] = []
  for (const { path, isTest, refusals } of sources) {
    if (isTest || !/^(core|server)\//.test(path)) continue
    for (const { text, line } of refusals) {
      if (known.has(text) || text.includes('?')) continue
      breaches.push({ rule: 'refusal-has-text', path, line, message: `“${text}” stands in no *.text.ts` })
    }
  }
  return breaches
}
