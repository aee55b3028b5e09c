import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { halt } from '#server/platform/halt.ts'

/**
 * PostgreSQL refuses to run as root. For root it runs in a user namespace in which root's files belong to uid 65534 (nothing
 * changes on disk, works below a closed home directory), or, where namespaces are forbidden, as the real uid 65534.
 */
export type Account = 'own' | 'namespace' | { readonly uid: number; readonly gid: number }

const NOBODY = 65_534
export const nobody: Account = { uid: NOBODY, gid: NOBODY }
const INTO_NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

export type Launch = {
  readonly command: string
  readonly args: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

export const launchAs = (account: Account, command: string, args: readonly string[]): Launch => {
  if (account === 'namespace') return { command: 'unshare', args: [...INTO_NAMESPACE, command, ...args] }
  return account === 'own' ? { command, args } : { command, args, ...account }
}

/** Which account a cluster runs as: the one that owns its files, and for a new one the first that works here. */
export const chooseAccount = (clusterDir: string): Account => {
  // A container may run as a number that no user has, which initdb refuses; in a namespace it is uid 65534, which has a name.
  if (process.getuid?.() !== 0) return hasName() ? 'own' : 'namespace'
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir)
    return uid === 0 ? 'namespace' : { uid, gid }
  }
  const probe = spawnSync('unshare', [...INTO_NAMESPACE, 'true'], { stdio: 'ignore' })
  return probe.status === 0 ? 'namespace' : nobody
}

const hasName = (): boolean => {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Hands files that root has just made to the account, where it is another user than root. */
export const giveTo = (account: Account, ...files: readonly string[]): void => {
  if (typeof account === 'string') return
  for (const file of files) chownSync(file, account.uid, account.gid)
}

/** Opens the way to the database's directory for an account that is another user than root. */
export const openWay = (account: Account, dir: string): void => {
  if (typeof account === 'string') return
  chmodSync(dir, 0o711)
  chmodSync(path.dirname(dir), 0o711)
  for (let above = path.dirname(dir); ; above = path.dirname(above)) {
    if ((statSync(above).mode & 0o001) === 0) {
      throw halt(
        `PostgreSQL 不能以 root 运行，而用户 ${account.uid} 无法进入 ${above}：请用普通用户启动，或执行 chmod o+x ${above}。`,
        `PostgreSQL does not run as root, and user ${account.uid} cannot enter ${above}: start as an ordinary user, or run chmod o+x ${above}.`,
      )
    }
    if (above === path.dirname(above)) return
  }
}
