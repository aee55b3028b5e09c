// Builds pages beside their place and renames them; started by the program, which holds the lock.
// usage: build-web.mjs STAMP (ENTRY HASH)…
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

// The program that waits for this build keeps the pipe open: when it is killed, nobody wants the build any more.
process.stdin.on('end', () => process.exit(1)).resume()

const root = path.resolve(import.meta.dirname, '..')
const [stamp, ...words] = process.argv.slice(2)
for (let index = 0; index < words.length; index += 2) {
  const [entry, hash] = [words[index], words[index + 1]]
  const place = path.join(root, 'dist', entry)
  const beside = `${place}.new`
  rmSync(beside, { recursive: true, force: true })
  await build({
    root: path.join(root, 'web', entry),
    configFile: path.join(root, 'web', entry, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: beside, emptyOutDir: true },
  })
  compress(beside)
  writeFileSync(path.join(beside, stamp), hash)
  rmSync(`${place}.old`, { recursive: true, force: true })
  try {
    renameSync(place, `${place}.old`)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  renameSync(beside, place)
  rmSync(`${place}.old`, { recursive: true, force: true })
}
process.exit(0)

/** Leaves a gzipped copy beside each text that is worth it: sent as it is, no request waits for its compression. */
function compress(folder) {
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html|svg|json|webmanifest)$/.test(file)) continue
    const bytes = readFileSync(path.join(folder, file))
    const smaller = gzipSync(bytes, { level: 9 })
    if (smaller.length < bytes.length * 0.9) writeFileSync(path.join(folder, `${file}.gz`), smaller)
  }
}
