import { fileDownload } from '#core/file.contract.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { addressOf } from '#web/ui/api.ts'
import { numberText } from '#web/ui/number.ts'
import { type Picture, Pictures } from '#web/ui/pictures.tsx'
import { useText } from '#web/ui/text.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { type FileUse, filesOf, shownAs } from './order-files.ts'
import { type OrderWords, useOrderWords } from './order-words.ts'
import { evidenceName } from './timeline-card.tsx'

const NEAR_METRES = 1_000

/** The files of an order as small pictures that open large, with who, when and where. */
export const OrderPictures = ({
  order,
  uses,
}: {
  readonly order: OrderDetail
  /** Only what was given for this; everything when absent. */
  readonly uses?: readonly FileUse['use'][]
}) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const shown = filesOf(order).filter((each) => uses === undefined || uses.includes(each.use))
  if (shown.length === 0) return null
  return <Pictures label={t('pictures')} items={shown.map((each) => pictureOf(order.prefecture, each, t, words))} />
}

type Say = ReturnType<typeof useText<typeof orderDetailTexts>>

const pictureOf = (prefecture: string, { file, use, kind, note, metresOff }: FileUse, t: Say, words: OrderWords) => {
  const address = (size: 'full' | 'thumbnail') =>
    addressOf(fileDownload, { params: { prefecture, id: file.id }, query: { size } })
  const title =
    use === 'evidence'
      ? evidenceName(kind ?? '', words)
      : use === 'signature'
        ? t('proof-signature')
        : use === 'suspension'
          ? t('picture-suspension')
          : file.name
  const isTold = file.deviceAt !== null && file.deviceAt < file.at
  const picture: Picture = {
    key: file.id,
    title,
    facts: [
      t('picture-by', { who: file.byName, time: words.when(isTold && file.deviceAt ? file.deviceAt : file.at) }),
      ...(isTold ? [t('picture-received', { time: words.when(file.at) })] : []),
      ...(metresOff === undefined ? [] : [placeText(metresOff, t)]),
      ...(note ? [note] : []),
    ],
    address: address('full'),
    thumbnail: file.hasThumbnail ? address('thumbnail') : undefined,
    kind: shownAs(file.mediaType),
  }
  return picture
}

const placeText = (metres: number, t: Say): string =>
  metres < NEAR_METRES
    ? t('picture-metres', { metres: numberText(metres, 0) })
    : t('picture-kilometres', { kilometres: numberText(metres / NEAR_METRES, 1) })
