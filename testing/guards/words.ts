import type { Breach, Guard } from './source.ts'

/**
 * What a repository of a product does not say: where it was written, by what, fetched from where, and what is not done yet.
 * The patterns hold a bracket each so that this file does not find itself.
 */
const words: readonly {
  readonly rule: string
  readonly pattern: RegExp
  readonly message: string
  readonly only?: RegExp
}[] = [
  {
    rule: 'no-machine-path',
    pattern: /(?<![\w.@~-])\/(w[o]rk|r[o]ot|h[o]me\/\w+|f[a]rm|U[s]ers\/\w+)\//,
    message: 'a path of one machine: make it relative to the repository or a setting',
  },
  {
    rule: 'no-authoring-tools',
    pattern:
      /cl[a]ude|anthr[o]pic|chatg[p]t|open[a]i|copil[o]t|\bll[m]s?\b|sub[-]?agent|language m[o]del|ai[-]generated|wor[k]tree/i,
    message: 'the tool that wrote a line is no part of the product',
  },
  {
    rule: 'no-registry-host',
    pattern: /registry\.(np[m]js|np[m]mirror|yar[n]pkg)|"resolved"\s*:\s*"http|de[b]\.debian\.org/,
    message: 'where packages come from is a setting of the machine',
  },
  {
    rule: 'nothing-unfinished',
    pattern: /\b(TO[D]O|FIX[M]E|X[X]X)\b|\bnot imple[m]ented\b|\b(it|test|describe)\.to[d]o\b/,
    message: 'finish it, or say in the issue that it is missing',
    only: /\.(ts|tsx|mjs|css|sql|html)$/,
  },
  {
    rule: 'nothing-loosened',
    pattern:
      /@ts-(ign[o]re|noche[c]k)|biome-ign[o]re(-all|.*\b(noExplicitAny|noNonNullAssertion|noTsIgnore|noEnum|noProcessEnv)\b)/,
    message: 'a rule without exception: say it in types',
    only: /\.(ts|tsx|mjs)$/,
  },
]

export const guardWords: Guard = (_sources, files) => {
  const breaches: Breach[] = []
  for (const [path, text] of files) {
    const wanted = words.filter(({ only, pattern }) => (only === undefined || only.test(path)) && pattern.test(text))
    if (wanted.length === 0) continue
    text.split('\n').forEach((lineText, index) => {
      for (const { rule, pattern, message } of wanted) {
        const found = pattern.exec(lineText)
        if (found) breaches.push({ rule, path, line: index + 1, message: `“${found[0]}”: ${message}` })
      }
    })
  }
  return breaches
}
