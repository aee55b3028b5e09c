import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { halt } from './halt.ts'
import { withLock } from './lock.ts'
import { repoRoot } from './paths.ts'

/** Where the built pages of an entry are: `dist/console`, `dist/field`, `dist/customer`. */
export const webDir = path.join(repoRoot, 'dist')
/** Written last into a finished build: the hash of the sources it was made of. */
const STAMP = '.sources'
const BUILD_WAIT_MS = 600_000

type Log = { readonly info: (message: string) => void }

/**
 * Builds the pages whose sources changed since their last build. Several programs of one checkout wait for each other; a
 * build is made beside its place and renamed, so one that was killed half-way is made again and never served.
 */
export const buildWeb = async (log: Log, signal: AbortSignal): Promise<void> => {
  if (staleEntries().length === 0) return
  await mkdir(webDir, { recursive: true })
  await withLock(path.join(webDir, 'build.lock'), BUILD_WAIT_MS, async () => {
    const stale = staleEntries()
    if (stale.length === 0) return
    log.info(`building the pages: ${stale.map(({ entry }) => entry).join(', ')}`)
    const began = performance.now()
    await runBuild(stale, signal)
    log.info(`built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  })
}

type Stale = { readonly entry: string; readonly hash: string }

const staleEntries = (): readonly Stale[] => {
  const web = path.join(repoRoot, 'web')
  const entries = readdirSync(web).filter((entry) => existsSync(path.join(web, entry, 'vite.config.ts')))
  if (entries.length === 0) return []
  const shared = hashOf([
    ...sourcesIn('core'),
    ...sourcesIn('web/ui'),
    'package-lock.json',
    'scripts/build-web.mjs',
    ...readdirSync(repoRoot).filter((name) => /^(tsconfig.*json|vite\..*)$/.test(name)),
  ])
  return entries
    .map((entry) => ({ entry, hash: hashOf(sourcesIn(`web/${entry}`), shared) }))
    .filter(({ entry, hash }) => stampOf(entry) !== hash)
}

const stampOf = (entry: string): string | undefined => {
  const file = path.join(webDir, entry, STAMP)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const sourcesIn = (dir: string): readonly string[] =>
  readdirSync(path.join(repoRoot, dir), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !/\.test\.tsx?$/.test(each.name))
    .map((each) => path.relative(repoRoot, path.join(each.parentPath, each.name)))
    .sort()

const hashOf = (files: readonly string[], seed = ''): string => {
  const hash = createHash('sha256').update(seed)
  for (const file of files) {
    hash.update(`\n${file}\n`)
    hash.update(readFileSync(path.join(repoRoot, file)))
  }
  return hash.digest('hex')
}

const runBuild = async (stale: readonly Stale[], signal: AbortSignal): Promise<void> => {
  if (!existsSync(path.join(repoRoot, 'node_modules', 'vite'))) {
    throw halt(
      '页面尚未构建，而构建工具没有安装：请执行 npm install --include=dev，或复制一份已构建的 dist 目录。',
      'The pages are not built and the build tool is not installed: run npm install --include=dev, or copy a built dist directory.',
    )
  }
  const words = stale.flatMap(({ entry, hash }) => [entry, hash])
  const child = spawn(process.execPath, [path.join(repoRoot, 'scripts', 'build-web.mjs'), STAMP, ...words], {
    cwd: realpathSync(repoRoot),
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (code === 0) return
  throw halt(`页面构建失败：\n${output}${errors}`, 'The pages could not be built, for the reason above.')
}
