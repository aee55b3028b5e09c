import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSecrets } from './secrets.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'daiwei-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

describe('secrets', () => {
  test('are generated once, differ, and belong to their owner alone', async () => {
    const [first, second] = [await loadSecrets(dataDir), await loadSecrets(dataDir)]
    expect(second).toEqual(first)
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length)
    expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  test('of processes that begin at once are the same', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => loadSecrets(dataDir)))
    expect(new Set(all.map((each) => each.session)).size).toBe(1)
  })

  test('that a newer version added are completed, the others kept', async () => {
    const file = path.join(dataDir, 'secrets.json')
    const { vault, ...older } = await loadSecrets(dataDir)
    writeFileSync(file, JSON.stringify(older))
    const completed = await loadSecrets(dataDir)
    expect(completed).toMatchObject(older)
    expect(completed.vault).not.toBe(vault)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(completed)
  })

  test('open to others are closed', async () => {
    await loadSecrets(dataDir)
    const file = path.join(dataDir, 'secrets.json')
    chmodSync(file, 0o644)
    await loadSecrets(dataDir)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('that cannot be read stop the start instead of being replaced', async () => {
    writeFileSync(path.join(dataDir, 'secrets.json'), '{ "session": ')
    await expect(loadSecrets(dataDir)).rejects.toThrow('is damaged: restore it from a backup')
  })
})
