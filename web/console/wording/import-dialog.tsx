import { useState } from 'react'
import { wordingNames } from '#core/wording/names.text.ts'
import { packColumns } from '#core/wording/pack-rows.rules.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { upload } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { type CallError, isCallError } from '#web/ui/problem.ts'
import { ProgressBar } from '#web/ui/progress.tsx'
import { queryClient, refresh } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import type { Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'

const MOST_BYTES = 2 * 1024 * 1024

/** An operator's own text into the draft; what is wrong is listed by row and column, and nothing was taken. */
export const ImportDialog = ({
  company,
  versions,
  onClose,
}: {
  readonly company: string
  readonly versions: Versions
  readonly onClose: () => void
}) => {
  const t = useText(wordingScreenTexts)
  const [share, setShare] = useState<number | undefined>(undefined)
  const [error, setError] = useState<CallError | undefined>(undefined)
  const take = async (file: File) => {
    setError(undefined)
    setShare(0)
    try {
      const reply = await upload(
        wordingRoutes.imported,
        { query: { company, name: file.name, revision: versions.draft?.revision ?? 0 }, form: file },
        { onProgress: setShare },
      )
      refresh(queryClient, [wordingRoutes.versions])
      toast({ tone: 'fine', title: t('imported', { ...reply }) })
      onClose()
    } catch (failure) {
      if (!isCallError(failure)) throw failure
      setError(failure)
    } finally {
      setShare(undefined)
    }
  }
  return (
    <Dialog
      title={t('import-title')}
      size="medium"
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('cancel')}</Button>}
    >
      <p className="ink-2">{t('import-say')}</p>
      {share === undefined ? (
        <FileDrop
          label={t('import-file')}
          accept=".xlsx,.yaml,.yml,.csv"
          maxBytes={MOST_BYTES}
          onFile={(file) => void take(file)}
        />
      ) : (
        <ProgressBar share={share} label={t('import')} />
      )}
      {error && <Wrong error={error} />}
    </Dialog>
  )
}

const Wrong = ({ error }: { readonly error: CallError }) => {
  const t = useText(wordingScreenTexts)
  return (
    <div role="alert">
      <p className="late strong">{error.text}</p>
      {error.fields.length > 0 && (
        <table className="ui-plain-table">
          <thead>
            <tr>
              <th>{t('import-where')}</th>
              <th>{t('import-what')}</th>
            </tr>
          </thead>
          <tbody>
            {error.fields.map((each) => (
              <tr key={`${each.field} ${each.text}`}>
                <td className="clip">
                  <Where field={each.field} />
                </td>
                <td>{each.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

/** `12.text` is row 12, 内容; `line7` a line of a YAML. */
const Where = ({ field }: { readonly field: string }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const [row = '', name] = field.replace(/^(?:line|row)/, '').split('.')
  if (!/^\d+$/.test(row)) return null
  const column = packColumns.find((each) => each === name)
  return (
    <>
      {t('import-row', { row })}
      {column && ` · ${names(`column.${column}`)}`}
    </>
  )
}
