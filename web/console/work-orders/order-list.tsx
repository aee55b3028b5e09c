import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { orderExport } from '#core/work-orders/order-export.contract.ts'
import { type OrderItem, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable, type Sort } from '#web/ui/data-table.tsx'
import { download } from '#web/ui/download.ts'
import { errorWords } from '#web/ui/error-words.ts'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { EmptyState } from '#web/ui/states.tsx'
import { type Column, chosenColumns, defaultChoice, readChoice } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { BulkBar } from './bulk-bar.tsx'
import { useOrderColumns } from './order-columns.tsx'
import { isFiltered, queryIn } from './order-filters.ts'
import { orderListTexts } from './order-list.text.ts'
import { useLiveRows } from './order-rows.queries.ts'
import { OrderSentence } from './order-sentence.tsx'
import { SavedViews } from './saved-views.tsx'
import './orders.css'

const TABLE = 'work-orders'

/** Orders as rows: filters in the address, columns by choice, kept up to date in place. */
export const OrderListScreen = () => {
  const t = useText(orderListTexts)
  const navigate = useNavigate()
  const [search, setSearch] = useFilters()
  const listed = usePages(workOrderRoutes.list, { query: queryIn(search) } as never)
  const { pages, left } = useLiveRows(search, listed)
  const plain = useOrderColumns()
  const columns = useMemo(
    () => plain.map((column) => ({ ...column, cell: greyed(column, left, t('left-list')) })),
    [plain, left, t],
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const mayExport = useMay('work-orders.export')
  const chosen = pages.rows.filter((row) => selected.has(row.number))
  const change = (next: Search) => {
    setSelected(new Set())
    setSearch(next)
  }

  const hasRows = pages.rows.length > 0
  useEffect(() => {
    // The arrows work from the first moment.
    if (hasRows && document.activeElement === document.body)
      document.querySelector<HTMLElement>('.ui-table-scroll')?.focus()
  }, [hasRows])

  return (
    <Page
      title={t('title')}
      isFilled
      isLive
      updatedAt={pages.updatedAt}
      filters={<OrderSentence search={search} onChange={change} />}
    >
      <DataTable
        name={TABLE}
        label={t('title')}
        columns={columns}
        pages={pages}
        keyOf={numberOf}
        onOpen={(row) => void navigate({ to: '/orders/$number', params: { number: row.number } })}
        sort={sortIn(search)}
        onSort={({ by }) => change({ ...search, sort: by })}
        selected={selected}
        onSelect={setSelected}
        bulk={<BulkBar rows={chosen} />}
        head={
          <>
            <SavedViews search={search} onChoose={change} />
            <WholeSearch search={search} onChange={change} />
          </>
        }
        tools={mayExport && <ExportMenu search={search} columns={plain} />}
        empty={<NoOrders search={search} onClear={() => change({})} />}
      />
    </Page>
  )
}

const numberOf = (row: OrderItem): string => row.number

/** The server has one direction for each order of rows. */
const sortIn = (search: Search): Sort => {
  const by = search.sort ?? 'due'
  return { by, isDescending: by.startsWith('-') }
}

const greyed = (column: Column<OrderItem>, left: ReadonlySet<string>, tip: string) => (row: OrderItem) =>
  left.has(row.number) ? (
    <span className="orders-left" data-tip={tip}>
      {column.cell(row)}
    </span>
  ) : (
    column.cell(row)
  )

/** A number, account or phone in full finds its orders, also closed ones. */
const WholeSearch = ({ search, onChange }: { readonly search: Search; readonly onChange: (next: Search) => void }) => {
  const t = useText(orderListTexts)
  const [text, setText] = useState(search.q ?? '')
  const [shown, setShown] = useState(search.q)
  if (shown !== search.q) {
    setShown(search.q)
    setText(search.q ?? '')
  }
  const { q: _asked, ...rest } = search
  const take = () => onChange(text.trim().length < 2 ? rest : { ...rest, q: text.trim() })
  return (
    <form
      className="orders-search"
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <TextInput
        icon="search"
        value={text}
        onChange={(next) => {
          setText(next)
          if (next === '' && search.q) onChange(rest)
        }}
        aria-label={t('search')}
        placeholder={t('search')}
      />
    </form>
  )
}

const ExportMenu = ({
  search,
  columns,
}: {
  readonly search: Search
  readonly columns: readonly Column<OrderItem>[]
}) => {
  const [t, ui] = [useText(orderListTexts), useText(uiTexts)]
  const [isBusy, setIsBusy] = useState(false)
  const run = async (format: 'xlsx' | 'csv') => {
    setIsBusy(true)
    const shown = chosenColumns(columns, readChoice(TABLE) ?? defaultChoice(columns)).map((column) => column.key)
    try {
      await download(orderExport, { query: { ...queryIn(search), format, columns: shown.join(',') } } as never)
    } catch (error) {
      toast({ tone: 'late', ...errorWords(ui, error) })
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Menu
      label={t('export')}
      trigger={(props) => (
        <Button {...props} icon="download" isSmall isBusy={isBusy}>
          {t(isBusy ? 'exporting' : 'export')}
        </Button>
      )}
      items={[
        { key: 'xlsx', label: t('export-xlsx'), hint: t('export-note'), onSelect: () => void run('xlsx') },
        { key: 'csv', label: t('export-csv'), onSelect: () => void run('csv') },
      ]}
    />
  )
}

const NoOrders = ({ search, onClear }: { readonly search: Search; readonly onClear: () => void }) => {
  const t = useText(orderListTexts)
  return isFiltered(search) ? (
    <EmptyState
      icon="filter"
      title={t('empty-filtered')}
      text={t('empty-filtered-text')}
      action={<Button onClick={onClear}>{t('clear-filters')}</Button>}
    />
  ) : (
    <EmptyState icon="orders" title={t('empty')} text={t('empty-text')} />
  )
}
