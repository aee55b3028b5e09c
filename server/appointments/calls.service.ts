import type { Actor } from '#core/access/scope.ts'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import type { callRoutes } from '#core/appointments/calls.contract.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { findCalled, insertCall, listCalls, saveRecording } from './calls.store.ts'
import type { CallProvider, Relay } from './calls.ts'

const unknown = (number: string) => refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
type Begun = ReplyOf<typeof callRoutes.begin>
type Tried = { readonly relay?: Relay; readonly problem: Begun['problem'] }

/**
 * Begins a call: the provider's number between the two, or by hand, and why. The provider is asked outside the transaction; a number
 * that it does not give is never made up. Refusal: `work-orders.not-found`.
 */
export const beginCall = async (
  deps: Deps,
  provider: CallProvider | undefined,
  actor: Actor,
  number: string,
): Promise<Result<Begun>> => {
  const order = await deps.db.withTransaction(actor.scope, (tx) => findCalled(tx, number, actor.userId))
  if (!order) return unknown(number)
  const id = newId()
  const seconds = deps.parameters.on(dayOf(deps.clock.now())).value(appointmentParameters.relaySeconds, order).value
  const { customerPhone, callerPhone } = order
  const tried = async (): Promise<Tried> => {
    if (!provider) return { problem: null }
    if (!customerPhone) return { problem: 'noCustomerNumber' }
    if (!callerPhone) return { problem: 'noCallerNumber' }
    try {
      return { relay: await provider.bind({ requestId: id, callerPhone, customerPhone, seconds }), problem: null }
    } catch (error) {
      deps.log.warn({ err: error, provider: provider.name }, 'no number from the call provider')
      return { problem: 'providerFailed' }
    }
  }
  const { relay, problem } = await tried()
  const call = {
    ...{
      id,
      at: deps.clock.now(),
      byName: actor.name,
      mode: relay ? ('relay' as const) : ('manual' as const),
      problem,
    },
    expiresAt: relay?.expiresAt ?? null,
  }
  const relayNumber = relay?.number ?? null
  await deps.db.withTransaction(actor.scope, (tx) =>
    insertCall(tx, {
      ...{ ...call, prefecture: order.prefecture, workOrderId: order.id, userId: actor.userId, relayNumber },
      provider: relay ? (provider?.name ?? null) : null,
      bindingId: relay?.bindingId ?? null,
    }),
  )
  return ok({ ...call, recording: null, relayNumber })
}

export const callsOf = (deps: Deps, actor: Actor, number: string): Promise<Result<ReplyOf<typeof callRoutes.list>>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const order = await findCalled(tx, number, actor.userId)
    return order ? ok({ items: await listCalls(tx, order) }) : unknown(number)
  })

/** Where a recording lies. Refusals: `appointments.not-announced`, `appointments.call-unknown`, `work-orders.not-found`. */
export const recordCall = (
  deps: Deps,
  command: SentCommand,
  { number, id }: { readonly number: string; readonly id: string },
  { reference, url, isAnnounced, retention }: BodyOf<typeof callRoutes.record>,
): Promise<Result<{ done: true }>> =>
  runCommand(deps.db, command, async (tx) => {
    if (!isAnnounced) return refuse('appointments.not-announced', { field: 'isAnnounced' })
    const order = await findCalled(tx, number, command.actor.userId)
    if (!order) return unknown(number)
    const kept = await saveRecording(tx, order, id, { reference, url: url ?? null, retention })
    if (kept === 0) return refuse('appointments.call-unknown', { kind: 'notFound' })
    const subject = { prefecture: order.prefecture, subjectType: 'workOrder', subjectId: number } as const
    return ok({
      reply: { done: true as const },
      audit: [{ ...subject, action: 'call.recorded', after: { id, reference, retention } }],
    })
  })
