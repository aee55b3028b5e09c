import { useState } from 'react'
import { importRoutes } from '#core/import/import.contract.ts'
import { upload } from '#web/ui/api.ts'
import { Card } from '#web/ui/card.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Choices } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { ProgressJob } from '#web/ui/progress.tsx'
import { Loading } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import type { Uploaded } from './import.queries.ts'
import { useImportKinds, useImportNames } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'

/** Which kind, and the file. How large it may be, the server says. */
export const FileStep = ({
  kind: asked,
  onTaken,
}: {
  readonly kind: string | undefined
  readonly onTaken: (file: Uploaded) => void
}) => {
  const t = useText(importScreenTexts)
  const ui = useText(uiTexts)
  const language = useLanguage()
  const kinds = useImportKinds()
  const { fieldsOf } = useImportNames()
  const [search, setSearch] = useFilters()
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | undefined>()
  const [refused, setRefused] = useState<{ readonly name: string; readonly text: string } | undefined>()
  if (!kinds) return <Loading rows={6} />
  const permitted = kinds.filter((each) => each.isPermitted)
  const kind = permitted.find((each) => each.kind === asked)?.kind ?? permitted[0]?.kind
  const send = async (file: File) => {
    if (!kind) return
    setRefused(undefined)
    setSending({ name: file.name, share: 0 })
    try {
      const taken = await upload(
        importRoutes.upload,
        { query: { kind, name: file.name }, form: file },
        { onProgress: (share) => setSending({ name: file.name, share }) },
      )
      onTaken({ ...taken, kind, fileName: file.name })
    } catch (error) {
      setRefused({ name: file.name, text: errorWords(ui, error).text })
      setSending(undefined)
    }
  }
  const needed = kind ? fieldsOf(kind).filter((field) => field.isRequired) : []
  return (
    <>
      <Card title={t('import.step.kind')}>
        <Choices
          aria-label={t('import.step.kind')}
          value={kind}
          onChange={(next) => next && setSearch({ ...search, kind: next })}
          choices={kinds.map((each) => ({
            value: each.kind,
            label: each.title[language],
            ...(each.isPermitted ? {} : { why: t('import.kind-why') }),
          }))}
        />
      </Card>
      <Card title={t('import.step.file')}>
        {sending ? (
          <ProgressJob
            title={t('import.uploading', { name: sending.name })}
            job={{ state: 'running', share: sending.share }}
          />
        ) : (
          <div className="stack">
            <FileDrop
              label={t('import.drop')}
              accept=".xlsx,.csv"
              maxBytes={Number.POSITIVE_INFINITY}
              onFile={(file) => void send(file)}
              hint={t('import.drop-hint')}
            />
            {refused && (
              <p className="late" role="alert">
                {!refused.text.includes(refused.name) && <b>{refused.name} </b>}
                {refused.text}
              </p>
            )}
            <p className="hint">{t('import.needs', { columns: listed(needed.map((field) => field.name)) })}</p>
          </div>
        )}
      </Card>
    </>
  )
}
