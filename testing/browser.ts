import { execFile, spawn } from 'node:child_process'
import { access, constants, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const INSTALL = 'apt-get update && apt-get install -y chromium fonts-noto-cjk'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The program of the browser for tests: `CHROME_PATH`, else the one on the PATH, else (root on Debian) it is installed.
 * Throws with the line to type when there is none.
 */
export const findBrowser = async (env: NodeJS.ProcessEnv = process.env): Promise<string> => {
  if (env.CHROME_PATH) {
    if (await isProgram(env.CHROME_PATH)) return env.CHROME_PATH
    throw new Error(`CHROME_PATH is ${env.CHROME_PATH}, which is no program`)
  }
  const found = await onPath(env)
  if (found) return found
  if (process.getuid?.() === 0 && (await isDebian())) {
    await install()
    const installed = await onPath(env)
    if (installed) return installed
  }
  throw new Error(`No browser for the tests. Set CHROME_PATH, or as root: ${INSTALL}`)
}

/** A headless browser with an empty profile that asks the network for nothing of its own. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findBrowser(), headless: true, args: FLAGS })

const onPath = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => {
  for (const name of NAMES) {
    for (const folder of (env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name)
      if (folder !== '' && (await isProgram(file))) return file
    }
  }
  return undefined
}

const isProgram = async (file: string): Promise<boolean> => {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const isDebian = async (): Promise<boolean> => {
  try {
    if (!/^ID(_LIKE)?=.*debian/m.test(await readFile('/etc/os-release', 'utf8'))) return false
    await promisify(execFile)('apt-get', ['--version'])
    return true
  } catch {
    return false
  }
}

/** What it says goes to stderr: it takes a minute, and whoever waits should see why. */
const install = (): Promise<void> =>
  new Promise((resolve, reject) => {
    console.error(`no browser on the PATH: ${INSTALL}`)
    const child = spawn('sh', ['-c', INSTALL], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${INSTALL} ended with ${code}`))))
  })
