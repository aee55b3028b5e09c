import type { Actor } from '#core/access/scope.ts'
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

/** How far the importer may write. */
export const reachOf = ({ scope }: Actor): ReadTask['reach'] => ({
  prefectures: scope.prefectures,
  counties: scope.counties,
  companyId: scope.companyId,
})
