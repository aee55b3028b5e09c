import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { linkedKinds, TOKEN } from '#core/customer-link/customer-link.ts'
import type { Parameter } from '#core/parameter.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { addMinutes, dayOf, earlier, type Instant } from '#core/time.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { AllDeps } from '#server/wiring.ts'
import { findByHash, findOfOrder, insertLink, type LinkRow } from './customer-link.store.ts'
import { digestOf, isSame, tokenOf } from './token.ts'

export type LinkDeps = Pick<AllDeps, 'secrets' | 'config' | 'clock' | 'parameters'>

type Place = Pick<WorkOrder, 'prefecture' | 'county' | 'companyId'>

export const figure = <T>(deps: Pick<AllDeps, 'parameters' | 'clock'>, definition: Parameter<T>, at?: Place): T => {
  const place = at && { prefecture: at.prefecture, county: at.county, company: at.companyId }
  return deps.parameters.on(dayOf(deps.clock.now())).value(definition, place).value
}

const DAY_MINUTES = 1_440
export const daysAfter = (at: Instant, days: number): Instant => addMinutes(at, days * DAY_MINUTES)

/** Orders that somebody visits a customer for have a page. */
export const hasPage = ({ kind, line, customer }: Pick<WorkOrder, 'kind' | 'line' | 'customer'>): boolean =>
  linkedKinds.includes(kind) && (line === 'home' || customer.enterpriseLineId !== undefined || Boolean(customer.phone))

export const urlOf = (deps: Pick<AllDeps, 'secrets' | 'config'>, link: Pick<LinkRow, 'id'>): string =>
  `${deps.config.publicUrl.replace(/\/$/, '')}/c/${tokenOf(deps.secrets.links, link.id)}`

export const isAlive = (
  link: Pick<LinkRow, 'revokedAt' | 'expiresAt'>,
  order: Pick<WorkOrder, 'closedAs'>,
  now: Instant,
) => link.revokedAt === null && link.expiresAt > now && order.closedAs !== 'voided'

/** The order's link, made where there is none yet; call `tx.act()` before. Refusals: `customer-link.not-for-this-order`. */
export const linkOf = async (
  deps: LinkDeps,
  tx: Tx,
  order: WorkOrder,
): Promise<Result<LinkRow & { isNew: boolean }>> => {
  if (!hasPage(order) || order.closedAs === 'voided') {
    return refuse('customer-link.not-for-this-order', { kind: 'conflict' })
  }
  const found = await findOfOrder(tx, order)
  if (found) return ok({ ...found, isNew: false })
  const [id, createdAt] = [newId(), deps.clock.now()]
  const tokenHash = digestOf(tokenOf(deps.secrets.links, id))
  const longest = daysAfter(createdAt, figure(deps, customerLinkParameters.maxDays, order))
  const expiresAt = order.archivedAt
    ? earlier(longest, daysAfter(order.archivedAt, figure(deps, customerLinkParameters.daysAfterClosing, order)))
    : longest
  const made = await insertLink(tx, order, { id, tokenHash, createdAt, expiresAt })
  const link = await findOfOrder(tx, order)
  if (!link) throw new Error(`order ${order.number} has no link although one was just made`)
  return ok({ ...link, isNew: made > 0 })
}

/** The address behind which the customer sees the order, for a message, a card or a QR code; nothing where an order has no page. */
export const customerLinkFor = async (deps: LinkDeps, tx: Tx, order: WorkOrder): Promise<string | undefined> => {
  const link = await linkOf(deps, tx, order)
  return link.ok ? urlOf(deps, link.value) : undefined
}

/** The same words for what never was, is over, or belongs to a voided order. */
export const goneRefusal = (deps: Pick<AllDeps, 'parameters' | 'clock'>): Refused =>
  refuse('customer-link.gone', {
    kind: 'notFound',
    params: { phone: figure(deps, customerLinkParameters.servicePhone) },
  })

/** The link of this token, if there is one. */
export const linkOfToken = async (
  tx: Tx,
  token: string,
): Promise<(LinkRow & { readonly number: string }) | undefined> => {
  // A text that is no token costs the same look.
  const hash = digestOf(token)
  const link = await findByHash(tx, hash)
  return link && TOKEN.test(token) && isSame(link.tokenHash, hash) ? link : undefined
}
