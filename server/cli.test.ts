import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { repoRoot } from './platform/paths.ts'

const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'daiwei-cli-'))
afterAll(() => rmSync(DATA_DIR, { recursive: true }))

const daiwei = (line: string) => {
  const words = ['server/cli.ts', ...line.split(' '), '--json']
  const { status, stdout } = spawnSync(process.execPath, words, {
    cwd: repoRoot,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR },
  })
  return { status, document: JSON.parse(stdout) as unknown }
}

test.each([
  ['demo', 2],
  ['demo logins', 1],
  ['demo advance yesterday', 2],
  ['demo --orders many', 2],
  ['demo logins --clear', 2],
  ['demo away --clear', 2],
  ['demo --orders 5 --clear', 2],
  ['demo logins twice', 2],
  ['bench nothing', 2],
  ['bench flow --orders many', 2],
  ['migrate at once', 2],
  ['start twice', 2],
  ['export staff nowhere/staff.csv', 2],
  ['nothing', 2],
  ['doctor --nothing', 2],
  ['import staff', 2],
])('`%s` ends with %i and one document that says why, in both languages', (line, status) => {
  expect(daiwei(line)).toEqual({
    status,
    document: {
      error: {
        'zh-CN': expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringMatching(/^[^\p{Script=Han}]{9,}$/u),
      },
    },
  })
})
