import { guardCycles } from './cycles.ts'
import { guardDocuments } from './documents.ts'
import { guardLayers, guardPurity, guardSpecifiers } from './layers.ts'
import { guardLengths, guardNames } from './names.ts'
import { type Breach, type Guard, parseSources, readRepository } from './source.ts'
import { guardSql } from './sql.ts'
import { guardRefusals, guardTexts } from './texts.ts'
import { guardWords } from './words.ts'

const guards: readonly Guard[] = [
  guardLayers,
  guardSpecifiers,
  guardPurity,
  guardCycles,
  guardSql,
  guardTexts,
  guardRefusals,
  guardNames,
  guardLengths,
  guardWords,
  guardDocuments,
]

/** What the files break of the rules that neither the compiler nor the linter knows, in the order of their paths. */
export const breachesOf = (files: ReadonlyMap<string, string>): Breach[] => {
  const sources = parseSources(files)
  return guards
    .flatMap((guard) => guard(sources, files))
    .sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line || a.rule.localeCompare(b.rule))
}

export const checkRepository = (root: string): Breach[] => breachesOf(readRepository(root))
