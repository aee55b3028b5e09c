import { idsOf } from '#core/sync/command-id.rules.ts'
import { type CommandAnswer, type QueuedCommand, syncRoutes } from '#core/sync/sync.contract.ts'
import { actionRoutes } from '#core/work-orders/work-order.contract.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { newId } from '#server/platform/new-id.ts'
import { registerDevice } from '#server/sync/device.service.ts'
import { type Act, pick, type Random, type Step, shuffled } from './sequence.ts'
import { ordersInHand, type RunPhone, type World } from './world.ts'

type Sent = { readonly firstSeq: number; readonly commands: readonly QueuedCommand[] }
export type Run = {
  readonly world: World
  readonly orders: readonly WorkOrder[]
  readonly phones: readonly RunPhone[]
  readonly commands: QueuedCommand[]
  readonly outboxes: QueuedCommand[][]
  readonly answers: Map<string, CommandAnswer>
  /** Everything that was ever sent by each phone: an old copy may come again at any time. */
  readonly sent: Sent[][]
  readonly faults: string[]
  requests: number
}

const takePhone = async ({ deps, people, idle }: World): Promise<RunPhone> => {
  const found = idle.pop()
  if (found) return found
  const id = newId()
  const at = deps.clock.now()
  const registered = await registerDevice(
    deps,
    { actor: people.engineer, at },
    { id, name: '手机', platform: 'android' },
    null,
  )
  if (!registered.ok) throw new Error(registered.refusal.code)
  return { id, seq: 0 }
}

export const runSteps = async (world: World, steps: readonly Step[], chaos: Random | undefined): Promise<Run> => {
  const run: Run = {
    world,
    orders: await ordersInHand(world),
    phones: [await takePhone(world), await takePhone(world)],
    ...{ commands: [], outboxes: [[], []], answers: new Map(), sent: [[], []], faults: [], requests: 0 },
  }
  for (const step of steps) {
    if (step.is === 'act') queue(run, step)
    else if (step.is === 'desk') await actAtDesk(run, step)
    else if (chaos) await deliverSomehow(run, step.phone, chaos)
    else await deliver(run, step.phone)
  }
  world.idle.push(...run.phones)
  return run
}

const queue = (run: Run, act: Act): void => {
  const phone = run.phones[act.phone]
  const order = run.orders[act.order]
  if (!phone || !order) throw new Error('no such phone or order')
  phone.seq += 1
  const id = newId()
  const after = act.after === undefined ? undefined : run.commands[act.after]?.id
  const common = { id, seq: phone.seq, at: { deviceAt: run.world.deps.clock.now() }, ...(after ? { after } : {}) }
  const photo = act.of === undefined ? undefined : run.commands[act.of]?.id
  const input = photo ? { ...act.input, evidenceId: idsOf(photo)() } : act.input
  const command: QueuedCommand =
    act.action === 'look'
      ? { ...common, kind: 'call', route: 'look', body: { ...input, number: order.number } }
      : { ...common, kind: 'order', number: order.number, action: act.action, input, baseVersion: order.version }
  run.commands.push(command)
  run.outboxes[act.phone]?.push(command)
}

const actAtDesk = async ({ world, orders }: Run, step: Extract<Step, { is: 'desk' }>): Promise<void> => {
  const route = actionRoutes.find(({ action }) => action === step.action)?.route
  const number = orders[step.order]?.number
  if (!route || !number) throw new Error('no such route or order')
  // What is refused here is refused in the other run too.
  await world.http.ask(route, {
    ...{ actor: world.people[step.who], language: 'zh-CN' },
    ...{ params: { number }, body: step.input },
  })
}

const send = async (run: Run, phone: number, { firstSeq, commands }: Sent): Promise<readonly CommandAnswer[]> => {
  const { http, people, deps } = run.world
  run.requests += 1
  const answered = await http.ask(syncRoutes.commands, {
    ...{ actor: people.engineer, language: 'zh-CN' },
    body: {
      ...{ deviceId: run.phones[phone]?.id, sent: { deviceAt: deps.clock.now() }, firstSeq, commands },
    },
  })
  if (!answered.ok) throw new Error(answered.refusal.code)
  return answered.value.answers
}

export const said = ({ outcome, problem, order }: CommandAnswer): string =>
  `${outcome} ${problem?.code ?? order?.version ?? ''}`

const hear = (run: Run, phone: number, answers: readonly CommandAnswer[]): void => {
  for (const answer of answers) {
    if (answer.outcome === 'later') continue
    const before = run.answers.get(answer.id)
    if (before && said(before) !== said(answer)) run.faults.push(`${said(before)}, then ${said(answer)}`)
    run.answers.set(answer.id, answer)
  }
  run.outboxes[phone] = (run.outboxes[phone] ?? []).filter(({ id }) => !run.answers.has(id))
}

const firstSeqOf = (run: Run, phone: number): number => {
  const [first] = run.outboxes[phone] ?? []
  return first?.seq ?? (run.phones[phone]?.seq ?? 0) + 1
}

const deliver = async (run: Run, phone: number): Promise<void> => {
  const commands = run.outboxes[phone] ?? []
  if (commands.length === 0) return
  hear(run, phone, await send(run, phone, { firstSeq: firstSeqOf(run, phone), commands }))
  if (run.outboxes[phone]?.length) run.faults.push('a command has no answer')
}

const BAD_ROUNDS = 4

/** Until everything has its answer; over and over, cut up, twice, mixed, with old copies, some at the same time. */
const deliverSomehow = async (run: Run, phone: number, random: Random): Promise<void> => {
  for (let round = 0; (run.outboxes[phone] ?? []).length > 0; round += 1) {
    if (round > BAD_ROUNDS + 2) {
      run.faults.push('a command has no answer')
      return
    }
    const isBad = round < BAD_ROUNDS
    const firstSeq = firstSeqOf(run, phone)
    const chunks: Sent[] = cutUp(run.outboxes[phone] ?? [], isBad ? random : undefined).map((commands) => ({
      firstSeq,
      commands,
    }))
    const old = run.sent[phone] ?? []
    const requests = isBad
      ? shuffled(random, [
          ...chunks,
          ...chunks.filter(() => random() < 0.3),
          ...(old.length > 0 && random() < 0.4 ? [pick(random, old)] : []),
        ])
      : chunks
    old.push(...chunks)
    for (let at = 0; at < requests.length; ) {
      const width = isBad && random() < 0.3 ? 2 : 1
      const together = requests.slice(at, at + width)
      at += width
      await Promise.all(
        together.map(async (request) => {
          const [isLost, isUnheard] = [isBad && random() < 0.2, isBad && random() < 0.3]
          if (isLost) return
          const answers = await send(run, phone, request)
          if (!isUnheard) hear(run, phone, answers)
        }),
      )
    }
  }
}

const cutUp = (commands: readonly QueuedCommand[], random: Random | undefined): QueuedCommand[][] => {
  const chunks: QueuedCommand[][] = [[]]
  for (const command of commands) {
    if (random && random() < 0.4 && (chunks.at(-1)?.length ?? 0) > 0) chunks.push([])
    chunks.at(-1)?.push(command)
  }
  return chunks.filter((chunk) => chunk.length > 0)
}
