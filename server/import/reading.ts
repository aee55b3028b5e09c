import { type Actor, placesOf } from '#core/access/scope.ts'
import type { ImportKind } from '#core/import/import.ts'
import { type BoundedChild, startBoundedChild } from '#server/platform/sheet/bounded-child.ts'
import type { ReadMessage, ReadTask } from './read-file.ts'

type Progress = Extract<ReadMessage, { type: 'progress' }>
type End = Exclude<ReadMessage, Progress>

const HEAP_MB = 256
const READER = new URL('./import-child.ts', import.meta.url)

/** A file being read in a process of its own: its rows are the child's output, `end` is its last word once it is done. */
export const readInChild = (
  task: ReadTask,
  onProgress: (message: Progress) => void,
): { readonly child: BoundedChild; readonly end: () => End } => {
  let end: End | undefined
  const child = startBoundedChild(READER, task, {
    heapMb: HEAP_MB,
    onMessage: (message) => {
      // Our own reader's messages.
      const told = message as ReadMessage
      if (told.type === 'progress') onProgress(told)
      else end = told
    },
  })
  return {
    child,
    end: () => {
      if (!end) throw new Error('the reader of the file ended without a word')
      return end
    },
  }
}

/** Whose rows a kind's are: of a line's customers, or of what serves all of them. */
const lineOf = {
  'home-users': 'home',
  'enterprise-lines': 'enterprise',
  network: 'any',
  staff: 'any',
  reports: 'any',
} as const

/** How far the importer may write rows of this kind. */
export const reachOf = ({ scope }: Actor, kind: ImportKind): ReadTask['reach'] => {
  const { prefectures, counties } = placesOf(scope, lineOf[kind])
  return { prefectures, counties, companyId: scope.companyId }
}
