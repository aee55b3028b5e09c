import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accessTypeOf,
  accessTypes,
  type ChecklistStep,
  checklistFileSchema,
  checklistFor,
  stepCodes,
  stepsSchema,
} from './checklist.ts'
import {
  isHazardStep,
  missingProof,
  putOffOf,
  type StepRecord,
  stepOutcomes,
  stepState,
  stepsFor,
  ticksOf,
  withRecord,
} from './steps.rules.ts'

const shipped = checklistFileSchema.parse(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../defaults/visits/checklists.json'), 'utf8')),
)
const stepsOf = (code: string): readonly ChecklistStep[] => shipped.find((each) => each.code === code)?.steps ?? []
const fault = stepsFor(stepsOf('homeFtth'), [])
const at = '2026-11-22T06:30:00.000Z'
const visit = (
  steps: readonly StepRecord[],
  evidence: readonly { kind: string; value?: number }[] = [],
  number = 1,
) => ({
  ...{ number, taskId: 't', steps, evidence },
})
const light = { kind: 'onuRxDbm', value: -19.4 }
const ticked = ticksOf(fault).map((record): StepRecord => ({ ...record, at }))

describe('the checklists that ship', () => {
  it('leave no kind of order and no access without one', () => {
    const kinds = [
      'fault',
      'installation',
      'relocation',
      'change',
      'removal',
      'complaintVisit',
      'massFault',
      'emergency',
    ]
    for (const kind of kinds) {
      for (const access of accessTypes) expect(checklistFor(shipped, kind, access), `${kind} ${access}`).toBeDefined()
    }
  })
  it('know how a home is reached', () => {
    expect([accessTypeOf('home', 'FTTH'), accessTypeOf('home', 'LAN'), accessTypeOf('home', 'FWA')]).toEqual([
      ...['ftth', 'lan', 'other'],
    ])
    expect([accessTypeOf('home', null), accessTypeOf('enterprise', 'LAN')]).toEqual(['ftth', 'line'])
  })
  it('ask the self-check item by item, as the clause has them', () => {
    expect(fault.find(({ code }) => code === 'selfCheck')?.items).toHaveLength(14)
  })
})

describe('the steps of a visit', () => {
  it('come in the order of a visit, whatever the hazards; a hazard adds its items, ahead of everything on site', () => {
    const hazards = fc.subarray(['height', 'livePower', 'manhole', 'traffic', 'storm', 'ice'])
    fc.assert(
      fc.property(fc.constantFrom(...shipped), hazards, fc.integer(), ({ steps }, flagged, seed) => {
        const shuffled = [...steps].sort((a, b) => ((a.code.length * 7 + seed) % 5) - ((b.code.length * 7 + seed) % 5))
        const seen = stepsFor(shuffled, flagged)
        const places = seen.map(({ code }) => stepCodes.indexOf(code))
        expect(places).toEqual([...places].sort((a, b) => a - b))
        const safety = seen.filter(isHazardStep)
        expect(safety.flatMap(({ items }) => items.map(({ hazard }) => hazard)).sort()).toEqual([...flagged].sort())
        const onSite = seen.filter(({ code }) => code !== 'prepare' && code !== 'selfCheck')
        if (flagged.length > 0) expect(onSite[0]?.code).toBe('safety')
      }),
    )
  })
  it('are refused by the editor out of order, twice, or with a reading that is not named', () => {
    const [first, second] = fault
    if (!first || !second) throw new Error('there are steps')
    expect(stepsSchema.safeParse([first, second]).success).toBe(true)
    expect(stepsSchema.safeParse([second, first]).success).toBe(false)
    expect(stepsSchema.safeParse([first, first]).success).toBe(false)
    const nameless = { ...first, items: [{ ...first.items[0], proof: 'reading' }] }
    expect(stepsSchema.safeParse([nameless]).success).toBe(false)
  })
})

describe('what is missing', () => {
  it('is every required proof that is neither shown nor given a reason, and nothing else', () => {
    const record = fc.record({
      step: fc.constantFrom(...fault.map(({ code }) => code)),
      isWhole: fc.boolean(),
      pick: fc.nat(20),
      outcome: fc.constantFrom(...stepOutcomes),
    })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), fc.boolean(), (said, isMeasured) => {
        let steps: readonly StepRecord[] = []
        for (const { step, isWhole, pick, outcome } of said) {
          const items = fault.find(({ code }) => code === step)?.items ?? []
          const item = isWhole ? undefined : items[pick % items.length]?.code
          steps = withRecord(steps, { step, outcome, at, ...(item ? { item } : {}) })
        }
        const seen = visit(steps, isMeasured ? [light] : [])
        const missing = missingProof({ visits: [seen] }, seen, fault, 'return')
        const named = new Set(
          missing.flatMap(({ step, items }) => items.map(({ item }) => `${step.code}.${item.code}`)),
        )
        for (const step of fault) {
          for (const { item, outcome } of stepState({ visits: [seen] }, seen, step).items) {
            const isMissing = item.isRequired && outcome === 'open' && item.proof !== 'signature'
            expect(named.has(`${step.code}.${item.code}`)).toBe(isMissing)
          }
        }
      }),
    )
  })
  it('is nothing once everything is ticked and measured; a tick does not stand for a reading', () => {
    const unmeasured = visit(ticked)
    expect(missingProof({ visits: [unmeasured] }, unmeasured, fault, 'return').map(({ step }) => step.code)).toEqual([
      'tests',
    ])
    const measured = visit(ticked, [light])
    expect(missingProof({ visits: [measured] }, measured, fault, 'return')).toEqual([])
    expect(missingProof({ visits: [unmeasured] }, unmeasured, fault, 'return', { readings: ['onuRxDbm'] })).toEqual([])
  })
  it('before service is restored is the hazards’ alone', () => {
    const high = stepsFor(stepsOf('homeFtth'), ['height'])
    const empty = visit([])
    expect(missingProof({ visits: [empty] }, empty, high, 'restore').map(({ step }) => step.code)).toEqual(['safety'])
    expect(missingProof({ visits: [empty] }, empty, fault, 'restore')).toEqual([])
  })
})

describe('what was said of a step', () => {
  const tests = fault.find(({ code }) => code === 'tests')
  const door = fault.find(({ code }) => code === 'door')
  if (!tests || !door) throw new Error('there are steps')
  const stateAfter = (...records: readonly Omit<StepRecord, 'at'>[]) => {
    const steps = records.reduce<readonly StepRecord[]>((all, each) => withRecord(all, { ...each, at }), [])
    const seen = visit(steps)
    return stepState({ visits: [seen] }, seen, door).state
  }
  it('is done at once, item by item, taken back, or skipped', () => {
    expect(stateAfter({ step: 'door', outcome: 'done' })).toBe('done')
    expect(stateAfter({ step: 'door', item: 'badge', outcome: 'done' })).toBe('part')
    expect(stateAfter({ step: 'door', outcome: 'done' }, { step: 'door', item: 'badge', outcome: 'open' })).toBe('part')
    expect(
      stateAfter(
        { step: 'door', outcome: 'done' },
        { step: 'door', item: 'badge', outcome: 'open' },
        { step: 'door', outcome: 'done' },
      ),
    ).toBe('done')
    expect(stateAfter({ step: 'door', outcome: 'done' }, { step: 'door', outcome: 'open' })).toBe('open')
    expect(stateAfter({ step: 'door', outcome: 'skipped', reasonCode: 'customerHurried' })).toBe('skipped')
  })
  it('holds on the next visit, apart from what every visit needs anew and what was put off', () => {
    const later = { step: 'tests', item: 'down', outcome: 'later', at, from: at, to: at } as const
    const first = { ...visit([...ticked, later], [light]), outcome: 'comeAgain' }
    const second = visit([], [], 2)
    const order = { visits: [first, second] }
    expect(putOffOf(first)).toEqual([{ step: 'tests', item: 'down', from: at, to: at }])
    expect(missingProof(order, second, fault, 'return').map(({ step }) => step.code)).toEqual([
      ...['prepare', 'selfCheck', 'door', 'cleanup'],
    ])
    expect(stepState(order, first, tests).state).toBe('later')
    expect(stepState(order, second, tests).state).toBe('done')
    // After a return that was sent back everything is done and shown again.
    const afterRework = { visits: [{ ...first, outcome: 'done' }, second] }
    expect(missingProof(afterRework, second, fault, 'return').length).toBeGreaterThan(8)
  })
})
