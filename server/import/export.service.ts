import type { Actor } from '#core/access/scope.ts'
import type { LedgerFilter } from '#core/ledger/ledger.contract.ts'
import { accessMethod, lineGrade, serviceKind, serviceStatus } from '#core/ledger/ledger-words.ts'
import type { NetworkFilter } from '#core/network/network.contract.ts'
import { nodeKind } from '#core/network/network-node.ts'
import type { StaffFilter } from '#core/people/people.contract.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { staffPost, staffStatus } from '#core/people/staff-row.rules.ts'
import { ok, type Result } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { listEnterpriseLines, listHomeUsers } from '#server/ledger/index.ts'
import { listNodes } from '#server/network/index.ts'
import { directoryOf } from '#server/organisation/index.ts'
import { listStaff } from '#server/people/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import { csvBytes, type ExportValue, xlsxBytes } from '#server/platform/sheet/write.ts'
import { entityOf } from './kinds.ts'
import { homeOf } from './take.service.ts'

type Fields = Readonly<Record<string, ExportValue>>
type Page = { readonly items: readonly Fields[]; readonly nextCursor: string | null }

/** What of which kind: the filter is that of the kind's list. */
export type ExportChoice =
  | { readonly kind: 'home-users'; readonly filter: LedgerFilter }
  | { readonly kind: 'enterprise-lines'; readonly filter: LedgerFilter }
  | { readonly kind: 'network'; readonly filter: NetworkFilter }
  | { readonly kind: 'staff'; readonly filter: StaffFilter }

export type ExportOrder = ExportChoice & {
  readonly format: 'xlsx' | 'csv'
  readonly encoding: 'utf-8' | 'gb18030'
  readonly language: Language
}

export type Exported = { readonly name: string; readonly bytes: AsyncGenerator<Buffer>; readonly rows: () => number }

const PAGE = 1000

/**
 * The rows of a filter as a file, read page by page through the list that the screen shows, under the same scope and masks;
 * audited before the first byte. Its columns are those of the import. Refusals: those of the list.
 */
export const exportRows = async (deps: Deps, actor: Actor, order: ExportOrder): Promise<Result<Exported>> => {
  const { kind, format, language } = order
  const at = deps.clock.now()
  const pages = await pagerOf(deps, actor, order)
  const first = await pages(undefined)
  if (!first.ok) return first
  await auditExport(deps, actor, at, order)
  const { definition } = entityOf(kind)
  const fields = Object.keys(definition.columns)
  let rows = 0
  const read = async function* (): AsyncGenerator<readonly ExportValue[]> {
    for (let page = first.value; ; ) {
      for (const item of page.items) {
        rows += 1
        yield fields.map((field) => item[field])
      }
      if (page.nextCursor === null) return
      const next = await pages(page.nextCursor)
      if (!next.ok) throw new Error(next.refusal.code)
      page = next.value
    }
  }
  const title = definition.title[language]
  const sheet = {
    name: title,
    headers: Object.values(definition.columns).map((column) => column.title[language]),
    rows: read(),
  }
  return ok({
    name: `${title}-${dayOf(at)}.${format}`,
    bytes: format === 'csv' ? csvBytes(sheet, order.encoding) : xlsxBytes(sheet),
    rows: () => rows,
  })
}

/** Written as the system, since whoever has no region at all may ask for an export too, an empty one. */
const auditExport = (deps: Deps, actor: Actor, at: Instant, { kind, filter, format }: ExportOrder): Promise<number> => {
  const { scope } = deps.system.actor()
  const prefecture = homeOf(actor) || (scope.prefectures[0] ?? '')
  const after = { kind, filter, format }
  return deps.db.withTransaction(scope, (tx) => {
    tx.act()
    return record(tx, {
      actor,
      at,
      audit: [{ prefecture, action: 'ledger.exported', subjectType: 'export', subjectId: kind, after }],
    })
  })
}

type Pager = (cursor: string | undefined) => Promise<Result<Page>>

const pagerOf = async (deps: Deps, actor: Actor, order: ExportOrder): Promise<Pager> => {
  const countyOf = (code: string): string => deps.regions.byCode.get(code)?.name ?? code
  const paged =
    <Item>(
      list: (cursor: string | undefined) => Promise<Result<{ items: Item[]; nextCursor: string | null }>>,
      present: (item: Item) => Fields,
    ): Pager =>
    async (cursor) => {
      const page = await list(cursor)
      return page.ok ? ok({ items: page.value.items.map(present), nextCursor: page.value.nextCursor }) : page
    }
  if (order.kind === 'home-users') {
    const { filter } = order
    return paged(
      (cursor) => listHomeUsers(deps, actor, { filter, limit: PAGE, cursor }),
      (user) => ({
        ...user,
        isMasked: undefined,
        county: countyOf(user.county),
        bandwidthMbps: megabits(user.bandwidthMbps),
        accessMethod: user.accessMethod && accessMethod.wordOf(user.accessMethod),
        status: serviceStatus.wordOf(user.status),
      }),
    )
  }
  if (order.kind === 'enterprise-lines') {
    const { filter } = order
    return paged(
      (cursor) => listEnterpriseLines(deps, actor, { filter, limit: PAGE, cursor }),
      (line) => ({
        ...line,
        isMasked: undefined,
        hasManagerUser: undefined,
        county: countyOf(line.county),
        grade: lineGrade.wordOf(line.grade),
        serviceKind: serviceKind.wordOf(line.serviceKind),
        bandwidthMbps: megabits(line.bandwidthMbps),
        status: serviceStatus.wordOf(line.status),
      }),
    )
  }
  if (order.kind === 'network') {
    const { filter } = order
    return paged(
      (cursor) => listNodes(deps, actor, filter, PAGE, cursor),
      (node) => ({ ...node, kind: nodeKind.wordOf(node.kind), county: countyOf(node.county) }),
    )
  }
  const { companies } = await directoryOf(deps)
  const kinds = deps.parameters.on(dayOf(deps.clock.now())).value(peopleParameters.certificateKinds).value
  const certificateName = (code: string): string => kinds.find((each) => each.code === code)?.name['zh-CN'] ?? code
  return paged(
    (cursor) => listStaff(deps, actor, order.filter, PAGE, cursor),
    ({ certificates, ...person }) => ({
      ...person,
      companyId: companies.get(person.companyId)?.name ?? person.companyId,
      county: countyOf(person.county),
      post: staffPost.wordOf(person.post),
      status: staffStatus.wordOf(person.status),
      certificates: certificates.map((each) => certificateName(each.kind)).join('、'),
      // One column for all: the day until which every one of them is valid.
      validUntil: certificates.map((each) => each.validTo).sort()[0] ?? null,
    }),
  )
}

const megabits = (mbps: number | null): string | null => (mbps === null ? null : `${mbps}M`)
