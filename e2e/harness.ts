import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject, test as plain } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'

/** One demo person, as `demo-logins.json` lists them. */
export type Login = { readonly role: string; readonly login: string; readonly password: string }

/** A phone or a desk: what a person of that face has before them. */
const FACES = {
  console: { viewport: { width: 1440, height: 900 } },
  field: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const
const SIGN_IN = { console: '/sign-in', field: '/field/' } as const
export type Face = keyof typeof FACES

export type Desk = {
  /** A fresh browser of nobody at `address`, for example `/sign-in`. */
  readonly open: (address: string, face?: Face) => Promise<Page>
  /** A browser in which the demo person of that role has signed in and stands at `address`. */
  readonly as: (role: string, address: string, face?: Face) => Promise<Page>
  readonly login: (role: string) => Promise<Login>
  /** This complaint of the browser is what the test provokes, for example a 409: without it the test fails. */
  readonly expectComplaint: (pattern: RegExp) => void
}

type Watched = { readonly context: BrowserContext; readonly complaints: string[] }

/**
 * `test` with a `desk`: opens pages and watches them. The test fails when a page writes an error to its console,
 * throws, or asks another host for anything; what the pages showed when a test failed lies in `.cache/shots`.
 */
export const test = plain
  .extend(
    'browser',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: a fixture names what it needs, this one nothing
    async ({}, { onCleanup }) => {
      const browser = await launchBrowser()
      onCleanup(() => browser.close())
      return browser
    },
  )
  .extend('desk', async ({ browser, task }, { onCleanup }): Promise<Desk> => {
    const watched: Watched[] = []
    const expected: RegExp[] = []
    const open = async (address: string, face: Face = 'console', state?: BrowserState) => {
      const each = await openContext(browser, face, state)
      watched.push(each)
      const page = await each.context.newPage()
      await page.goto(inject('baseUrl') + address)
      return page
    }
    onCleanup(async () => {
      const heard = watched.flatMap((each) => each.complaints)
      const complaints = [
        ...heard.filter((complaint) => !expected.some((pattern) => pattern.test(complaint))),
        ...expected
          .filter((pattern) => !heard.some((complaint) => pattern.test(complaint)))
          .map((each) => `not heard: ${each}`),
      ]
      if (complaints.length > 0 || task.result?.state === 'fail') await shoot(watched, task.name)
      await Promise.all(watched.map(({ context }) => context.close()))
      if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`)
    })
    return {
      open,
      as: async (role, address, face = 'console') => open(address, face, await signedIn(browser, role, face)),
      login: loginOf,
      expectComplaint: (pattern) => expected.push(pattern),
    }
  })

const openContext = async (browser: Browser, face: Face, state: BrowserState | undefined): Promise<Watched> => {
  const context = await browser.newContext({
    ...FACES[face],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(state ? { storageState: state } : {}),
  })
  context.setDefaultTimeout(15_000)
  const own = new URL(inject('baseUrl')).host
  const complaints: string[] = []
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && host !== own) complaints.push(`asked another host: ${request.url()}`)
  })
  // Whoever is not signed in asks once who they are; the browser itself writes that answer to the console.
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    if (message.text().includes('status of 401') && message.location().url.endsWith('/api/v1/session')) return
    complaints.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().stack ?? error.error().message}`))
  return { context, complaints }
}

const loginOf = async (role: string): Promise<Login> => {
  const logins: Login[] = JSON.parse(await readFile(path.join(inject('dataDir'), 'demo-logins.json'), 'utf8'))
  const found = logins.find((login) => login.role === role)
  if (!found) throw new Error(`no demo login for ${role}; there are ${logins.map((login) => login.role).join(', ')}`)
  return found
}

type BrowserState = Exclude<NonNullable<Parameters<Browser['newContext']>[0]>['storageState'], string | undefined>
const states = new Map<string, Promise<BrowserState>>()

/** Signs in once per role and face, through the page; the next test takes the same cookies. */
const signedIn = (browser: Browser, role: string, face: Face): Promise<BrowserState> => {
  const key = `${role} ${face}`
  const state = states.get(key) ?? signInOnPage(browser, role, face)
  states.set(key, state)
  return state
}

const signInOnPage = async (browser: Browser, role: string, face: Face): Promise<BrowserState> => {
  const { login, password } = await loginOf(role)
  const { context, complaints } = await openContext(browser, face, undefined)
  try {
    const page = await context.newPage()
    await page.goto(inject('baseUrl') + SIGN_IN[face])
    await fillSignIn(page, login, password)
    await page.locator('input[autocomplete="current-password"]').waitFor({ state: 'detached' })
    return await context.storageState()
  } catch (error) {
    throw new Error(`${role} could not sign in: ${String(error)}\n${complaints.join('\n')}`)
  } finally {
    await context.close()
  }
}

/** Types as a person does who uses the keyboard: name, password, Enter. */
export const fillSignIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.locator('input[autocomplete="username"]').fill(login)
  await page.locator('input[autocomplete="current-password"]').fill(password)
  await page.locator('input[autocomplete="current-password"]').press('Enter')
}

const shoot = async (watched: readonly Watched[], name: string): Promise<void> => {
  const folder = path.resolve('.cache/shots')
  await mkdir(folder, { recursive: true })
  const stem = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  const pages = watched.flatMap(({ context }) => context.pages())
  await Promise.all(
    pages.map((page, index) =>
      page.screenshot({ path: path.join(folder, `${stem}-${index + 1}.png`) }).catch(() => undefined),
    ),
  )
}
