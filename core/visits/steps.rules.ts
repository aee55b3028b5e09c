/**
 * Which steps a visit has (作业步骤), what proves each, how far each has come, and what is still missing before the order may be
 * restored or returned. The hazards of the site decide which safety items are asked; what was skipped keeps its reason and is shown
 * to whoever checks. What was done on an earlier visit still holds on the next one, apart from what every visit needs anew.
 * (R-V7…R-V16; DOMAIN §7.2)
 */
import type { Instant } from '#core/time.ts'
import { type ChecklistItem, type ChecklistStep, type StepCode, stepCodes } from './checklist.ts'

export const stepOutcomes = ['done', 'skipped', 'notApplicable', 'later', 'open'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

/** What was said of a step, or of one of its items. A whole step that is `done` means its ticks: other proof is shown, not said. */
export type StepRecord = {
  readonly step: StepCode
  readonly item?: string | undefined
  readonly outcome: StepOutcome
  readonly at: Instant
  /** What was scanned or written. */
  readonly value?: string | undefined
  readonly reasonCode?: string | undefined
  readonly reason?: string | undefined
  /** When it is done instead. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** A photo or a reading, as far as it proves a step. */
export type Proof = {
  readonly kind: string
  readonly fileId?: string | undefined
  readonly value?: number | string | undefined
  readonly step?: string | undefined
  readonly item?: string | undefined
}

type SeenVisit = {
  readonly number: number
  readonly taskId?: string | undefined
  readonly outcome?: string | null | undefined
  readonly steps?: readonly StepRecord[] | undefined
  readonly evidence: readonly Proof[]
}
export type SeenOrder = { readonly visits: readonly SeenVisit[] }

/** Needed anew on every visit. */
const EACH_VISIT: readonly StepCode[] = ['prepare', 'selfCheck', 'safety', 'door', 'cleanup']
/** Can be put off to a time that is agreed on the spot (R-V13). */
const PUT_OFF: readonly StepCode[] = ['software', 'tests', 'explain']
export const mayBePutOff = (step: StepCode): boolean => PUT_OFF.includes(step)
/** Must be there before service is reported as restored. */
const BEFORE_RESTORE: readonly StepCode[] = ['safety']

/** The checklist's steps in the order of a visit, with the items that these hazards ask for; a step without items falls away. */
export const stepsFor = (steps: readonly ChecklistStep[], hazards: readonly string[]): readonly ChecklistStep[] =>
  [...steps]
    .sort((a, b) => stepCodes.indexOf(a.code) - stepCodes.indexOf(b.code))
    .map((step) => ({
      ...step,
      items: step.items.filter(({ hazard }) => hazard === undefined || hazards.includes(hazard)),
    }))
    .filter(({ items }) => items.length > 0)

/** The step is there because of a hazard: it comes before everything else on site, marked. */
export const isHazardStep = (step: ChecklistStep): boolean => step.items.some(({ hazard }) => hazard !== undefined)

/** This visit and those before it whose work it goes on with: since the last return. */
const visitsTogether = (order: SeenOrder, visit: SeenVisit): readonly SeenVisit[] => {
  const before = order.visits.filter(({ number, taskId }) => number < visit.number && taskId === visit.taskId)
  const returned = before.map(({ outcome }) => outcome).lastIndexOf('done')
  return before.slice(returned + 1)
}

/** What holds of a step on this visit: its own records, and those of earlier visits that need not be made anew. */
const recordsOf = (order: SeenOrder, visit: SeenVisit, step: StepCode): readonly StepRecord[] => {
  const own = visit.steps ?? []
  const earlier = EACH_VISIT.includes(step)
    ? []
    : visitsTogether(order, visit).flatMap(({ steps = [] }) => steps.filter(({ outcome }) => outcome !== 'later'))
  return [...earlier, ...own].filter((record) => record.step === step)
}

const proofsOf = (order: SeenOrder, visit: SeenVisit, step: StepCode): readonly Proof[] => [
  ...(EACH_VISIT.includes(step) ? [] : visitsTogether(order, visit).flatMap(({ evidence }) => evidence)),
  ...visit.evidence,
]

/** Outcome of one item: its own record goes before what was said of the whole step. */
export type ItemState = {
  readonly item: ChecklistItem
  readonly outcome: StepOutcome
  readonly record?: StepRecord | undefined
  readonly proofs: readonly Proof[]
}

const proves = (proof: Proof, step: StepCode, item: ChecklistItem): boolean => {
  if (item.proof === 'reading') return proof.value !== undefined && proof.kind === item.reading
  if (item.proof !== 'photo' || proof.fileId === undefined) return false
  return proof.step === step && (proof.item === undefined || proof.item === item.code)
}

const itemState = (
  item: ChecklistItem,
  step: StepCode,
  records: readonly StepRecord[],
  proofs: readonly Proof[],
): ItemState => {
  const own = records.filter((record) => record.item === item.code).pop()
  const whole = records.filter((record) => record.item === undefined).pop()
  const shown = proofs.filter((proof) => proves(proof, step, item))
  if (shown.length > 0) return { item, outcome: 'done', record: own, proofs: shown }
  const record = own ?? whole
  const isSaid = record !== undefined && (own !== undefined || record.outcome !== 'done' || item.proof === 'tick')
  // A photo, a reading or a signature is shown; saying that it is done proves nothing.
  const isProven = record?.outcome !== 'done' || item.proof === 'tick' || record.value !== undefined
  return isSaid && isProven
    ? { item, outcome: record.outcome, record, proofs: [] }
    : { item, outcome: 'open', record: undefined, proofs: [] }
}

export type StepState = {
  readonly step: ChecklistStep
  /** `part`: some of its items, not all that are required. */
  readonly state: 'open' | 'part' | 'done' | 'skipped' | 'notApplicable' | 'later'
  readonly at?: Instant | undefined
  readonly items: readonly ItemState[]
}

/** How far a step has come on this visit; without one nothing is done. */
export const stepState = (order: SeenOrder, visit: SeenVisit | undefined, step: ChecklistStep): StepState => {
  const records = visit ? recordsOf(order, visit, step.code) : []
  const proofs = visit ? proofsOf(order, visit, step.code) : []
  const items = step.items.map((item) => itemState(item, step.code, records, proofs))
  const at = records[records.length - 1]?.at
  const outcomes = items.map(({ outcome }) => outcome)
  const waiting = items.filter(({ item, outcome }) => item.isRequired && outcome === 'open')
  const isTouched = outcomes.some((outcome) => outcome !== 'open')
  if (outcomes.includes('later')) return { step, state: 'later', at, items }
  if (!isTouched) return { step, state: 'open', items }
  if (waiting.length > 0) return { step, state: 'part', at, items }
  if (outcomes.includes('skipped')) return { step, state: 'skipped', at, items }
  if (outcomes.every((outcome) => outcome === 'notApplicable' || outcome === 'open')) {
    return { step, state: 'notApplicable', at, items }
  }
  return { step, state: 'done', at, items }
}

/** What is given elsewhere: readings that the return carries, hazards that were confirmed; the signature it asks for by its own rule. */
export type Given = { readonly readings?: readonly string[]; readonly hazards?: readonly string[] }

export type Missing = { readonly step: ChecklistStep; readonly items: readonly ItemState[] }

/** Required proof that is not there: neither shown nor skipped with a reason. Before `restore` only what must come before the work. */
export const missingProof = (
  order: SeenOrder,
  visit: SeenVisit | undefined,
  steps: readonly ChecklistStep[],
  before: 'restore' | 'return',
  given: Given = {},
): readonly Missing[] =>
  steps
    .filter(({ code }) => before === 'return' || BEFORE_RESTORE.includes(code))
    .map((step) => ({
      step,
      items: stepState(order, visit, step).items.filter(
        ({ item, outcome }) =>
          item.isRequired &&
          outcome === 'open' &&
          item.proof !== 'signature' &&
          !given.hazards?.includes(item.hazard ?? '') &&
          !(item.proof === 'reading' && given.readings?.includes(item.reading ?? '')),
      ),
    }))
    .filter(({ items }) => items.length > 0)

/** What was put off on this visit, and to when: the second appointment. */
export type PutOff = { readonly step: StepCode; readonly item?: string; readonly from: Instant; readonly to: Instant }

export const putOffOf = (visit: Pick<SeenVisit, 'steps'> | undefined): readonly PutOff[] =>
  (visit?.steps ?? []).flatMap(({ step, item, outcome, from, to }) =>
    outcome === 'later' && from && to ? [{ step, ...(item ? { item } : {}), from, to }] : [],
  )

/** One record for each step that has something to tick: what is said of a visit where everything was done. */
export const ticksOf = (steps: readonly ChecklistStep[]): readonly { step: StepCode; outcome: 'done' }[] =>
  steps
    .filter(({ items }) => items.some(({ proof }) => proof === 'tick'))
    .map(({ code }) => ({ step: code, outcome: 'done' }))

/** The records with one more: it takes the place of what was said before of the same thing, and of a whole step whatever was open in it. */
export const withRecord = (records: readonly StepRecord[], record: StepRecord): readonly StepRecord[] => {
  const isReplaced = (other: StepRecord): boolean => {
    if (other.step !== record.step) return false
    if (record.item !== undefined) return other.item === record.item
    return other.item === undefined || record.outcome === 'open' || other.outcome === 'open'
  }
  const kept = records.filter((other) => !isReplaced(other))
  return record.item === undefined && record.outcome === 'open' ? kept : [...kept, record]
}
