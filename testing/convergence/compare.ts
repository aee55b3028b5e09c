import { idsOf } from '#core/sync/command-id.rules.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import { asSystem } from '#server/access/index.ts'
import { ordersOfNumbers } from '#server/work-orders/index.ts'
import { type Run, runSteps, said } from './run.ts'
import { randomOf, stepsOf } from './sequence.ts'
import type { World } from './world.ts'

/** What both runs must agree on: orders, visits, evidence, timeline, looks; ids by the command that made them, times left out. */
const endOf = async (run: Run): Promise<{ readonly text: string; readonly lost: number; readonly doubled: number }> => {
  const { deps, people } = run.world
  const labels = new Map(
    run.commands.flatMap(({ id }, index) => {
      const next = idsOf(id)
      return [[id, `c${index}`], ...Array.from({ length: 4 }, (_, nth) => [next(), `c${index}.${nth}`])] as [
        string,
        string,
      ][]
    }),
  )
  for (const [index, { number }] of run.orders.entries()) labels.set(number, `order ${index}`)
  const plain = (value: unknown): string =>
    JSON.stringify(value)
      .replaceAll(/CV[0-9a-f]{24}/g, (number) => labels.get(number) ?? number)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => labels.get(id) ?? 'id')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g, 'time')
  const ids = run.orders.map(({ id }) => id)
  return asSystem(deps, async (tx) => {
    const [found, events, looks] = await Promise.all([
      ordersOfNumbers(
        tx,
        run.orders.map(({ number }) => number),
      ),
      tx.rows<{ subject: string; kind: string; actor: string; data: Record<string, unknown> }>({
        text: `SELECT subject_id AS subject, kind, actor_id AS actor, data - 'sla' AS data FROM event
               WHERE prefecture = '520100' AND subject_id = ANY ($1) ORDER BY id`,
        values: [ids],
      }),
      tx.first<{ count: number }>({
        text: 'SELECT count(*) AS count FROM reveal WHERE work_order_id = ANY ($1)',
        values: [ids],
      }),
    ])
    const inOrder = run.orders.map(({ id }) => {
      const order = found.find((each) => each.id === id)
      if (!order) throw new Error('an order is gone')
      const { visits, counters, version, tasks, pending, closedAs, customer } = order
      const told = events.filter(({ subject }) => subject === id).map(({ kind, data }) => ({ kind, data }))
      return { state: stateOf(order), visits, counters, version, tasks, pending, closedAs, box: customer.boxCode, told }
    })
    const answers = run.commands.map((command) => ({ command, answer: run.answers.get(command.id) }))
    const held = answers.filter(({ answer }) => answer?.outcome === 'done' || answer?.outcome === 'kept')
    const acted = events.filter(({ actor, data }) => actor === people.engineer.userId && 'action' in data).length
    const looked = looks?.count ?? 0
    const heldActs = held.filter(({ command }) => command.kind === 'order').length
    const heldLooks = held.length - heldActs
    return {
      text: plain({ orders: inOrder, looked, answers: answers.map(({ answer }) => answer && said(answer)) }),
      lost: Math.max(0, heldActs - acted) + Math.max(0, heldLooks - looked),
      doubled: Math.max(0, acted - heldActs) + Math.max(0, looked - heldLooks),
    }
  })
}

export type Compared = {
  readonly commands: number
  readonly requests: number
  readonly lost: number
  readonly doubled: number
  /** What the two runs do not agree on. */
  readonly differences: readonly string[]
  readonly outcomes: Readonly<Record<string, number>>
}

/**
 * Random sequences of what one or two phones of an engineer and the desk do to two orders, each run twice: once over a network that
 * loses nothing, once over one that loses requests and answers, sends twice, cuts batches up and mixes them. Both must end the same.
 */
export const compareRuns = async (world: World, seed: number): Promise<Compared> => {
  const random = randomOf(seed)
  const steps = stepsOf(world, random, world.deps.clock.now())
  const clean = await runSteps(world, steps, undefined)
  const wild = await runSteps(world, steps, random)
  const [a, b] = [await endOf(clean), await endOf(wild)]
  const outcomes: Record<string, number> = {}
  for (const { outcome } of wild.answers.values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  return {
    commands: wild.commands.length,
    requests: wild.requests,
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    differences: [
      ...clean.faults,
      ...wild.faults,
      ...(a.text === b.text ? [] : [`seed ${seed}\n${a.text}\n${b.text}`]),
    ],
    outcomes,
  }
}
