// Completes package-lock.json for platforms whose packages the registry at hand lacks: npm leaves those out when it writes the
// lock, and `npm ci` then refuses the lock on every machine. Run after changing a dependency.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const PLATFORM = /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(.*))?$/
const file = path.resolve(import.meta.dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))

let added = 0
for (const [place, each] of Object.entries(lock.packages)) {
  if (place === '') continue
  for (const [name, version] of Object.entries(each.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${place}/node_modules/${name}`]) continue
    const [, os, cpu, variant] = PLATFORM.exec(name) ?? []
    if (!os) throw new Error(`${name}, wanted by ${place}, is not in the lock and names no platform`)
    const libc = { musl: ['musl'], gnu: ['glibc'] }[variant]
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(each.dev ? { dev: true } : {}),
      ...(os === 'linux' && libc ? { libc } : {}),
      optional: true,
      os: [os],
    }
    added += 1
  }
}
if (added > 0) {
  const { '': project, ...packages } = lock.packages
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = { '': project, ...Object.fromEntries(sorted) }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
console.log(`${added} added`)
