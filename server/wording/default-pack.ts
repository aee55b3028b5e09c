import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { packSchema, type WordingPack } from '#core/wording/pack.ts'

let shipped: WordingPack | undefined

/** What holds where nobody published anything: version 0. */
export const shippedPack = (): WordingPack => {
  shipped ??= packSchema.parse(
    parse(readFileSync(path.resolve(import.meta.dirname, '../../defaults/wording/pack.yaml'), 'utf8')),
  )
  return shipped
}
