import type { OrderDetail, OrderFile } from '#core/work-orders/work-order.contract.ts'
import { numberText } from '#web/ui/number.ts'
import { type Picture, Pictures } from '#web/ui/pictures.tsx'
import { useText } from '#web/ui/text.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { metresOff, shownAs } from './order-files.ts'
import { type OrderWords, useOrderWords } from './order-words.ts'
import { evidenceName } from './timeline-card.tsx'

const NEAR_METRES = 1_000

/** The files of an order as small pictures that open large, with who, when and where. */
export const OrderPictures = ({
  order,
  files,
}: {
  readonly order: Pick<OrderDetail, 'lon' | 'lat'>
  readonly files: readonly OrderFile[]
}) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  if (files.length === 0) return null
  return (
    <Pictures label={t('pictures')} items={files.map((file) => pictureOf(file, t, words, metresOff(file, order)))} />
  )
}

type Say = ReturnType<typeof useText<typeof orderDetailTexts>>

const NAMED = { signature: 'proof-signature', suspension: 'picture-suspension', reason: 'picture-reason' } as const
const PURPOSES: readonly string[] = ['evidence', 'recording', 'document']

const titleOf = (file: OrderFile, t: Say, words: OrderWords): string => {
  const name =
    file.kind in NAMED
      ? t(NAMED[file.kind as keyof typeof NAMED])
      : PURPOSES.includes(file.kind)
        ? t('picture-other')
        : evidenceName(file.kind, words)
  return file.isWithdrawn ? t('picture-withdrawn', { name }) : name
}

const pictureOf = (file: OrderFile, t: Say, words: OrderWords, metres: number | undefined): Picture => {
  const isLater = file.takenAt !== file.storedAt
  return {
    key: file.fileId,
    title: titleOf(file, t, words),
    facts: [
      t('picture-by', { who: file.byName, time: words.when(file.takenAt) }),
      ...(isLater ? [t('picture-received', { time: words.when(file.storedAt) })] : []),
      ...(metres === undefined ? [] : [placeText(metres, t)]),
      ...(file.note ? [file.note] : []),
    ],
    address: file.url,
    thumbnail: file.thumbnailUrl ?? undefined,
    kind: shownAs(file.mediaType),
  }
}

const placeText = (metres: number, t: Say): string =>
  metres < NEAR_METRES
    ? t('picture-metres', { metres: numberText(metres, 0) })
    : t('picture-kilometres', { kilometres: numberText(metres / NEAR_METRES, 1) })
