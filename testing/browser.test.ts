import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findBrowser } from './browser.ts'

let folder = ''
const programAt = async (name: string) => {
  const file = path.join(folder, name)
  await writeFile(file, '#!/bin/sh\n')
  await chmod(file, 0o755)
  return file
}
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daiwei-browser-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('CHROME_PATH wins over the PATH', async () => {
  const mine = await programAt('my-browser')
  await programAt('chromium')
  expect(await findBrowser({ CHROME_PATH: mine, PATH: folder })).toBe(mine)
})

it('without CHROME_PATH the chromium on the PATH is taken', async () => {
  const found = await programAt('chromium')
  expect(await findBrowser({ PATH: `/nowhere${path.delimiter}${folder}` })).toBe(found)
})

it('a CHROME_PATH that is no program is said, not replaced by another', async () => {
  await programAt('chromium')
  await expect(findBrowser({ CHROME_PATH: path.join(folder, 'missing'), PATH: folder })).rejects.toThrow('CHROME_PATH')
})
