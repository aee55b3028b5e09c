import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { confirmationRoutes } from '#core/visits/confirmation.contract.ts'
import { isLow } from '#core/visits/confirmation.rules.ts'
import { blankForm } from '#core/visits/confirmation-document.ts'
import { formNumberOf } from '#core/visits/paper-form.rules.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { takeNumbers } from '#server/platform/numbers.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { maxForms } from './confirmation.service.ts'
import { wantDocuments } from './confirmation.store.ts'
import type { Printing } from './confirmation-documents.ts'
import { printApart } from './confirmation-press.ts'
import {
  type BatchRow,
  findBatch,
  findBatches,
  findStation,
  findWaitingForm,
  findWaitingForms,
  insertForms,
  keepTyped,
  type WaitingRow,
} from './paper-form.store.ts'

type Routes = typeof confirmationRoutes
/** One series for each prefecture, whatever the day. */
const SERIES = 'paperForm'
const EVERY_DAY = '2000-01-01'
const LISTED = 200

/** 纸质确认书待录入: oldest first. */
export const listWaiting = async (deps: Deps, actor: Actor): Promise<Result<ReplyOf<Routes['waiting']>>> => {
  const rows = await deps.db.withTransaction(actor.scope, (tx) => findWaitingForms(tx, LISTED))
  return ok({ items: rows.map(presentWaiting) })
}

const presentWaiting = ({ prefecture, photoFileId, orderId: _, confirmation: __, ...row }: WaitingRow) => ({
  ...row,
  prefecture,
  photoUrl: photoFileId ? `/api/v1/files/${prefecture}/${photoFileId}` : null,
})

/** What stands on the paper, typed from its photo; the document is made anew with it. Refusal: `visits.form-not-waiting`. */
export const typeForm = (
  deps: Deps,
  command: SentCommand,
  key: { readonly prefecture: string; readonly number: string },
  typed: BodyOf<Routes['type']>,
): Promise<Result<ReplyOf<Routes['type']>>> =>
  runCommand(deps.db, command, async (tx) => {
    const form = await findWaitingForm(tx, key.prefecture, key.number)
    if (!form) return refuse('visits.form-not-waiting', { kind: 'conflict', params: { number: key.number } })
    const { prefecture } = form
    await keepTyped(tx, key, typed, { name: command.actor.name, at: command.at })
    if (form.confirmation) {
      tx.act()
      await wantDocuments(tx, [{ prefecture, id: form.orderId, number: form.confirmation }], command.at)
    }
    const low = deps.parameters.on(dayOf(command.at)).value(workOrderParameters.lowSatisfaction, { prefecture }).value
    const about = { prefecture, subjectType: 'workOrder', subjectId: form.orderId }
    const { satisfaction, opinion } = typed
    return ok({
      reply: { number: key.number },
      events: [
        {
          ...about,
          kind: 'workOrder.confirmationTyped',
          data: { number: form.order, confirmation: key.number, satisfaction, opinion },
        },
        ...(isLow(satisfaction, low)
          ? [{ ...about, kind: 'workOrder.customerUnsatisfied', data: { number: form.order, satisfaction, opinion } }]
          : []),
      ],
      audit: [
        {
          ...{
            prefecture,
            action: 'paperForm.typed' as const,
            subjectType: 'workOrder' as const,
            subjectId: form.order,
          },
          after: { form: key.number, satisfaction },
        },
      ],
    })
  })

/** Numbers for a station. Refusals: `visits.station-unknown`, `visits.too-many-forms`. */
export const reserveForms = (
  deps: Deps,
  command: SentCommand,
  { stationId, count }: BodyOf<Routes['reserve']>,
): Promise<Result<ReplyOf<Routes['reserve']>>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const station = await findStation(tx, stationId)
    const isOther = actor.scope.companyId !== undefined && station?.companyId !== actor.scope.companyId
    if (!station || isOther || (actor.scope.reach === 'station' && actor.scope.stationId !== stationId)) {
      return refuse('visits.station-unknown', { field: 'stationId' })
    }
    const limit = maxForms(deps, station.prefecture)
    if (count > limit) return refuse('visits.too-many-forms', { field: 'count', params: { limit } })
    tx.act()
    const first = await takeNumbers(tx, station.prefecture, SERIES, EVERY_DAY, count)
    const numbers = Array.from({ length: count }, (_, index) => formNumberOf(station.prefecture, first + index))
    const id = newId()
    await insertForms(tx, station, id, numbers, { name: actor.name, at })
    const [from = '', to = ''] = [numbers[0], numbers.at(-1)]
    return ok({
      reply: {
        ...{ id, stationId, stationName: station.name, from, to, count, used: 0 },
        ...{ reservedAt: at, reservedByName: actor.name },
      },
      audit: [
        {
          ...{
            prefecture: station.prefecture,
            action: 'paperForm.reserved',
            subjectType: 'station',
            subjectId: stationId,
          },
          after: { from, to, count },
        },
      ],
    })
  })

export const listBatches = async (deps: Deps, actor: Actor): Promise<Result<ReplyOf<Routes['batches']>>> => {
  const rows = await deps.db.withTransaction(actor.scope, (tx) => findBatches(tx, LISTED))
  return ok({ items: rows.map(({ companyId: _, ...row }: BatchRow) => row) })
}

/** The forms of a batch as one PDF. Refusals: `visits.batch-unknown`, `visits.print-failed`. */
export const printBatch = async (
  deps: Deps,
  actor: Actor,
  id: string,
  line: 'home' | 'enterprise',
  { workDir }: Printing,
): Promise<Result<{ readonly name: string; readonly content: Buffer }>> => {
  const batch = await deps.db.withTransaction(actor.scope, (tx) => findBatch(tx, id))
  if (!batch) return refuse('visits.batch-unknown', { kind: 'notFound' })
  const company = (await directoryOf(deps)).companies.get(batch.companyId)?.name ?? ''
  const file = path.join(workDir, `${newId()}.pdf`)
  const jobs = batch.numbers.map((number) => ({
    document: blankForm(number, { company, station: batch.stationName, line }),
  }))
  try {
    const failures = await printApart({ fontDir: path.join(workDir, 'fonts'), prints: [{ file, jobs }] })
    if (failures.size > 0) {
      deps.log.warn({ batch: id, failure: failures.get(0) }, 'forms were not printed')
      return refuse('visits.print-failed', { kind: 'conflict' })
    }
    return ok({ name: `${batch.from}-${batch.to}.pdf`, content: await readFile(file) })
  } finally {
    await rm(file, { force: true })
  }
}
