import { maskPhone } from '#core/access/masking.rules.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type Periodic, periodic } from '#server/platform/jobs/periodic.ts'
import type { Log } from '#server/platform/log.ts'
import { finishMessages, lockWaiting, type OutsideMessage } from './outside.store.ts'

/** What became of a message: `recorded` where nothing goes out by this driver. */
export type Delivery = { readonly status: 'recorded' | 'sent' | 'failed'; readonly error?: string }

/** A way to people outside the product: SMS, a call, a report. One driver for an installation. */
export type OutsideDriver = {
  readonly name: string
  send(message: OutsideMessage): Promise<Delivery>
}

/** Sends nothing: the log says what would be sent, the table keeps it. */
export const logDriver = (log: Log): OutsideDriver => ({
  name: 'log',
  send: async ({ channel, kind, userName, phone }) => {
    log.info({ channel, kind, to: userName, number: maskPhone(phone) }, 'would be sent')
    return { status: 'recorded' }
  },
})

const EVERY_MS = 2_000
const BATCH = 50

/** Hands waiting messages to the driver; one that fails is kept with its error. */
export const sendOutside = (
  deps: Pick<Deps, 'db' | 'clock' | 'system'>,
  driver: OutsideDriver,
  urlOfLink: (linkId: string) => string,
): Periodic =>
  periodic('outside-messages', EVERY_MS, () =>
    deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
      tx.act()
      const messages = await lockWaiting(tx, deps.clock.now(), BATCH)
      const outcomes = await Promise.all(
        messages.map(async (message) => {
          const delivery = await driver.send(withLink(message, urlOfLink)).catch(
            (error): Delivery => ({
              status: 'failed',
              error: error instanceof Error ? error.message : String(error),
            }),
          )
          return { prefecture: message.prefecture, id: message.id, ...delivery }
        }),
      )
      if (outcomes.length > 0) await finishMessages(tx, driver.name, outcomes, deps.clock.now())
      return outcomes.length === BATCH ? 'more' : undefined
    }),
  )

/** What is stored opens nobody's page: the link's address is put in as the message leaves. */
const withLink = (message: OutsideMessage, urlOfLink: (linkId: string) => string): OutsideMessage =>
  message.linkId ? { ...message, text: message.text.replaceAll('{link}', urlOfLink(message.linkId)) } : message
