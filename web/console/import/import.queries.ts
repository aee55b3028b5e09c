import { useEffect, useRef } from 'react'
import { importRoutes } from '#core/import/import.contract.ts'
import type { ImportKind } from '#core/import/import.ts'
import { type Job, jobDetail } from '#core/jobs/jobs.contract.ts'
import type { CallReply } from '#web/ui/api.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useLanguage } from '#web/ui/text.ts'

/** A file that lies on the server, as far as it was read. */
export type Uploaded = CallReply<typeof importRoutes.upload> & { readonly kind: ImportKind; readonly fileName: string }

export const useImportKinds = () => useAnswer(importRoutes.kinds, {}).data

/** What a kind and its fields are called in the reader's language. */
export const useImportNames = () => {
  const kinds = useImportKinds()
  const language = useLanguage()
  const find = (kind: ImportKind) => kinds?.find((each) => each.kind === kind)
  return {
    kindName: (kind: ImportKind) => find(kind)?.title[language] ?? kind,
    fieldsOf: (kind: ImportKind) =>
      (find(kind)?.columns ?? []).map((column) => ({ ...column, name: column.title[language] })),
    fieldName: (kind: ImportKind, field: string) =>
      find(kind)?.columns.find((column) => column.field === field)?.title[language] ?? field,
  }
}

const isOver = (job: Job): boolean => job.status !== 'queued' && job.status !== 'running'

/** A job as it runs, asked every second; `onEnd` is told once. */
export const useJob = (id: string | undefined, onEnd: (job: Job) => void): Job | undefined => {
  const ended = useRef<string | undefined>(undefined)
  const latest = useRef(onEnd)
  latest.current = onEnd
  const { data } = useAnswer(jobDetail, { params: { id: id ?? '' } }, { isOn: id !== undefined, everySeconds: 1 })
  const job = data?.id === id ? data : undefined
  useEffect(() => {
    if (!job || !isOver(job) || ended.current === job.id) return
    ended.current = job.id
    latest.current(job)
  }, [job])
  return job
}
