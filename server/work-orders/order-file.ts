import type { Confirmation } from '#core/visits/confirmation.ts'
import type { OrderDetail, OrderFile } from '#core/work-orders/work-order.contract.ts'
import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'

/** A kept file as `FileOfOrder` names it; `f` is its row. */
export const FILE_JSON = `json_build_object('id', f.id, 'purpose', f.purpose, 'mediaType', f.media_type, 'bytes', f.bytes,
            'sha256', encode(f.sha256, 'hex'), 'hasThumbnail', f.thumbnail_key IS NOT NULL, 'createdAt', f.created_at,
            'deviceAt', f.device_at, 'byName', f.created_by_name)`

/** What a file of the order is, as `FILE_JSON` reads it. */
export type FileOfOrder = {
  readonly id: string
  readonly purpose: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  readonly hasThumbnail: boolean
  readonly createdAt: string
  readonly deviceAt: string | null
  readonly byName: string
}

/** A file that is announced and has yet to come, as `AwaitedFile` names it; `u` is its row. */
export const AWAITED_JSON = `json_build_object('id', u.id, 'purpose', u.purpose, 'bytes', u.bytes, 'received', u.received,
            'createdAt', u.created_at, 'deviceAt', u.device_at, 'byName', u.created_by_name)`

export type AwaitedFile = {
  readonly id: string
  readonly purpose: string
  readonly bytes: number
  readonly received: number
  readonly createdAt: string
  readonly deviceAt: string | null
  readonly byName: string
}

type Told = Pick<OrderDetail['events'][number], 'kind' | 'data'>
type Named = Pick<OrderFile, 'kind' | 'visit' | 'evidenceId' | 'position' | 'note'>

const iso = (at: string): string => new Date(at).toISOString()

/** The order's files with what each of them proves; one that nothing names any more was withdrawn. */
export const presentFiles = (
  order: WorkOrder,
  files: readonly FileOfOrder[],
  events: readonly Told[],
): readonly OrderFile[] => {
  const named = namedFiles(order, events)
  return files.map((file) => ({
    ...presentFile(order.prefecture, file),
    ...named.get(file.id),
    isWithdrawn: !named.has(file.id),
  }))
}

/** What is named as proof and still lies on a phone. */
export const presentAwaited = (
  order: WorkOrder,
  files: readonly AwaitedFile[],
  events: readonly Told[],
): OrderDetail['awaitedFiles'] => {
  const named = namedFiles(order, events)
  return files.map(({ id, purpose, bytes, received, createdAt, deviceAt, byName }) => ({
    ...{ fileId: id, bytes, received, byName, kind: named.get(id)?.kind ?? purpose },
    takenAt: iso(deviceAt ?? createdAt),
    announcedAt: iso(createdAt),
  }))
}

/** A file by itself, without what it proves. */
export const presentFile = (prefecture: string, file: FileOfOrder): OrderFile => {
  const url = `/api/v1/files/${prefecture}/${file.id}`
  const { purpose, mediaType, bytes, sha256, byName } = file
  return {
    ...{ kind: purpose, visit: null, evidenceId: null, position: null, note: null, isWithdrawn: false },
    ...{ fileId: file.id, purpose, mediaType, bytes, sha256, byName, url },
    thumbnailUrl: file.hasThumbnail ? `${url}?size=thumbnail` : null,
    takenAt: iso(file.deviceAt ?? file.createdAt),
    storedAt: iso(file.createdAt),
  }
}

const namedFiles = (order: WorkOrder, events: readonly Told[]): ReadonlyMap<string, Named> => {
  const named = new Map<string, Named>()
  const nothing = { visit: null, evidenceId: null, position: null, note: null }
  for (const { kind, data } of events) {
    // Kept with the event alone: the proof of a suspension or of another reason, and what was signed before it came back for rework.
    const isSuspension = kind === 'workOrder.suspensionRequested' || kind === 'workOrder.suspended'
    for (const id of Array.isArray(data.files) ? data.files : []) {
      named.set(String(id), { ...nothing, kind: isSuspension ? 'suspension' : 'reason' })
    }
    const signed = kind === 'workOrder.returned' && (data.result as { signatureFileId?: unknown } | undefined)
    if (signed && typeof signed.signatureFileId === 'string') {
      named.set(signed.signatureFileId, { ...nothing, kind: 'signature' })
    }
  }
  for (const { kind, data } of events) {
    // What was confirmed, and the document that was made of it; of an earlier visit too.
    if (kind === 'workOrder.serviceConfirmed') {
      const { signatureFileId, paper, callProofFileId } = data.confirmation as Confirmation
      for (const [id, proves] of [
        [signatureFileId, 'signature'],
        [paper?.photoFileId, 'paperForm'],
        [callProofFileId, 'callLog'],
      ] as const)
        if (id) named.set(id, { ...nothing, kind: proves })
    }
    if (kind === 'workOrder.confirmationMade') named.set(String(data.fileId), { ...nothing, kind: 'confirmation' })
  }
  for (const visit of order.visits) {
    for (const { id, fileId, kind, position, note } of visit.evidence) {
      if (fileId === undefined) continue
      const at = position && { ...position, accuracyMetres: position.accuracyMetres ?? null }
      named.set(fileId, { kind, visit: visit.number, evidenceId: id, position: at ?? null, note: note ?? null })
    }
  }
  const signature = currentTask(order).result?.signatureFileId
  if (signature && !order.confirmation?.paper)
    named.set(signature, { ...nothing, kind: 'signature', visit: order.visits.at(-1)?.number ?? null })
  return named
}
