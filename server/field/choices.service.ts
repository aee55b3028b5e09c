import type { Actor } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import type { fieldRoutes } from '#core/field/field.contract.ts'
import { fieldParameters } from '#core/field/field.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { type CauseCodeList, causeCodesFor } from '#core/work-orders/cause-code.ts'
import { reasonListOf } from '#core/work-orders/reason.rules.ts'
import { orderSettings } from '#core/work-orders/work-order.parameters.ts'
import { currentTask, secondLineDesks } from '#core/work-orders/work-order.ts'
import type { Deps } from '#server/platform/deps.ts'
import { causeCodes, causes, partyFor, resolvedFor, workOrderReader } from '#server/work-orders/index.ts'

/** What the phone offers for this order, in the reader's language. Refusals: `work-orders.not-found`. */
export const readChoices = async (
  deps: Deps,
  actor: Actor,
  number: string,
  language: Language,
): Promise<Result<ReplyOf<typeof fieldRoutes.choices>>> => {
  const order = await deps.db.withTransaction(actor.scope, (tx) => workOrderReader(tx).find(number))
  if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
  const { rules, resolve } = resolvedFor(deps, order, deps.clock.now())
  const settings = orderSettings(resolve, order.kind, order.line)
  const list = (name: CauseCodeList) =>
    causeCodesFor(causeCodes, name, order.kind, order.line).map((row) => ({
      code: row.code,
      name: row.name[language],
      proofs: [...row.evidence],
    }))
  const fits = (row: { readonly kinds?: readonly string[] }) => row.kinds?.includes(order.kind)
  const pauses = rules.pauseCauses.filter(
    (row) =>
      row.stops.length > 0 &&
      !BY_ITSELF.includes(row.code) &&
      // A row of the order's own kind goes before the row for all kinds.
      (fits(row) ??
        !rules.pauseCauses.some((other) => other !== row && other.code === row.code && fits(other) === true)),
  )
  return ok({
    causes: causes
      .filter((cause) => cause.lines.includes(order.line))
      .map((cause) => ({
        code: cause.code,
        names: cause.names.map((name) => name[language]),
        segments: cause.segments.map((code) => {
          const party = partyFor(order, cause.code, code, resolve)
          return { code, party: party.ok ? party.value : 'undetermined' }
        }),
      })),
    refuse: list(reasonListOf('refuse', currentTask(order).holder.level) ?? 'refuseEngineer'),
    reschedule: list('reschedule'),
    comeAgain: list('comeAgain'),
    handOver: list('handOver'),
    noSignature: list('noSignature'),
    noSignIn: list('noSignIn'),
    remoteFix: list('remoteFix'),
    outsideFix: list('outsideFix'),
    checkFailed: list('checkFailed'),
    handBack: list('handBack'),
    pauses: pauses.map((row) => ({
      code: row.code,
      name: row.title[language],
      maxMinutes: Math.max(0, ...row.tiers.map((tier) => tier.maxMinutes)),
      evidence: row.evidence.map((group) => [...group]),
    })),
    desks: [...secondLineDesks],
    readings: [...settings.requiredReadings],
    onuPower: resolve(fieldParameters.onuPower),
    appointmentMinutes: resolve(fieldParameters.appointmentMinutes),
    callBackAfterMinutes: settings.callBackAfterMinutes,
    photo: resolve(fieldParameters.photo),
  })
}

/** Pauses that another act brings about: a mass fault, a customer who never asked. */
const BY_ITSELF: readonly string[] = ['parentOrder', 'verification']
