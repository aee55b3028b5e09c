// Installs the dependencies when they are missing or not those of package-lock.json. Runs on the machine's own Node, 20.19
// or newer, before every npm script; does nothing in a few milliseconds when all is well.
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.installed-from')

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `需要 Node 20.19 或更新的版本来安装依赖，当前是 ${process.versions.node}：请升级 Node 后重试。`,
    `Node 20.19 or newer is needed to install the dependencies, this is ${process.versions.node}: update Node and try again.`,
  )
}

const wanted = hashOfLock()
if (!isInstalled()) {
  const release = await lock(path.join(root, '.cache', 'install.lock'))
  try {
    if (!isInstalled()) install()
  } finally {
    release()
  }
}

function hashOfLock() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
}

function isInstalled() {
  if (!hasNode()) return false
  // A linked node_modules belongs to another checkout.
  if (lstatSync(modules).isSymbolicLink()) return true
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted
  if (!matchesLock()) return false
  writeFileSync(stamp, wanted)
  return true
}

/** Whether an `npm ci` of somebody else's left exactly what package-lock.json says. */
function matchesLock() {
  const installed = path.join(modules, '.package-lock.json')
  if (!existsSync(installed)) return false
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages
  const shall = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(shall).every(
    ([name, { version, optional }]) => name === '' || (has[name] ? has[name].version === version : optional === true),
  )
}

function install() {
  console.error('正在安装依赖…  Installing the dependencies…')
  rmSync(stamp, { force: true })
  // Not `ci`: it refuses when a binary for another platform, which the registry at hand may lack, is not in package-lock.json.
  const options = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  npm(['install', '--no-save', ...options])
  if (!hasNode()) npm(['rebuild', '--ignore-scripts', ...nodePackages()])
  if (!hasNode()) {
    fail(
      `依赖中没有适用于 ${process.platform} ${process.arch} 的 Node：支持 Linux（x64、arm64）、macOS（arm64）和 Windows（x64）。`,
      `The dependencies hold no Node for ${process.platform} ${process.arch}: Linux (x64, arm64), macOS (arm64) and Windows (x64) are supported.`,
    )
  }
  writeFileSync(stamp, wanted)
}

function npm(words) {
  const [command, ...args] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath, ...words]
    : ['npm', ...words]
  const { status, error } = spawnSync(command, [...args, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm' && process.platform === 'win32',
  })
  if (status === 0) return
  const cause = error?.message ?? status
  fail(
    `npm ${words[0]} 没有成功（${cause}）：请查看上面的信息，检查网络和 npm 源。`,
    `npm ${words[0]} did not succeed (${cause}): see above; check the network and the npm registry.`,
  )
}

function hasNode() {
  return existsSync(path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'))
}

/** The package that holds Node for this platform; npm 10 installs it without linking its program. */
function nodePackages() {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return Object.keys(optionalDependencies).filter(
    (name) => name.startsWith('node-') && existsSync(path.join(modules, name)),
  )
}

/**
 * One installation at a time. The lock is a directory with its owner's name inside, made beside and renamed into place. A dead
 * owner's lock is renamed to a name that is made of that owner: of several that find it dead, one succeeds, and a lock that
 * somebody took meanwhile cannot be renamed there any more, because the name is taken.
 */
async function lock(place) {
  mkdirSync(path.dirname(place), { recursive: true })
  const owner = `${process.pid}-${randomUUID()}`
  const mine = `${place}.${owner}`
  mkdirSync(mine)
  writeFileSync(path.join(mine, 'owner'), owner)
  for (let isTold = false; ; ) {
    try {
      renameSync(mine, place)
      return () => rmSync(place, { recursive: true, force: true })
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error
    }
    const holder = readIfThere(path.join(place, 'owner'))
    if (holder && !isAlive(Number.parseInt(holder, 10))) {
      try {
        renameSync(place, `${place}.dead-${holder}`)
      } catch {
        // Another one was quicker.
      }
      continue
    }
    if (!isTold) console.error('另一个进程正在安装依赖，等待中…  Waiting for another installation…')
    isTold = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function fail(zh, en) {
  console.error(`${zh}\n${en}`)
  process.exit(1)
}
