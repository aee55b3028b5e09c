import { ok, refuse } from '#core/result.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { textOf } from '#core/text.ts'
import { approvalList, waitingCount } from '#core/work-orders/approval.contract.ts'
import { orderExport } from '#core/work-orders/order-export.contract.ts'
import { ownCustomers } from '#core/work-orders/own-customers.contract.ts'
import type { ActionReply } from '#core/work-orders/work-order.contract.ts'
import { actionRoutes, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { decideByRule, peopleNamed } from '#server/dispatch/index.ts'
import { codeOf } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { findReceipt } from '#server/platform/record.store.ts'
import { bindDictionary } from './dictionary.routes.ts'
import { countWaiting, listApprovals } from './work-order.approvals.view.ts'
import { resolvedFor } from './work-order.context.ts'
import { createWorkOrder } from './work-order.create.ts'
import { readOwnCustomers } from './work-order.customers.view.ts'
import { readOrder } from './work-order.detail.view.ts'
import { draftOrder } from './work-order.draft.ts'
import { exportOrders } from './work-order.export.ts'
import { listOrders } from './work-order.list.view.ts'
import { readJobSafety } from './work-order.safety.view.ts'
import { act } from './work-order.service.ts'
import { workOrderReader } from './work-order.store.ts'

export const bindWorkOrders = (http: Http, deps: Deps): void => {
  http.bind(workOrderRoutes.list, async ({ actor, query: { limit, cursor, ...filter } }) =>
    listOrders(deps, actor, filter, limit, cursor),
  )

  http.bind(orderExport, async (call) => {
    const { format, columns, ...filter } = call.query
    return exportOrders(
      deps,
      commandOf(call, deps.clock),
      { filter, columns, format, language: call.language },
      call.reply,
    )
  })

  http.bind(approvalList, async ({ actor, query: { limit, cursor, ...filter } }) =>
    listApprovals(deps, actor, filter, limit, cursor),
  )
  http.bind(waitingCount, async ({ actor }) => ok(await countWaiting(deps, actor)))
  http.bind(ownCustomers, async ({ actor }) => ok(await readOwnCustomers(deps, actor)))
  bindDictionary(http, deps)

  http.bind(workOrderRoutes.detail, async ({ actor, params, language }) =>
    readOrder(deps, actor, params.number, language),
  )

  http.bind(safetyRoutes.job, async ({ actor, params, language }) =>
    readJobSafety(deps, actor, params.number, language),
  )

  http.bind(workOrderRoutes.create, async ({ actor, body, commandId, fingerprint }) => {
    const create = () =>
      deps.db.withPlannedTransaction(actor.scope, async (tx) => {
        const seeking = commandId ? findReceipt(tx, actor.userId, commandId) : undefined
        const drafting = draftOrder(deps, tx, actor, body)
        const receipt = await seeking
        if (receipt) {
          if (receipt.fingerprint !== fingerprint) return refuse('platform.command-reused', { kind: 'conflict' })
          return ok(receipt.reply as Omit<ActionReply, 'before'>)
        }
        const draft = await drafting
        if (!draft.ok) return draft
        let reply: Omit<ActionReply, 'before'> | undefined
        const order = await createWorkOrder(deps, tx, actor, draft.value, (made) => {
          reply = { number: made.number, state: stateOf(made), version: made.version, dueAt: dueAtOf(made) }
          return commandId ? { commandId, fingerprint, reply } : undefined
        })
        return ok(
          reply ?? { number: order.number, state: stateOf(order), version: order.version, dueAt: dueAtOf(order) },
        )
      })
    try {
      return await create()
    } catch (error) {
      if (codeOf(error) !== '23505' || !commandId) throw error
      return create()
    }
  })

  http.bind(workOrderRoutes.candidates, async ({ actor, params, language }) =>
    deps.db.withTransaction(actor.scope, async (tx) => {
      const order = await workOrderReader(tx).find(params.number)
      if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number: params.number } })
      const now = deps.clock.now()
      const decision = await decideByRule(deps, tx, order, resolvedFor(deps, order, now).resolve, now)
      const people = await peopleNamed(
        tx,
        decision.considered.map((each) => each.staffId),
      )
      const titled = (refusal: { code: string; params?: Readonly<Record<string, string | number>> }) => ({
        code: refusal.code,
        title: textOf(deps.texts, refusal.code, language, refusal.params),
      })
      return ok({
        companyId: decision.companyId ?? null,
        stationId: decision.stationId ?? null,
        chosen: decision.engineer?.staffId ?? null,
        stoppedBy: decision.stoppedBy ? titled(decision.stoppedBy).title : null,
        candidates: decision.considered.map((each) => ({
          staffId: each.staffId,
          number: people.get(each.staffId)?.number ?? '',
          name: people.get(each.staffId)?.name ?? '',
          verdict: each.verdict,
          openOrders: each.openOrders,
          distanceMetres: each.distanceMetres ?? null,
          reasons: each.reasons.flatMap((reason) => (reason.details ?? [reason]).map(titled)),
        })),
      })
    }),
  )

  for (const { action, route } of actionRoutes) {
    http.bind(route, async ({ actor, params, body, commandId, fingerprint }) => {
      const { baseVersion, deviceAt, ...input } = body as { baseVersion?: number; deviceAt?: string }
      const { number } = params as { number: string }
      return act(deps, actor, {
        number,
        action,
        input: input as ActionInput<OrderAction>,
        baseVersion,
        deviceAt,
        commandId,
        fingerprint,
      })
    })
  }
}
