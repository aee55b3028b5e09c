import { addMinutes } from '#core/time.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { World } from './world.ts'

export type Random = () => number
export const randomOf = (seed: number): Random => {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const below = (random: Random, count: number): number => Math.floor(random() * count)
export const pick = <T>(random: Random, items: readonly T[]): T => items[below(random, items.length)] as T
export const shuffled = <T>(random: Random, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

export type Act = {
  readonly is: 'act'
  readonly phone: number
  readonly order: number
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
  /** Of the commands so far: which photo is taken back, and which command this one waited for. */
  readonly of?: number
  readonly after?: number
}
export type Step =
  | Act
  | { readonly is: 'deliver'; readonly phone: number }
  | {
      readonly is: 'desk'
      readonly order: number
      readonly who: 'head' | 'desk' | 'manager'
      readonly action: OrderAction
      readonly input: object
    }

const HOURS = 60
const engineerActs: readonly (readonly [string, (random: Random, at: string) => Record<string, unknown>])[] = [
  ['appoint', (_, at) => ({ from: addMinutes(at, HOURS), to: addMinutes(at, 2 * HOURS) })],
  ['depart', () => ({})],
  ['depart', () => ({})],
  ['arrive', () => ({ exception: '室内无定位' })],
  ['arrive', () => ({ exception: '室内无定位' })],
  ['start', () => ({})],
  ['addEvidence', (random) => ({ kind: 'onuRxDbm', value: -18 - below(random, 8), unit: 'dBm' })],
  ['addEvidence', (random) => ({ kind: 'photo', note: `分纤箱${below(random, 100)}` })],
  ['withdrawEvidence', () => ({})],
  ['addNote', (random) => ({ note: `备注${below(random, 100)}` })],
  ['logContact', (random) => ({ outcome: pick(random, ['noAnswer', 'agreed', 'callBackAt']) })],
  ['restore', (random) => ({ kind: random() < 0.8 ? 'onSite' : 'remote' })],
  ['restore', () => ({ kind: 'onSite' })],
  ['reportProgress', () => ({ note: '正在熔接' })],
  ['resume', () => ({})],
  ['amend', (random) => ({ changes: [{ field: 'boxCode', base: null, value: `GY-${below(random, 3)}` }] })],
  ['look', () => ({ fields: ['phone'] })],
  ['nonsense', () => ({})],
  ['addNote', () => ({ note: 7 })],
]

const deskActs = (world: World): readonly Omit<Extract<Step, { is: 'desk' }>, 'is' | 'order'>[] => [
  { who: 'manager', action: 'amend', input: { changes: [{ field: 'boxCode', base: null, value: 'GY-9' }] } },
  { who: 'desk', action: 'urge', input: { note: '客户催' } },
  { who: 'manager', action: 'addNote', input: { note: '老人在家' } },
  { who: 'head', action: 'transfer', input: { reason: '改派', staffId: world.otherId } },
  { who: 'head', action: 'transfer', input: { reason: '改回', staffId: world.engineerId } },
  { who: 'desk', action: 'cancel', input: { reason: '已恢复', reasonCode: 'recovered' } },
]

/** Between eight and twenty steps; what is on a phone at the end is delivered. */
export const stepsOf = (world: World, random: Random, at: string): Step[] => {
  const phones = random() < 0.3 ? 2 : 1
  const steps: Step[] = []
  const acts: Act[] = []
  const waiting: number[][] = [[], []]
  const count = 8 + below(random, 12)
  for (let index = 0; index < count; index += 1) {
    const die = random()
    const phone = below(random, phones)
    if (die < 0.68) {
      const order = random() < 0.75 ? 0 : 1
      const [action, inputOf] = pick(random, engineerActs)
      const own = waiting[phone] ?? []
      const after = own.findLast((each) => acts[each]?.order === order && acts[each]?.action !== 'look')
      const photos = acts.flatMap((each, at) => (each.action === 'addEvidence' && each.order === order ? [at] : []))
      const act: Act = {
        ...{ is: 'act', phone, order, action, input: inputOf(random, at) },
        ...(after === undefined || random() < 0.2 ? {} : { after }),
        ...(action === 'withdrawEvidence' && photos.length > 0 ? { of: pick(random, photos) } : {}),
      }
      own.push(acts.length)
      acts.push(act)
      steps.push(act)
    } else if (die < 0.82) {
      waiting[phone] = []
      steps.push({ is: 'deliver', phone })
    } else {
      steps.push({ is: 'desk', order: below(random, 2), ...pick(random, deskActs(world)) })
    }
  }
  return [...steps, { is: 'deliver', phone: 0 }, { is: 'deliver', phone: 1 }]
}
