import { type ImportBatchItem, importRoutes } from '#core/import/import.contract.ts'
import { call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, Strip } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useImportNames } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'

const LISTED = 200

type Props = {
  readonly batch: ImportBatchItem
  readonly isBusy: boolean
  readonly onRun: (isPartial: boolean) => void
  readonly onBack: () => void
  readonly onRestart: () => void
  readonly onUndone: (batch: ImportBatchItem) => void
}

/** What the import would do or did, with every error where it stands. */
export const VerdictStep = (props: Props) => {
  const t = useText(importScreenTexts)
  const { batch } = props
  const { result } = batch
  const isOver = batch.status === 'applied' || batch.status === 'undone'
  const title = isOver || batch.status === 'refused' ? t('import.step.done') : t('import.step.check')
  const unit = t('import.row-unit')
  const figure = (key: 'rows' | 'created' | 'updated' | 'unchanged') => ({
    key,
    label: t(`import.${key}`),
    value: String(result?.[key] ?? 0),
    unit,
  })
  const held = result?.held ?? 0
  return (
    <>
      <Card
        title={title}
        hint={batch.fileName}
        isFlush
        footer={<div className="row">{isOver ? <Ended {...props} /> : <Waiting {...props} />}</div>}
      >
        {result ? (
          <Strip
            figures={[
              figure('rows'),
              figure('created'),
              figure('updated'),
              figure('unchanged'),
              {
                key: 'held',
                label: t(isOver ? 'import.held' : 'import.wrong-rows'),
                value: String(held),
                unit,
                ...(held > 0 ? { tone: 'risk' as const } : {}),
              },
            ]}
          />
        ) : (
          <p className="late">{t('import.failed')}</p>
        )}
      </Card>
      {result && result.errors.length > 0 && <Errors batch={batch} />}
    </>
  )
}

const Waiting = ({ batch, isBusy, onRun, onBack, onRestart }: Props) => {
  const t = useText(importScreenTexts)
  const { result } = batch
  const errors = result?.errorCount ?? 1
  const right = (result?.created ?? 0) + (result?.updated ?? 0)
  const isEmpty = right === 0 && (result?.held ?? 0) === 0
  const nothing = right === 0 ? t('import.run-nothing') : undefined
  return (
    <>
      {errors > 0 && (
        <Button kind="primary" isBusy={isBusy} why={isEmpty ? nothing : undefined} onClick={() => onRun(true)}>
          {t('import.run-right', { count: right })}
        </Button>
      )}
      <Button
        kind={errors > 0 ? 'plain' : 'primary'}
        isBusy={isBusy}
        why={errors > 0 ? t('import.run-why') : nothing}
        onClick={() => onRun(false)}
      >
        {t('import.run')}
      </Button>
      <Button onClick={onBack}>{t('import.back')}</Button>
      <Button onClick={onRestart}>{t('import.other-file')}</Button>
      {batch.status === 'refused' && <span className="late">{t('import.refused')}</span>}
      {batch.status === 'failed' && <span className="late">{t('import.failed')}</span>}
      {errors === 0 && <span className="fine">{t('import.no-errors')}</span>}
    </>
  )
}

const Ended = ({ batch, onRestart, onUndone }: Props) => {
  const t = useText(importScreenTexts)
  const [, setSearch] = useFilters()
  const undo = useUndo()
  return (
    <>
      <span className={batch.status === 'undone' ? 'paused strong' : 'fine strong'}>
        {t(batch.status === 'undone' ? 'import.undone' : 'import.applied')}
      </span>
      {batch.status === 'applied' && (batch.result?.held ?? 0) > 0 && (
        <Button kind="primary" onClick={() => setSearch({ tab: 'held', kind: batch.kind })}>
          {t('import.to-held')}
        </Button>
      )}
      <Button onClick={onRestart}>{t('import.again')}</Button>
      {batch.status === 'applied' && batch.kind !== 'reports' && (
        <Button
          icon="undo"
          isBusy={undo.isRunning}
          onClick={async () => {
            if (await undo.ask(batch.id)) onUndone(await call(importRoutes.detail, { params: { id: batch.id } }))
          }}
        >
          {t('import.undo')}
        </Button>
      )}
    </>
  )
}

/** Asks once, takes the import back, says what came of it. */
export const useUndo = () => {
  const t = useText(importScreenTexts)
  const undo = useCommand(importRoutes.undo, {
    changes: [importRoutes.list, importRoutes.heldRows, importRoutes.heldCounts],
    done: t('import.undone'),
  })
  const ask = async (id: string): Promise<boolean> => {
    const title = t('import.undo')
    const answer = await askConfirm({ title, text: t('import.undo-text'), action: title, isDangerous: true })
    return answer !== undefined && (await undo.run({ params: { id }, body: {} })) !== undefined
  }
  return { ask, isRunning: undo.isRunning }
}

const Errors = ({ batch }: { readonly batch: ImportBatchItem }) => {
  const t = useText(importScreenTexts)
  const { fieldName } = useImportNames()
  const errors = batch.result?.errors ?? []
  const count = batch.result?.errorCount ?? 0
  const listed = errors.slice(0, LISTED)
  const hint =
    count > listed.length ? `${count} · ${t('import.errors-shown', { count: listed.length })}` : String(count)
  return (
    <Card title={t('import.errors')} hint={hint} isFlush>
      <table className="ui-plain-table">
        <thead>
          <tr>
            <th>{t('import.place')}</th>
            <th>{t('import.field')}</th>
            <th>{t('import.value')}</th>
            <th>{t('import.reason')}</th>
            <th>{t('import.proposal')}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((error) => (
            <tr key={`${error.sheet} ${error.row} ${error.field} ${error.reason}`}>
              <td>{`${error.sheet} ${error.column}${error.row || ''}`}</td>
              <td>{fieldName(batch.kind, error.field)}</td>
              <td>{error.value}</td>
              <td className="late">{error.reason}</td>
              <td>{error.proposal ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
