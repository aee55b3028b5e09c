import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ok } from '#core/result.ts'
import { addMinutes } from '#core/time.ts'
import { documentOf } from '#core/visits/confirmation-document.ts'
import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Consumer } from '#server/platform/events/consumers.ts'
import { type Periodic, periodic } from '#server/platform/jobs/periodic.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand } from '#server/platform/sent-command.ts'
import { workOrderReader } from '#server/work-orders/index.ts'
import {
  dueDocuments,
  failDocument,
  findPictures,
  isComing,
  keepDocument,
  postponeDocument,
  type WantedDocument,
  wantDocuments,
} from './confirmation.store.ts'
import type { PrintJob } from './confirmation-pdf.ts'
import { printApart } from './confirmation-press.ts'
import { factsOf, givenOf, numberOfConfirmation, subjectOf } from './confirmation-subject.ts'
import { findOrderForm } from './paper-form.store.ts'

export type Printing = {
  /** Fonts are unpacked there once, prints wait there until they are kept. */
  readonly workDir: string
  /** The customer's page for the QR, where there is one. */
  readonly linkFor?: (tx: Tx, order: WorkOrder) => Promise<string | undefined>
}

const MAX_ATTEMPTS = 5
const AT_ONCE = 10

/** After the return of a visit, and when its paper form was typed in: its document is wanted. */
export const confirmationConsumer: Consumer = {
  name: 'confirmations',
  kinds: ['workOrder.returned'],
  from: 'now',
  handle: async (batch, { tx, now }) => {
    const wanted: Parameters<typeof wantDocuments>[1][number][] = []
    for (const event of batch) {
      const order = await workOrderReader(tx).find(String(event.data.number))
      if (order && givenOf(order, null)) wanted.push({ ...keyOf(order), number: numberOfConfirmation(order) })
    }
    if (wanted.length > 0) await wantDocuments(tx, wanted, now)
  },
}

const keyOf = ({ prefecture, id }: WorkOrder) => ({ prefecture, id })

/** Prints what is wanted, several in one process. */
export const confirmationTask = (deps: Deps, printing: Printing): Periodic =>
  periodic('confirmation-documents', 2_000, async ({ signal }) =>
    (await printWanted(deps, printing, signal)) >= AT_ONCE ? 'more' : undefined,
  )

type Ready = { readonly wanted: WantedDocument; readonly job: PrintJob }

/** Makes the documents that are wanted now; how many were looked at. */
export const printWanted = async (deps: Deps, printing: Printing, signal?: AbortSignal): Promise<number> => {
  const due = await asSystem(deps, (tx) => dueDocuments(tx, deps.clock.now(), MAX_ATTEMPTS, AT_ONCE))
  if (due.length === 0) return 0
  const ready: Ready[] = []
  for (const wanted of due) {
    const job = await jobOf(deps, printing, wanted.orderNumber)
    if (job === 'later') await asSystem(deps, (tx) => postponeDocument(tx, wanted, addMinutes(deps.clock.now(), 1)))
    else if (job) ready.push({ wanted, job })
    else await asSystem(deps, (tx) => failDocument(tx, wanted, 'nothing is confirmed any more'))
  }
  const dir = path.join(printing.workDir, newId())
  await mkdir(dir, { recursive: true, mode: 0o700 })
  try {
    const files = ready.map((_, index) => path.join(dir, `${index}.pdf`))
    const prints = ready.map(({ job }, index) => ({ file: files[index] ?? '', jobs: [job] }))
    const failures = await printApart({ fontDir: path.join(printing.workDir, 'fonts'), prints })
    for (const [index, { wanted, job }] of ready.entries()) {
      if (signal?.aborted) break
      const failure = failures.get(index)
      if (failure === undefined) await keep(deps, wanted, job, files[index] ?? '')
      else {
        deps.log.warn({ order: wanted.orderNumber, failure }, 'a confirmation was not printed')
        await asSystem(deps, (tx) => failDocument(tx, wanted, failure))
      }
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
  return due.length
}

/** The document with its signatures; none when nothing is confirmed, `later` while a signature is still on its way from the phone. */
const jobOf = async (deps: Deps, printing: Printing, orderNumber: string): Promise<PrintJob | 'later' | undefined> => {
  const found = await asSystem(deps, async (tx) => {
    const order = await workOrderReader(tx).find(orderNumber)
    if (!order) return undefined
    const form = await findOrderForm(tx, order.prefecture, order.id)
    const given = givenOf(order, form?.typed ?? null)
    if (!given) return undefined
    const link = await printing.linkFor?.(tx, order)
    const ids = signaturesOf(order).filter((id) => id !== undefined)
    if (await isComing(tx, order.prefecture, ids)) return 'later'
    const [facts, pictures] = await Promise.all([factsOf(deps, tx, order), findPictures(tx, order.prefecture, ids)])
    return { order, document: documentOf(subjectOf(order), facts, given), pictures, link }
  })
  if (!found || found === 'later') return found
  const { order, document, pictures, link } = found
  const pictureOf = async (id: string | undefined): Promise<string | undefined> => {
    const key = pictures.find((each) => each.id === id)?.storageKey
    const stream = key ? await deps.files.driver.open(key) : undefined
    return stream && (await buffer(stream)).toString('base64')
  }
  const [signature, engineerSignature] = signaturesOf(order)
  return {
    document,
    signature: await pictureOf(signature),
    engineerSignature: await pictureOf(engineerSignature),
    link,
  }
}

/** Drawn by the customer and by the engineer; a paper form's photo is no signature of its own. */
const signaturesOf = (order: WorkOrder): readonly [string | undefined, string | undefined] => {
  const { confirmation } = order
  const drawn = confirmation ? confirmation.signatureFileId : currentTask(order).result?.signatureFileId
  return [drawn, confirmation?.engineerSignatureFileId]
}

const keep = async (deps: Deps, wanted: WantedDocument, { document }: PrintJob, file: string): Promise<void> => {
  const actor = deps.system.actor()
  const { prefecture, id, number } = wanted
  const handle = await open(file)
  const kept = await deps.files.put(
    { actor, at: deps.clock.now() },
    {
      stream: handle.createReadStream(),
      ...{ name: `${document.title} ${number}.pdf`, purpose: 'document', prefecture },
      subject: { type: 'workOrder', id },
    },
  )
  if (!kept.ok) return void (await asSystem(deps, (tx) => failDocument(tx, wanted, kept.refusal.code)))
  const made = kept.value
  const at = deps.clock.now()
  await runCommand(deps.db, { actor, at }, async (tx) => {
    tx.act()
    await keepDocument(tx, wanted, made, at)
    const data = { number: wanted.orderNumber, confirmation: number, fileId: made.id, sha256: made.sha256 }
    return ok({
      reply: undefined,
      events: [{ prefecture, subjectType: 'workOrder', subjectId: id, kind: 'workOrder.confirmationMade', data }],
      audit: [
        {
          ...{ prefecture, action: 'confirmation.made', subjectType: 'workOrder', subjectId: wanted.orderNumber },
          after: { confirmation: number, file: made.id, sha256: made.sha256, bytes: made.bytes },
        },
      ],
    })
  })
}

const asSystem = <T>(deps: Deps, work: (tx: Tx) => Promise<T>): Promise<T> =>
  deps.db.withTransaction(deps.system.actor().scope, (tx) => {
    tx.act()
    return work(tx)
  })
