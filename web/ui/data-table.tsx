import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { errorWords } from './error-words.ts'
import { Icon } from './icon.tsx'
import { Checkbox } from './inputs.tsx'
import type { Pages } from './query.ts'
import { EmptyState, ErrorState, Loading } from './states.tsx'
import {
  type Column,
  type ColumnChoice,
  chosenColumns,
  defaultChoice,
  gridTemplate,
  leastWidth,
  readChoice,
  writeChoice,
} from './table-columns.ts'
import { TableRow } from './table-row.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './data-table.css'

export type Sort = { readonly by: string; readonly isDescending: boolean }

type Props<Row> = {
  /** Names the table in this browser's memory of chosen columns: `work-orders`. */
  readonly name: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly pages: Pages<Row>
  readonly keyOf: (row: Row) => string
  /** Enter, or a click on the row. */
  readonly onOpen?: (row: Row) => void
  /** The row that is open beside the table. */
  readonly openKey?: string | undefined
  readonly sort?: Sort | undefined
  readonly onSort?: (sort: Sort) => void
  /** Ticks rows for bulk actions. */
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (keys: ReadonlySet<string>) => void
  /** What can be done with the ticked rows; stands in the foot of the table. */
  readonly bulk?: ReactNode
  /** When there is no row at all. */
  readonly empty?: ReactNode
  /** Total over all pages, when the server knows it cheaply. */
  readonly total?: number | undefined
  /** Left end of the head bar above the columns: saved views, a count. */
  readonly head?: ReactNode
  /** Right end of the head bar, before the column chooser: export. */
  readonly tools?: ReactNode
}

const ROW_PX = 36
/** Rows before the end at which the next page is asked for: about a second of fast scrolling. */
const AHEAD = 30

/** A list of any length: only what is visible is drawn, pages are fetched as they are needed. */
export const DataTable = <Row,>(props: Props<Row>) => {
  const { columns, pages, keyOf, onOpen, selected, onSelect, sort, onSort } = props
  const t = useText(uiTexts)
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const [choice, setChoice] = useState<ColumnChoice>(() => readChoice(props.name) ?? defaultChoice(columns))
  const shown = useMemo(() => chosenColumns(columns, choice), [columns, choice])
  const hasSelection = selected !== undefined && onSelect !== undefined
  const template = gridTemplate(shown, hasSelection)
  const { rows, hasMore, isLoadingMore, more } = pages

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollPaddingStart: ROW_PX,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
  })
  const items = virtual.getVirtualItems()
  const lastDrawn = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && !pages.error && rows.length > 0 && lastDrawn >= rows.length - AHEAD) more()
  }, [hasMore, isLoadingMore, rows.length, lastDrawn, more, pages.error])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another list
  useEffect(() => {
    setActive(-1)
    scroller.current?.scrollTo({ top: 0 })
  }, [pages.question])

  const go = useCallback(
    (index: number) => {
      const next = Math.max(0, Math.min(rows.length - 1, index))
      setActive(next)
      virtual.scrollToIndex(next)
    },
    [rows.length, virtual],
  )

  const toggle = (row: Row) => {
    if (!hasSelection) return
    const key = keyOf(row)
    const next = new Set(selected)
    if (!next.delete(key)) next.add(key)
    onSelect(next)
  }

  /** What a row may call. It never changes, so a row is drawn anew only when something of its own changes. */
  const latest = useRef({ toggle, onOpen })
  latest.current = { toggle, onOpen }
  const [acts] = useState(() => ({
    touch: setActive,
    open: (row: Row) => latest.current.onOpen?.(row),
    toggle: (row: Row) => latest.current.toggle(row),
  }))

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 2)
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    const row = rows[active]
    if (to !== undefined) go(to)
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else if (event.key === ' ' && row !== undefined && hasSelection) toggle(row)
    else return
    event.preventDefault()
  }

  const changeColumns = (next: ColumnChoice | undefined) => {
    writeChoice(props.name, next)
    setChoice(next ?? defaultChoice(columns))
  }

  const isEmpty = rows.length === 0
  const isAllSelected = hasSelection && !isEmpty && rows.every((row) => selected.has(keyOf(row)))
  return (
    <section className="ui-table">
      <div className="ui-table-bar no-print">
        <div className="row">{props.head}</div>
        <div className="row">
          {props.tools}
          <ColumnChooser columns={columns} choice={choice} onChange={changeColumns} />
        </div>
      </div>
      <div
        ref={scroller}
        className="ui-table-scroll"
        style={{ '--least-width': `${leastWidth(shown, hasSelection)}px` } as React.CSSProperties}
        role="grid"
        aria-label={props.label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-busy={pages.isLoading || isLoadingMore}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === scroller.current && active < 0 && !isEmpty && setActive(0)}
      >
        <div className="ui-table-head" role="row" style={{ gridTemplateColumns: template }}>
          {hasSelection && (
            <span role="columnheader">
              <Checkbox
                aria-label={t('select-all')}
                value={isAllSelected}
                isMixed={!isAllSelected && selected.size > 0}
                onChange={(isOn) => onSelect(isOn ? new Set(rows.map(keyOf)) : new Set())}
              />
            </span>
          )}
          {shown.map((column) => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div className="ui-table-rows" data-stale={pages.isStale} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const key = keyOf(row)
            return (
              <TableRow
                key={item.key}
                id={`${id}-${item.index}`}
                index={item.index}
                top={item.start}
                row={row}
                columns={shown}
                template={template}
                isActive={item.index === active}
                isOpen={props.openKey === key}
                isSelected={hasSelection ? selected.has(key) : undefined}
                opens={onOpen !== undefined}
                acts={acts}
              />
            )
          })}
        </div>
        {isEmpty && pages.isLoading && !pages.error && <Loading rows={12} />}
        {isEmpty && Boolean(pages.error) && <ErrorState error={pages.error} onRetry={pages.retry} />}
        {isEmpty && !pages.isLoading && !pages.error && (props.empty ?? <EmptyState title={t('empty-title')} />)}
      </div>
      <footer className="ui-table-foot no-print">
        {hasSelection && selected.size > 0 ? (
          <>
            <b>{t('rows-selected', { count: selected.size })}</b>
            {props.bulk}
            <Button kind="quiet" isSmall onClick={() => onSelect(new Set())}>
              {t('rows-unselect')}
            </Button>
          </>
        ) : (
          <span className="hint">
            {isEmpty && (pages.isLoading || Boolean(pages.error))
              ? ''
              : isLoadingMore
                ? t('rows-more')
                : hasMore && props.total === undefined
                  ? t('rows-shown', { count: rows.length })
                  : t('rows-all', { count: props.total ?? rows.length })}
          </span>
        )}
        {pages.hasNews && (
          <Button kind="quiet" isSmall icon="refresh" onClick={pages.reload}>
            {t('rows-news')}
          </Button>
        )}
        {!isEmpty && Boolean(pages.error) && (
          <span className="row late small">
            {errorWords(t, pages.error).title}
            <Button kind="quiet" isSmall onClick={pages.retry}>
              {t('retry')}
            </Button>
          </span>
        )}
      </footer>
    </section>
  )
}

const HeadCell = <Row,>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
}) => {
  const t = useText(uiTexts)
  const by = column.sort
  const isSorted = by !== undefined && sort?.by === by
  const className = column.align === 'end' ? 'number clip' : 'clip'
  return (
    <span
      role="columnheader"
      className={className}
      aria-sort={isSorted ? (sort?.isDescending ? 'descending' : 'ascending') : undefined}
    >
      {by !== undefined && onSort ? (
        <button
          type="button"
          data-tip={isSorted && !sort?.isDescending ? t('sort-down') : t('sort-up')}
          onClick={() => onSort({ by, isDescending: isSorted ? !sort?.isDescending : false })}
        >
          {column.title}
          {isSorted && <Icon name={sort?.isDescending ? 'down' : 'up'} size={12} />}
        </button>
      ) : (
        column.title
      )}
    </span>
  )
}
