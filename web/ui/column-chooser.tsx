import { Button, IconButton } from './button.tsx'
import { Checkbox } from './inputs.tsx'
import { Popover } from './popover.tsx'
import { type Column, type ColumnChoice, defaultChoice, moveColumn } from './table-columns.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

/** Which columns a table shows, in which order; remembered by this browser. */
export const ColumnChooser = <Row,>({
  columns,
  choice,
  onChange,
}: {
  readonly columns: readonly Column<Row>[]
  readonly choice: ColumnChoice
  readonly onChange: (choice: ColumnChoice | undefined) => void
}) => {
  const t = useText(uiTexts)
  const shown = choice.flatMap((key) => columns.find((column) => column.key === key) ?? [])
  const hidden = columns.filter((column) => !choice.includes(column.key))
  return (
    <Popover
      label={t('columns')}
      align="end"
      trigger={(props) => <IconButton {...props} icon="columns" label={t('columns')} />}
    >
      {() => (
        <div className="ui-menu" style={{ width: 240 }}>
          {[...shown, ...hidden].map((column) => {
            const isShown = choice.includes(column.key)
            return (
              <div key={column.key} className="ui-table-choice">
                <Checkbox
                  value={isShown || column.isFixed === true}
                  onChange={(isOn) => {
                    if (column.isFixed) return
                    const next = isOn ? [...choice, column.key] : choice.filter((key) => key !== column.key)
                    if (next.length > 0) onChange(next)
                  }}
                >
                  {column.title}
                </Checkbox>
                {isShown && (
                  <span>
                    <IconButton
                      icon="up"
                      label="↑"
                      size={12}
                      onClick={() => onChange(moveColumn(choice, column.key, -1))}
                    />
                    <IconButton
                      icon="down"
                      label="↓"
                      size={12}
                      onClick={() => onChange(moveColumn(choice, column.key, 1))}
                    />
                  </span>
                )}
              </div>
            )
          })}
          <div className="ui-menu-line" />
          <Button
            kind="quiet"
            isSmall
            why={choice.join() === defaultChoice(columns).join() ? t('columns-reset') : undefined}
            onClick={() => onChange(undefined)}
          >
            {t('columns-reset')}
          </Button>
        </div>
      )}
    </Popover>
  )
}
