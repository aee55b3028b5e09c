import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile } from './replace-file.ts'

test('writers at the same time leave one whole content and nothing beside it', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'daiwei-replace-'))
  const file = path.join(dir, 'facts.json')
  const contents = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(20_000))
  try {
    await Promise.all(contents.map((content) => replaceFile(file, content)))
    expect(contents).toContain(await readFile(file, 'utf8'))
    expect(await readdir(dir)).toEqual(['facts.json'])
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
