import type { Browser, BrowserContext, Page } from 'playwright-core'
import { median } from '#bench/measure.ts'
import { launchBrowser } from '#testing/browser.ts'

/** A slow 4G network and a phone four times slower than this machine: what the field face must be usable on. */
const SLOW = { latencyMs: 150, downBytes: 200_000, upBytes: 93_750, cpu: 4 }
const LIMIT_MS = 3_000
const ROUNDS = 3
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }

export type Load = {
  readonly network: typeof SLOW
  readonly limitMs: number
  /** Nothing cached, nobody signed in: until a name can be typed. */
  readonly signInMs: number
  /** Nothing cached, signed in: until the day is on screen with its button. */
  readonly myDayMs: number
  /** Opened once before, no network: until the day is on screen. */
  readonly offlineReloadMs: number
  /** The same with a network: from the phone itself, before the server is heard. */
  readonly secondVisitMs: number
}

const slowDown = async (page: Page): Promise<void> => {
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.latencyMs,
    downloadThroughput: SLOW.downBytes,
    uploadThroughput: SLOW.upBytes,
  })
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu })
}

/** Milliseconds since the page was asked for, once it shows this. */
const shownAfter = async (page: Page, selector: string): Promise<number> => {
  await page.waitForSelector(selector, { timeout: 60_000 })
  return page.evaluate(() => performance.now())
}

const DAY = '.order-card-link, .state .strong'

const signIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.locator('input[autocomplete="username"]').fill(login)
  await page.locator('input[autocomplete="current-password"]').fill(password)
  await page.locator('input[autocomplete="current-password"]').press('Enter')
  await page.waitForSelector(DAY)
}

/** In the page: whether the first snapshot lies on the phone. */
const hasOrders = (): Promise<boolean> =>
  new Promise((resolve) => {
    const opening = indexedDB.open('daiwei-field')
    opening.onsuccess = () => {
      const database = opening.result
      if (!database.objectStoreNames.contains('parts')) return resolve(false)
      const counting = database.transaction('parts').objectStore('parts').count()
      counting.onsuccess = () => {
        database.close()
        resolve(counting.result > 1)
      }
    }
    opening.onerror = () => resolve(false)
  })

const onceIn = async (browser: Browser, state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined) => {
  const context = await browser.newContext(state ? { ...PHONE, storageState: state } : PHONE)
  const page = await context.newPage()
  return { context, page }
}

/** How long the phone's face takes to be usable, as medians of a few visits to a running product. */
export const measureLoad = async (baseUrl: string, login: string, password: string): Promise<Load> => {
  const browser = await launchBrowser()
  const address = `${baseUrl}/field/`
  const times = { signIn: [] as number[], myDay: [] as number[], offline: [] as number[], second: [] as number[] }
  try {
    const first = await onceIn(browser, undefined)
    await first.page.goto(address)
    await signIn(first.page, login, password)
    const state = await first.context.storageState()
    await first.context.close()
    for (let round = 0; round < ROUNDS; round += 1) {
      const nobody = await onceIn(browser, undefined)
      await slowDown(nobody.page)
      await nobody.page.goto(address, { waitUntil: 'commit' })
      times.signIn.push(await shownAfter(nobody.page, 'input[autocomplete="username"]'))
      await nobody.context.close()

      const { context, page } = await onceIn(browser, state)
      await slowDown(page)
      await page.goto(address, { waitUntil: 'commit' })
      times.myDay.push(await shownAfter(page, DAY))
      // Everything of this build, and the orders, come onto the phone behind the first screen.
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
      await page.waitForFunction(hasOrders, undefined, { timeout: 60_000, polling: 500 })
      await page.reload({ waitUntil: 'commit' })
      times.second.push(await shownAfter(page, DAY))
      await context.setOffline(true)
      await page.reload({ waitUntil: 'commit' })
      times.offline.push(await shownAfter(page, DAY))
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return {
    network: SLOW,
    limitMs: LIMIT_MS,
    signInMs: Math.round(median(times.signIn)),
    myDayMs: Math.round(median(times.myDay)),
    secondVisitMs: Math.round(median(times.second)),
    offlineReloadMs: Math.round(median(times.offline)),
  }
}
