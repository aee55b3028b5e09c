// `npm start`: serves, on the Node that came with the dependencies.
import module from 'node:module'
import path from 'node:path'
import { assertPinnedNode } from './pinned-node.mjs'

assertPinnedNode('npm start')
module.enableCompileCache(path.resolve(import.meta.dirname, '..', '.cache', 'node'))
// npm that is killed cannot pass the signal on; what it started would stay on the port.
const byNpm = process.env.npm_lifecycle_event ? ['--stop-with-parent'] : []
process.argv.splice(2, 0, 'start', ...byNpm)
await import('../server/cli.ts')
