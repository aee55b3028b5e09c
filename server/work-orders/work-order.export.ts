import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Actor } from '#core/access/scope.ts'
import { provinceOf } from '#core/organisation/region.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { type Language, textOf } from '#core/text.ts'
import { dayOf, type Instant, minutesBetween, ZONE_OFFSET_MS } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { orderColumnTexts, orderExportTexts } from '#core/work-orders/order-columns.text.ts'
import type { OrderColumn } from '#core/work-orders/order-columns.ts'
import type { OrderFilter, OrderItem } from '#core/work-orders/work-order.contract.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { csvBytes, type ExportValue, xlsxBytes } from '#server/platform/sheet/write.ts'
import { countOrders, listOrders } from './work-order.list.view.ts'

const PAGE = 1_000

export type ExportRequest = {
  readonly filter: OrderFilter
  readonly columns: readonly OrderColumn[]
  readonly format: 'csv' | 'xlsx'
  readonly language: Language
}

/**
 * Sends the orders of a filter as a file, row by row through the same query as the list, masked as on the screen; audited before
 * the first byte. Refusal: `work-orders.export-too-large`.
 */
export const exportOrders = async (
  deps: Deps,
  { actor, at }: SentCommand,
  request: ExportRequest,
  reply: FastifyReply,
): Promise<Result<string>> => {
  const { filter, columns, format, language } = request
  if (actor.scope.prefectures.length === 0) return refuse('access.no-reach', { kind: 'forbidden' })
  const limit = deps.parameters.on(dayOf(at)).value(workOrderParameters.maxExportRows).value
  if ((await countOrders(deps, actor, filter, limit + 1)) > limit) {
    return refuse('work-orders.export-too-large', { params: { limit } })
  }
  // Whoever has no region sees no order: there is nothing to audit, and no place to audit it in.
  const isEmpty = actor.scope.prefectures.length === 0
  const audited = isEmpty
    ? ok(null)
    : await runCommand(deps.db, { actor, at }, async () =>
        ok({
          reply: null,
          audit: [
            {
              prefecture: placeOf(actor, filter),
              action: 'workOrder.exported',
              subjectType: 'workOrder',
              subjectId: '*',
              after: { filter, columns, format },
            },
          ],
        }),
      )
  if (!audited.ok) return audited
  const { companies } = await directoryOf(deps)
  const words = wordsOf(deps, language, (id) => companies.get(id)?.name ?? id)
  const sheet = {
    name: textOf(orderExportTexts, 'sheet', language),
    headers: columns.map((column) =>
      column === 'remaining'
        ? textOf(orderExportTexts, 'remaining', language)
        : textOf(orderColumnTexts, column, language),
    ),
    rows: rowsOf(deps, actor, filter, (item) => columns.map((column) => words[column](item, at))),
  }
  const name = encodeURIComponent(`${textOf(orderExportTexts, 'file', language, { day: dayOf(at) })}.${format}`)
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('cache-control', 'no-store')
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX)
    .send(Readable.from(format === 'csv' ? csvBytes(sheet) : xlsxBytes(sheet)))
  return ok('')
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function* rowsOf(
  deps: Deps,
  actor: Actor,
  filter: OrderFilter,
  present: (item: OrderItem) => readonly ExportValue[],
): AsyncGenerator<readonly ExportValue[]> {
  let cursor: string | undefined
  do {
    const page = await listOrders(deps, actor, filter, PAGE, cursor)
    if (!page.ok) throw new Error(page.refusal.code)
    for (const item of page.value.items) yield present(item)
    cursor = page.value.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** Where the export is audited: the prefecture that was asked for, else the province for whoever sees it, else the reader's own. */
const placeOf = ({ scope: { prefectures } }: Actor, filter: OrderFilter): string => {
  if (filter.prefecture && prefectures.includes(filter.prefecture)) return filter.prefecture
  const province = provinceOf(prefectures[0] ?? '')
  return prefectures.includes(province) ? province : (prefectures[0] ?? province)
}

/** `2026-11-22 14:30` in China: what a spreadsheet reads as a time. */
const localText = (at: Instant | null): string =>
  at === null ? '' : new Date(Date.parse(at) + ZONE_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

type Words = Readonly<Record<OrderColumn, (item: OrderItem, at: Instant) => ExportValue>>

const wordsOf = (deps: Deps, language: Language, companyName: (id: string) => string): Words => {
  const name = (kind: string, code: string): string => {
    const key = `${kind}.${code}`
    return key in orderNames ? textOf(orderNames, key, language) : code
  }
  const region = (code: string): string => deps.regions.byCode.get(code)?.name ?? code
  return {
    number: (item) => item.number,
    state: (item) => name('state', item.state),
    remaining: (item, at) => (item.isOpen && item.dueAt ? Math.floor(minutesBetween(at, item.dueAt)) : null),
    due: (item) => localText(item.dueAt),
    line: (item) => name('line', item.line),
    kind: (item) => name('kind', item.kind),
    symptom: (item) => item.symptom,
    customer: (item) => item.customerName,
    address: (item) => item.address,
    account: (item) => item.account,
    grade: (item) => item.grade,
    prefecture: (item) => region(item.prefecture),
    county: (item) => region(item.county),
    area: (item) => name('area', item.areaClass),
    company: (item) => item.companyId && companyName(item.companyId),
    station: (item) => item.stationName,
    staff: (item) => item.staffName,
    appointment: (item) =>
      item.appointmentFrom && `${localText(item.appointmentFrom)}–${localText(item.appointmentTo).slice(11)}`,
    urges: (item) => item.urges,
    reworks: (item) => item.reworks,
    level: (item) => item.escalationLevel,
    channel: (item) => name('channel', item.channel),
    created: (item) => localText(item.createdAt),
    archived: (item) => localText(item.archivedAt),
  }
}
