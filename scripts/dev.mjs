// `npm run dev`: the server, restarted when its sources change, and vite for the pages in front of it.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createServer } from 'vite'
import { readConfig } from '../server/platform/config.ts'
import { startPostgres } from '../server/platform/postgres/postgres.ts'
import { assertPinnedNode } from './pinned-node.mjs'

assertPinnedNode('npm run dev')
const root = path.resolve(import.meta.dirname, '..')
const config = readConfig()
const log = { info: (message) => console.error(message), warn: (message) => console.error(message) }

// Held here too, so that a restart of the server does not restart the database.
const database = config.database ? undefined : await startPostgres({ dataDir: config.dataDir, log })
const server = spawn(process.execPath, ['--watch', 'server/cli.ts', 'start', '--no-web-build'], {
  cwd: root,
  stdio: 'inherit',
})

const target = `http://127.0.0.1:${config.port}`
const web = path.join(root, 'web')
const pages = []
for (const entry of readdirSync(web).filter((name) => existsSync(path.join(web, name, 'vite.config.ts')))) {
  const page = await createServer({
    root: path.join(web, entry),
    configFile: path.join(web, entry, 'vite.config.ts'),
    server: { proxy: Object.fromEntries(['/api', '/healthz', '/readyz'].map((route) => [route, { target }])) },
  })
  await page.listen()
  console.error(entry)
  page.printUrls()
  pages.push(page)
}

let isStopping = false
async function stop() {
  if (isStopping) return
  isStopping = true
  server.kill('SIGTERM')
  await Promise.all([new Promise((resolve) => server.once('exit', resolve)), ...pages.map((page) => page.close())])
  await database?.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
server.once('exit', stop)
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) void stop()
}, 500)
