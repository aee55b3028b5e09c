import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ImportBatchItem, type ImportChoice, importRoutes } from '#core/import/import.contract.ts'
import { call } from '#web/ui/api.ts'
import { Card } from '#web/ui/card.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { ProgressJob } from '#web/ui/progress.tsx'
import { refresh, useCommand } from '#web/ui/query.ts'
import { ErrorState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import { type Uploaded, useJob } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'
import { VerdictStep } from './verdict-step.tsx'

type Work = { readonly jobId: string; readonly isCheck: boolean }

/** File, columns, check, import: one after the other, each with a way back. */
export const Wizard = () => {
  const t = useText(importScreenTexts)
  const [search, setSearch] = useFilters()
  const [file, setFile] = useState<Uploaded | undefined>()
  const [choices, setChoices] = useState<ImportChoice[]>([])
  const [work, setWork] = useState<Work | undefined>()
  const [batch, setBatch] = useState<ImportBatchItem | undefined>()
  const [failure, setFailure] = useState<unknown>()
  const client = useQueryClient()
  const check = useCommand(importRoutes.check)
  const run = useCommand(importRoutes.run)
  const job = useJob(work?.jobId, () => {
    if (!file) return
    // What waits and what was imported are known at the job's end, not when it was asked for.
    refresh(client, [importRoutes.list, importRoutes.heldRows, importRoutes.heldCounts])
    call(importRoutes.detail, { params: { id: file.id } })
      .then(setBatch, setFailure)
      .finally(() => setWork(undefined))
  })
  const restart = () => {
    setFile(undefined)
    setBatch(undefined)
    setFailure(undefined)
    setChoices([])
    setSearch({})
  }
  if (failure) return <ErrorState error={failure} onRetry={restart} />
  if (!file) {
    return (
      <FileStep
        kind={search.kind}
        onTaken={(taken) => {
          setFile(taken)
          const good = taken.sheets.filter((sheet) => sheet.missing.length === 0 && !sheet.isHidden)
          const chosen = good.length > 0 ? good : taken.sheets.slice(0, 1)
          setChoices(chosen.map(({ index, headerRow, mapping }) => ({ index, headerRow, mapping })))
        }}
      />
    )
  }
  if (work) {
    const share = job?.total ? job.done / job.total : undefined
    return (
      <Card>
        <ProgressJob
          title={t(work.isCheck ? 'import.checking' : 'import.importing', { name: file.fileName })}
          job={{ state: job?.status === 'running' ? 'running' : 'waiting', ...(share === undefined ? {} : { share }) }}
        />
      </Card>
    )
  }
  const params = { id: file.id }
  if (batch) {
    return (
      <VerdictStep
        batch={batch}
        isBusy={run.isRunning}
        onRun={async (isPartial) => {
          const started = await run.run({ params, body: { choices, isPartial } })
          if (started) setWork({ jobId: started.jobId, isCheck: false })
        }}
        onBack={() => setBatch(undefined)}
        onRestart={restart}
        onUndone={setBatch}
      />
    )
  }
  return (
    <ColumnsStep
      file={file}
      choices={choices}
      onChange={setChoices}
      isBusy={check.isRunning}
      onRestart={restart}
      onCheck={async () => {
        const started = await check.run({ params, body: { choices } })
        if (started) setWork({ jobId: started.jobId, isCheck: true })
      }}
    />
  )
}
