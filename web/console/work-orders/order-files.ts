import type { MediaType } from '#core/file.ts'
import { metresBetween } from '#core/position.ts'
import type { OrderDetail, OrderFile } from '#core/work-orders/work-order.contract.ts'

/** What a file was given for: a step of the work, the customer's signature, a suspension, or something else. */
export type FileUse = {
  readonly file: OrderFile
  readonly use: 'evidence' | 'signature' | 'suspension' | 'other'
  /** Kind of evidence, for example `doorPlate`. */
  readonly kind: string | undefined
  readonly note: string | undefined
  /** How far from the customer's place the camera says it was. */
  readonly metresOff: number | undefined
}

type Parts = Pick<OrderDetail, 'files' | 'visits' | 'result' | 'events' | 'lon' | 'lat'>
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Files that the requests for suspension came with. */
const askedWith = (events: OrderDetail['events']): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ data }) =>
      Array.isArray(data.files) ? data.files.filter((id): id is string => typeof id === 'string') : [],
    ),
  )

/** Every file of the order with what it was given for, the oldest first. */
export const filesOf = (order: Parts): readonly FileUse[] => {
  const evidence = new Map(
    order.visits.flatMap((visit) =>
      visit.evidence.flatMap((item) => {
        const id = textOf(item.fileId)
        return id ? [[id, item] as const] : []
      }),
    ),
  )
  const suspensions = askedWith(order.events)
  const signature = textOf(order.result?.signatureFileId)
  return order.files.map((file) => {
    const item = evidence.get(file.id)
    const { lon, lat } = file.camera
    const isPlaced = lon !== undefined && lat !== undefined && order.lon !== null && order.lat !== null
    return {
      file,
      use: item ? 'evidence' : file.id === signature ? 'signature' : suspensions.has(file.id) ? 'suspension' : 'other',
      kind: item ? textOf(item.kind) : undefined,
      note: item ? textOf(item.note) : undefined,
      metresOff:
        isPlaced && order.lon !== null && order.lat !== null
          ? Math.round(metresBetween({ lon, lat }, { lon: order.lon, lat: order.lat }))
          : undefined,
    }
  })
}

/** How a kept file can be shown on the page itself. */
export const shownAs = (type: MediaType): 'picture' | 'sound' | 'other' =>
  type.startsWith('image/') ? 'picture' : type.startsWith('audio/') ? 'sound' : 'other'
