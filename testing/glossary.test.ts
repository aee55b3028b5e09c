import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { roleNames } from '#core/access/role.ts'
import { overrideLevels } from '#core/parameter.ts'
import { clockKinds } from '#core/sla/sla.ts'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { transitions } from '#core/work-orders/work-order.transitions.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'

const glossary = await readFile(path.resolve(import.meta.dirname, '../docs/glossary.md'), 'utf8')
const rows = [...glossary.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, term = '', chinese = '', meaning = '']) => ({
    term,
    chinese,
    meaning,
  }),
)
const terms = new Set(rows.flatMap(({ term }) => term.split(', ')))

it.each([
  ['role', roleNames],
  ['kind of order', orderKinds],
  ['state', orderStates],
  ['action', Object.keys(transitions)],
  ['clock', clockKinds],
  ['level of the override chain', overrideLevels.filter((level) => level !== 'contract')],
])('every %s has its line in the glossary', (_what, names) => {
  expect(names.filter((name) => !terms.has(name))).toEqual([])
})

it('every term has a Chinese one and a meaning', () => {
  expect(rows.length).toBeGreaterThan(150)
  expect(rows.filter(({ chinese, meaning }) => chinese.trim() === '' || meaning.trim() === '')).toEqual([])
})

it('no term is explained twice under one heading', () => {
  for (const section of glossary.split(/^#+ /m)) {
    const seen = [...section.matchAll(/^\| (.+?) \|/gm)].map(([, term]) => term)
    expect(seen.filter((term, index) => seen.indexOf(term) !== index)).toEqual([])
  }
})
