import { useState } from 'react'
import type { ImportChoice, ImportSheet } from '#core/import/import.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Checkbox, NumberInput, Segments, Select } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useText } from '#web/ui/text.ts'
import type { Uploaded } from './import.queries.ts'
import { useImportNames } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'
import './import.css'

const SAMPLES = 3

/** 0 → A, 26 → AA: as the spreadsheet calls its columns. */
const lettersOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))

/** Which sheets, where their headers are, which column is which field: guessed, and to be corrected. */
export const ColumnsStep = ({
  file,
  choices,
  onChange,
  onCheck,
  onRestart,
  isBusy,
}: {
  readonly file: Uploaded
  readonly choices: readonly ImportChoice[]
  readonly onChange: (choices: ImportChoice[]) => void
  readonly onCheck: () => void
  readonly onRestart: () => void
  readonly isBusy: boolean
}) => {
  const t = useText(importScreenTexts)
  const { fieldsOf } = useImportNames()
  const [shown, setShown] = useState(() => choices[0]?.index ?? file.sheets[0]?.index ?? 0)
  const sheet = file.sheets.find((each) => each.index === shown)
  if (!sheet) return null
  const { index, headerRow, mapping } = sheet
  const taken = choices.find((each) => each.index === shown)
  const choice = taken ?? { index, headerRow, mapping }
  const put = (next: ImportChoice) =>
    onChange([...choices.filter((each) => each.index !== shown), next].sort((a, b) => a.index - b.index))
  const required = fieldsOf(file.kind).filter((field) => field.isRequired)
  const lacking = required.filter((field) => choices.some((each) => each.mapping[field.field] === undefined))
  const why =
    choices.length === 0
      ? t('import.check-no-sheet')
      : lacking.length > 0
        ? t('import.check-missing', { columns: listed(lacking.map((field) => field.name)) })
        : undefined
  return (
    <Card
      title={t('import.step.columns')}
      hint={file.fileName}
      isFlush
      footer={
        <div className="row">
          <Button kind="primary" why={why} isBusy={isBusy} onClick={onCheck}>
            {t('import.check')}
          </Button>
          <Button onClick={onRestart}>{t('import.other-file')}</Button>
          {why && <span className="hint">{why}</span>}
        </div>
      }
    >
      <div className="row import-sheet">
        {file.sheets.length > 1 && (
          <Segments
            label={t('import.sheet')}
            value={String(shown)}
            onChange={(next) => setShown(Number(next))}
            choices={file.sheets.map((each) => ({ value: String(each.index), label: each.name }))}
          />
        )}
        {file.sheets.length > 1 && (
          <Checkbox
            value={taken !== undefined}
            onChange={(isOn) => (isOn ? put(choice) : onChange(choices.filter((each) => each.index !== shown)))}
          >
            {t('import.take-sheet')}
          </Checkbox>
        )}
        <span>{t('import.header-row')}</span>
        <span className="import-header-row">
          <NumberInput
            aria-label={t('import.header-row')}
            value={choice.headerRow}
            onChange={(row) => put({ ...choice, headerRow: Math.max(0, Math.trunc(row ?? 0)) })}
          />
        </span>
      </div>
      <ColumnTable kind={file.kind} sheet={sheet} choice={choice} onChange={put} />
    </Card>
  )
}

const ColumnTable = ({
  kind,
  sheet,
  choice,
  onChange,
}: {
  readonly kind: Uploaded['kind']
  readonly sheet: ImportSheet
  readonly choice: ImportChoice
  readonly onChange: (choice: ImportChoice) => void
}) => {
  const t = useText(importScreenTexts)
  const { fieldsOf } = useImportNames()
  const header = sheet.head.find((line) => line.row === choice.headerRow)?.cells ?? []
  const samples = sheet.head.filter((line) => line.row > choice.headerRow).slice(0, SAMPLES)
  const width = Math.max(0, ...sheet.head.map((line) => line.cells.length))
  const options = [
    { value: '', label: t('import.no-column') },
    ...Array.from({ length: width }, (_, column) => ({
      value: String(column),
      label: `${lettersOf(column)}  ${header[column] ?? ''}`,
    })),
  ]
  const assign = (field: string, value: string | undefined) => {
    const rest = Object.fromEntries(Object.entries(choice.mapping).filter(([each]) => each !== field))
    onChange({ ...choice, mapping: value ? { ...rest, [field]: Number(value) } : rest })
  }
  return (
    <table className="ui-plain-table">
      <thead>
        <tr>
          <th>{t('import.field')}</th>
          <th>{t('import.column')}</th>
          <th>{t('import.sample')}</th>
        </tr>
      </thead>
      <tbody>
        {fieldsOf(kind).map(({ field, name, isRequired }) => {
          const column = choice.mapping[field]
          return (
            <tr key={field}>
              <td className={isRequired && column === undefined ? 'late' : ''}>
                {name}
                {isRequired && <span className="hint"> {t('import.required')}</span>}
              </td>
              <td className="import-column">
                <Select
                  label={name}
                  placeholder={t('import.no-column')}
                  value={column === undefined ? '' : String(column)}
                  onChange={(value) => assign(field, value)}
                  options={options}
                />
              </td>
              <td className="ink-2">
                {column === undefined
                  ? ''
                  : samples
                      .map((line) => line.cells[column] ?? '')
                      .filter(Boolean)
                      .join(' · ')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
