import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { auditActionTexts, auditSubjectTexts } from '#core/audited.text.ts'

const root = path.resolve(import.meta.dirname, '..')
const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'server'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))
const named = (text: string, name: string) => text.includes(`'${name}'`)

test('every action that the source writes into the audit has its words in both languages', () => {
  // The types refuse any other already; this says it in words, also where somebody casts.
  const written = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/\baction: '([a-zA-Z-]+\.[a-zA-Z-]+)'/g)].map((match) => ({ file, action: match[1] ?? '' })),
  )
  expect(written.length).toBeGreaterThan(20)
  expect(written.filter(({ action }) => !(action in auditActionTexts))).toEqual([])
})

test('no words are kept for an action or a subject that nothing writes', () => {
  const unused = [...Object.keys(auditActionTexts), ...Object.keys(auditSubjectTexts)].filter(
    (name) => !sources.some(({ text }) => named(text, name)),
  )
  expect(unused.filter((name) => !['homeUser', 'enterpriseLine'].includes(name))).toEqual([])
})
