import { type OutboxItem, useOutbox } from '#web/field/outbox.ts'
import { type PhotoState, usePhotos } from '#web/field/photo/photo-queue.ts'

/** What waits or was refused, photos among it: the number on the tab and on the strip. */
export const useUnsentCount = (): number => {
  const [items, photos] = [useOutbox(), usePhotos()]
  return countOf(items, photos)
}

/** A file that a form names goes with its form. */
const isOwn = ({ kind }: PhotoState): boolean => kind !== undefined

const countOf = (items: readonly OutboxItem[], photos: readonly PhotoState[]): number =>
  items.filter(({ state }) => state === 'waiting' || state === 'refused').length + photos.filter(isOwn).length
