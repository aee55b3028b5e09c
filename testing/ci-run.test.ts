import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
let folder = ''

/** `.ci/run` with an npm that says and returns what the test wants for `run check` and `test`. */
const ciRun = async (check: string, test: string) => {
  const npm = path.join(folder, 'npm')
  await writeFile(npm, `#!/bin/sh\ncase "$*" in\n"run check") ${check};;\ntest) ${test};;\nesac\n`)
  await chmod(npm, 0o755)
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` }
  const { status, stdout } = spawnSync(path.join(root, '.ci/run'), { env, encoding: 'utf8', cwd: folder })
  return { status, last: stdout.trimEnd().split('\n').at(-1) }
}
const says = (line: string, code: number) => `echo 'some output'; echo '${line}'; exit ${code}`

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daiwei-ci-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('.ci/run', () => {
  it('is green when both are, and its last line is the sum', async () => {
    expect(await ciRun(says('6 passed, 0 failed', 0), says('300 passed, 0 failed', 0))).toEqual({
      status: 0,
      last: '306 passed, 0 failed',
    })
  })

  it('is red when a test fails', async () => {
    expect(await ciRun(says('6 passed, 0 failed', 0), says('299 passed, 1 failed', 1))).toEqual({
      status: 1,
      last: '305 passed, 1 failed',
    })
  })

  it('is red when only the check fails, and runs the tests all the same', async () => {
    expect(await ciRun(says('5 passed, 1 failed', 1), says('300 passed, 0 failed', 0))).toEqual({
      status: 1,
      last: '305 passed, 1 failed',
    })
  })

  it('is red when a command dies before its sum', async () => {
    expect(await ciRun(says('6 passed, 0 failed', 0), says('no sum here', 0))).toEqual({
      status: 1,
      last: '6 passed, 1 failed',
    })
    expect(await ciRun('exit 3', says('300 passed, 0 failed', 0))).toEqual({ status: 1, last: '300 passed, 1 failed' })
  })

  it('is red when a command fails and says that nothing did', async () => {
    expect(await ciRun(says('6 passed, 0 failed', 0), says('300 passed, 0 failed', 1))).toEqual({
      status: 1,
      last: '306 passed, 1 failed',
    })
  })

  it('is red when nothing ran', async () => {
    expect((await ciRun(says('0 passed, 0 failed', 0), says('0 passed, 0 failed', 0))).status).toBe(1)
  })
})
