import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tryExclusive, tryShared, waitExclusive, withLock } from './lock.ts'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'daiwei-lock-'))
  file = path.join(dir, 'lock')
})
afterEach(() => rmSync(dir, { recursive: true }))

test('one holds it alone, or many hold it together', () => {
  const alone = tryExclusive(file)
  expect(alone).toBeDefined()
  expect(tryExclusive(file)).toBeUndefined()
  expect(tryShared(file)).toBeUndefined()
  alone?.release()
  const [first, second] = [tryShared(file), tryShared(file)]
  expect(tryExclusive(file)).toBeUndefined()
  first?.release()
  expect(tryExclusive(file)).toBeUndefined()
  second?.release()
  const last = tryExclusive(file)
  expect(last).toBeDefined()
  expect(readdirSync(dir)).toEqual(['lock'])
  last?.release()
})

test('work under one lock never overlaps', async () => {
  let inside = 0
  let most = 0
  const work = () =>
    withLock(file, 5000, async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setTimeout(resolve, 5))
      inside -= 1
    })
  await Promise.all([work(), work(), work(), work(), work()])
  expect(most).toBe(1)
})

test('whoever waits too long is told which lock it is', async () => {
  const held = tryExclusive(file)
  await expect(waitExclusive(file, 50)).rejects.toThrow(file)
  held?.release()
})

test('a killed holder frees it at once', async () => {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { tryExclusive } = await import(${JSON.stringify(path.join(import.meta.dirname, 'lock.ts'))})
     console.log(tryExclusive(${JSON.stringify(file)}) !== undefined); setInterval(() => {}, 1000)`,
  ])
  expect(String((await once(child.stdout, 'data'))[0]).trim()).toBe('true')
  expect(tryExclusive(file)).toBeUndefined()
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  const mine = tryExclusive(file)
  expect(mine).toBeDefined()
  mine?.release()
})
