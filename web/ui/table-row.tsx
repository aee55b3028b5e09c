import { memo } from 'react'
import { Checkbox } from './inputs.tsx'
import type { Column } from './table-columns.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

type Props<Row> = {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly template: string
  readonly isActive: boolean
  readonly isOpen: boolean
  /** `undefined` when rows cannot be ticked. */
  readonly isSelected: boolean | undefined
  readonly opens: boolean
  readonly acts: {
    readonly touch: (index: number) => void
    readonly open: (row: Row) => void
    readonly toggle: (row: Row) => void
  }
}

const Drawn = <Row,>({ row, columns, acts, ...props }: Props<Row>) => {
  const t = useText(uiTexts)
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      className="ui-table-row"
      data-active={props.isActive}
      data-open={props.isOpen}
      data-opens={props.opens}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.top}px)` }}
      onClick={(event) => {
        acts.touch(props.index)
        if (event.target instanceof Element && event.target.closest('a, button, label, input')) return
        // Whoever marks text in a row does not want to leave it.
        if (String(getSelection() ?? '') === '') acts.open(row)
      }}
    >
      {props.isSelected !== undefined && (
        <span role="gridcell">
          <Checkbox aria-label={t('select-row')} value={props.isSelected} onChange={() => acts.toggle(row)} />
        </span>
      )}
      {columns.map((column) => (
        <span key={column.key} role="gridcell" className={column.align === 'end' ? 'number clip' : 'clip'}>
          {column.cell(row)}
        </span>
      ))}
    </div>
  )
}

/** One row of a `DataTable`, drawn anew only when its own properties change. */
export const TableRow = memo(Drawn) as typeof Drawn
