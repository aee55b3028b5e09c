import { type OutboxItem, useOutbox } from '#web/field/outbox.ts'
import { type PhotoState, usePhotos } from '#web/field/photo/photo-queue.ts'

/** What waits or was refused, photos among it: the number on the tab and on the strip. */
export const useUnsentCount = (): number => {
  const [items, photos] = [useOutbox(), usePhotos()]
  return countOf(items, photos)
}

/** A file that a form names goes with its form. */
const isOwn = ({ kind }: PhotoState): boolean => kind !== undefined

/** The word about a photo that still waits itself: one thing to a person. */
export const isOfPhoto = ({ state, command }: OutboxItem, photos: readonly PhotoState[]): boolean =>
  state === 'waiting' &&
  command.kind === 'order' &&
  command.action === 'addEvidence' &&
  photos.some(({ id }) => id === command.input.fileId)

const countOf = (items: readonly OutboxItem[], photos: readonly PhotoState[]): number =>
  items.filter((item) => (item.state === 'waiting' || item.state === 'refused') && !isOfPhoto(item, photos)).length +
  photos.filter(isOwn).length
