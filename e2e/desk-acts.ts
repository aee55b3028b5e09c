import type { Page } from 'playwright-core'

/** Asks the API as the person of that page does, with the page's own session. */
export const askAs = (page: Page, path: string, body?: object): Promise<Record<string, unknown>> =>
  page.evaluate(
    async ({ path, body }) => {
      const session = await (await fetch('/api/v1/session')).json()
      const headers = {
        'content-type': 'application/json',
        'x-csrf-token': session.csrf,
        'idempotency-key': crypto.randomUUID(),
      }
      const reply = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
      const content = await reply.json()
      if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(content)}`)
      return content
    },
    { path, body },
  )
export const orderAs = (page: Page, number: string) => askAs(page, `/api/v1/work-orders/${number}`)

/** The smallest picture there is. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Opens an action's form on the order's page, fills it, sends it. */
export const doOn = async (
  page: Page,
  number: string,
  action: string,
  fill: (page: Page) => Promise<void> = async () => undefined,
) => {
  await page.goto(new URL(`/orders/${number}`, page.url()).href)
  await page.locator('.ui-card').getByRole('button', { name: action }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill(page)
  await dialog.locator('footer button').last().click()
  await dialog.waitFor({ state: 'detached' })
}
