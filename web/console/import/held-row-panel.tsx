import { useState } from 'react'
import { type HeldRowItem, importRoutes } from '#core/import/import.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { useImportNames } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'
import './import.css'

type Problem = { readonly field: string; readonly reason: string; readonly proposal: string | null }

/** One held row: every field as it stands, the wrong ones with what is wrong and what would be right. */
export const HeldRowPanel = ({ row, onClose }: { readonly row: HeldRowItem; readonly onClose: () => void }) => {
  const t = useText(importScreenTexts)
  const ui = useText(uiTexts)
  const { fieldsOf } = useImportNames()
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({})
  const [problems, setProblems] = useState<readonly Problem[]>(row.problems)
  const changes = [importRoutes.heldRows, importRoutes.heldCounts, importRoutes.list]
  const complete = useCommand(importRoutes.complete, { changes, done: t('import.completed') })
  const discard = useCommand(importRoutes.discard, { changes, done: t('import.discarded') })
  const params = { id: row.id }
  const save = async () => {
    try {
      await complete.send({ params, body: { fields: changed } })
      onClose()
    } catch (error) {
      if (isCallError(error) && error.fields.length > 0) {
        setProblems(error.fields.map(({ field, text }) => ({ field, reason: text, proposal: null })))
      } else toast({ tone: 'late', ...errorWords(ui, error) })
    }
  }
  const giveUp = async () => {
    const title = t('import.discard')
    const why = await askConfirm({
      title: t('import.discard-title', { sheet: row.sheet, row: row.row }),
      text: t('import.discard-text'),
      action: title,
      isDangerous: true,
      reason: { label: t('import.discard-why'), minimum: 2 },
    })
    if (why && (await discard.run({ params, body: { reason: why.reason } }))) onClose()
  }
  const why = Object.keys(changed).length === 0 ? t('import.complete-why') : undefined
  const fields = fieldsOf(row.kind)
  const isWrong = (field: string) => problems.some((problem) => problem.field === field)
  return (
    <Dialog
      title={`${row.fileName} · ${row.sheet} ${row.row}`}
      size="side"
      isKept={why === undefined}
      onClose={onClose}
      footer={
        <>
          <Button kind="danger" isBusy={discard.isRunning} onClick={() => void giveUp()}>
            {t('import.discard')}
          </Button>
          <Button kind="primary" why={why} isBusy={complete.isRunning} onClick={() => void save()}>
            {t('import.complete')}
          </Button>
        </>
      }
    >
      <div className="import-fields">
        {[...fields]
          .sort((a, b) => Number(isWrong(b.field)) - Number(isWrong(a.field)))
          .map(({ field, name, isRequired }) => (
            <div key={field}>
              <label htmlFor={`held-${field}`}>
                {name}
                {isRequired && <span className="hint"> {t('import.required')}</span>}
              </label>
              <TextInput
                id={`held-${field}`}
                value={changed[field] ?? row.content[field] ?? ''}
                aria-invalid={isWrong(field)}
                onChange={(value) => setChanged({ ...changed, [field]: value })}
              />
              {problems
                .filter((problem) => problem.field === field)
                .map(({ reason, proposal }) => (
                  <div key={reason} className="stack">
                    <span className="late small">{reason}</span>
                    {proposal !== null && (
                      <span>
                        <Button isSmall onClick={() => setChanged({ ...changed, [field]: proposal })}>
                          {t('import.take-proposal', { proposal })}
                        </Button>
                      </span>
                    )}
                  </div>
                ))}
            </div>
          ))}
      </div>
    </Dialog>
  )
}
