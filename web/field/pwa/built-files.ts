import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'vite'

const WORKER = 'service-worker.js'
/** A file with a hash in its name never changes; others are told apart by their content. */
const HASHED = /^assets\//

const revisionOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16)

/**
 * Builds `source` as the service worker, a script of its own beside the pages, with the list of every file of this build in the
 * place of `BUILT_FILES`. (decision 0012)
 */
export const serviceWorker = (source: string): Plugin => {
  let [base, publicDir, target] = ['/', '', 'chrome87']
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      base = config.base
      publicDir = config.publicDir
      if (typeof config.build.target === 'string') target = config.build.target
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const made = Object.values(bundle)
          .filter(({ fileName }) => !fileName.startsWith('.') && !fileName.endsWith('.map'))
          .map((each) => ({ name: each.fileName, content: each.type === 'asset' ? each.source : each.code }))
        const copied = readdirSync(publicDir, { recursive: true, withFileTypes: true })
          .filter((each) => each.isFile())
          .map((each) => path.join(each.parentPath, each.name))
          .map((file) => ({ name: path.relative(publicDir, file), content: readFileSync(file) }))
        const files = [...made, ...copied]
          .map(({ name, content }) => ({ url: base + name, revision: HASHED.test(name) ? null : revisionOf(content) }))
          .sort((a, b) => (a.url < b.url ? -1 : 1))
        this.emitFile({ type: 'asset', fileName: WORKER, source: await workerOf(source, target, files) })
      },
    },
  }
}

const workerOf = async (source: string, target: string, files: readonly object[]): Promise<string> => {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILT_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target, lib: { entry: source, formats: ['iife'], name: 'worker', fileName: () => WORKER } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const [script] = output && 'output' in output ? output.output : []
  if (script?.type !== 'chunk') throw new Error('the service worker was not built')
  return script.code
}
