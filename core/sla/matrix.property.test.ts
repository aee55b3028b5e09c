import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParameterValue } from '#core/parameter.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { startClock } from './clock.ts'
import { shippedLimits } from './limits.ts'
import { bandwidthClassOf, customerLevelOf, type LimitRow, limitKey, limitMatrix, limitsFor } from './matrix.ts'
import { aWorkCalendar, enterpriseFault, homeFault, homeInstallation, someSlaRules, wall } from './sla.fixtures.ts'
import { limitsParameter, slaParameters } from './sla.parameters.ts'
import { clockTerms, promisedEvent, slaRulesAt } from './sla.rules.ts'
import { type ClockKind, clockKinds, type SlaFacts } from './sla.ts'

const rules = someSlaRules()
const calendar = aWorkCalendar()
const hoursOf = (facts: SlaFacts, clock: ClockKind, party = 'province') => {
  const terms = clockTerms([clock], facts, rules).find((found) => found.party === party)
  return terms && terms.limitMinutes / 60
}

describe('the shipped limits', () => {
  it.each<[string, SlaFacts, ClockKind, number]>([
    ['urban high quality installs in 24 h', homeInstallation({ grade: 'highQuality' }), 'whole', 24],
    ['rural high quality in 36 h', homeInstallation({ grade: 'highQuality', area: 'rural' }), 'whole', 36],
    ['urban ordinary in 48 h', homeInstallation(), 'whole', 48],
    ['urban of a grade without a row of its own in 48 h', homeInstallation({ grade: 'ordinary' }), 'whole', 48],
    ['rural ordinary in 72 h', homeInstallation({ area: 'rural' }), 'whole', 72],
    ['gigabit in 8 h', homeInstallation({ bandwidth: 'gigabit' }), 'whole', 8],
    [
      'gigabit in a high-quality community in 8 h',
      homeInstallation({ bandwidth: 'gigabit', grade: 'highQuality' }),
      'whole',
      8,
    ],
    [
      'first contact of a gigabit install in half an hour',
      homeInstallation({ bandwidth: 'gigabit' }),
      'firstContact',
      0.5,
    ],
    ['first contact of another install in 2 h', homeInstallation(), 'firstContact', 2],
    ['first contact of a home fault in half an hour', homeFault(), 'firstContact', 0.5],
    ['an urban home fault in 24 h', homeFault(), 'restore', 24],
    ['a rural home fault in 48 h', homeFault({ area: 'rural' }), 'restore', 48],
    ['an urban gigabit fault in 8 h', homeFault({ bandwidth: 'gigabit' }), 'restore', 8],
    ['an emergency is accepted in a quarter of an hour', homeFault({ kind: 'emergency' }), 'contractorAccept', 0.25],
    ['an urban mass fault in 18 h', homeFault({ kind: 'massFault' }), 'restore', 18],
    ['a rural mass fault in 36 h', homeFault({ kind: 'massFault', area: 'rural' }), 'restore', 36],
    ['an AAA line in 4 h', enterpriseFault(), 'restore', 4],
    ['an AAA line in the country in 4 h too', enterpriseFault({ area: 'rural' }), 'restore', 4],
    ['an AA line in 6 h', enterpriseFault({ grade: 'AA' }), 'restore', 6],
    ['an A line in 8 h', enterpriseFault({ grade: 'A' }), 'restore', 8],
    ['a standard line in 12 h', enterpriseFault({ grade: 'standard' }), 'restore', 12],
    ['a standard line in the country 4 h more', enterpriseFault({ grade: 'standard', area: 'rural' }), 'restore', 16],
    ['an AAA line is called in 15 minutes', enterpriseFault(), 'firstContact', 0.25],
    ['an unheard-of kind is accepted within the hour', homeFault({ kind: 'somethingNew' }), 'contractorAccept', 1],
  ])('%s', (_name, facts, clock, hours) => {
    expect(hoursOf(facts, clock)).toBe(hours)
  })

  it('the group’s limit runs beside the province’s', () => {
    expect(hoursOf(homeInstallation({ grade: 'highQuality' }), 'whole', 'group')).toBe(48)
    expect(hoursOf(homeInstallation({ area: 'rural' }), 'whole', 'group')).toBe(72)
    expect(hoursOf(homeFault(), 'restore', 'group')).toBe(48)
    expect(hoursOf(enterpriseFault(), 'restore', 'group')).toBeUndefined()
  })

  it('an install that needs construction has 16 work days, over the National Day week', () => {
    const [terms] = clockTerms(['whole'], homeInstallation({ resource: 'construction', bandwidth: 'gigabit' }), rules)
    const clock = terms && startClock(terms, wall('2026-09-21 10:00'), [], calendar)
    expect(clock?.dueAt).toBe(wall('2026-10-19 10:00'))
  })

  it('a home fault at night is called in the morning, an enterprise fault at once', () => {
    const night = wall('2026-11-22 21:15')
    const dueOf = (facts: SlaFacts) =>
      clockTerms(['firstContact'], facts, rules).map((terms) => startClock(terms, night, [], calendar).dueAt)
    expect(dueOf(homeFault())).toEqual([wall('2026-11-23 08:30')])
    expect(dueOf(enterpriseFault({ grade: 'A' }))).toEqual([wall('2026-11-22 21:45')])
    expect(dueOf(homeFault({ kind: 'massFault' }))).toEqual([wall('2026-11-22 21:45')])
  })

  it('name only hours that exist, and no question twice', () => {
    expect(shippedLimits.filter(({ hours }) => !(hours in rules.countings))).toEqual([])
    expect(new Set(shippedLimits.map(limitKey)).size).toBe(shippedLimits.length)
  })

  it('every shipped parameter passes its own schema and has both titles', () => {
    for (const { schema, default: value, title, key } of slaParameters) {
      expect(schema.safeParse(value).error, key).toBeUndefined()
      expect(JSON.parse(JSON.stringify(value))).toEqual(value)
      expect(title['zh-CN'] && title.en).toBeTruthy()
    }
    expect(new Set(slaParameters.map(({ key }) => key)).size).toBe(slaParameters.length)
  })
})

const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const withoutAbsent = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T
const asked = fc.record({
  grade: some('AAA', 'AA', 'highQuality', 'urgent'),
  customerLevel: some('diamond', 'gold'),
  bandwidth: some('gigabit', 'slow'),
  resource: some('ready', 'construction', 'crossCity'),
})
const someFacts: fc.Arbitrary<SlaFacts> = fc
  .tuple(
    fc.record({
      kind: fc.constantFrom('fault', 'installation', 'massFault', 'complaintVisit', 'removal', 'other'),
      line: fc.constantFrom('home', 'enterprise'),
      area: fc.constantFrom('urban' as const, 'rural' as const),
    }),
    asked,
  )
  .map(([fixed, more]) => ({ ...fixed, ...withoutAbsent(more) }) as SlaFacts)
const aClockKind = fc.constantFrom(...clockKinds)

describe('the matrix', () => {
  it('always answers exactly one row of the province, whatever the order is', () => {
    fc.assert(
      fc.property(someFacts, aClockKind, (facts, clock) => {
        const rows = limitsFor(facts, clock, rules.limits)
        expect(rows.filter(({ party }) => party === 'province')).toHaveLength(1)
        expect(new Set(rows.map(({ party }) => party)).size).toBe(rows.length)
      }),
    )
  })

  it('answers the same in whatever order its rows are', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...shippedLimits], { minLength: shippedLimits.length }),
        someFacts,
        (rows, facts) => {
          const shuffled = limitMatrix([{ rows, version: 0 }])
          for (const clock of clockKinds)
            expect(limitsFor(facts, clock, shuffled).map(limitKey).sort()).toEqual(
              limitsFor(facts, clock, rules.limits).map(limitKey).sort(),
            )
        },
      ),
    )
  })

  it('a row that asks for everything another asks for, and more, goes before it', () => {
    const row = (asks: Partial<SlaFacts>): LimitRow => ({
      ...asks,
      clock: 'restore',
      party: 'province',
      limitMinutes: 60,
      hours: 'allHours',
      mark: 'K-L',
    })
    fc.assert(
      fc.property(someFacts, fc.array(fc.nat(6), { maxLength: 7 }), fc.nat(6), (facts, kept, dropped) => {
        const entries = Object.entries(facts)
        const wide = Object.fromEntries(entries.filter((_, index) => kept.includes(index) && index !== dropped))
        const narrow = Object.fromEntries(entries.filter((_, index) => kept.includes(index) || index === dropped))
        fc.pre(Object.keys(narrow).length > Object.keys(wide).length)
        const matrix = limitMatrix([{ rows: [row(wide), row(narrow)], version: 0 }])
        expect(limitsFor(facts, 'restore', matrix).map(limitKey)).toEqual([limitKey(row(narrow))])
      }),
    )
  })
})

describe('overrides', () => {
  const row = (limitMinutes: number | null, more: Partial<LimitRow> = {}): LimitRow => ({
    clock: 'restore',
    party: 'province',
    kind: 'fault',
    line: 'home',
    area: 'urban',
    limitMinutes,
    hours: 'allHours',
    mark: 'R',
    ...more,
  })
  const value = (version: number, more: Partial<ParameterValue>): ParameterValue => ({
    key: 'sla.limits',
    level: 'county',
    subject: '520321',
    effectiveFrom: '2026-11-01',
    value: [row(720)],
    version,
    ...more,
  })
  const place = { prefecture: '520300', county: '520321', company: 'c1' }
  const restoreAt = (
    values: ParameterValue[],
    facts = homeFault(),
    on = '2026-11-22',
    where: typeof place | object = place,
  ) => clockTerms(['restore'], facts, slaRulesAt(values, on, where)).find(({ party }) => party === 'province')

  it('a county changes one row and keeps the others', () => {
    expect(restoreAt([value(7, {})])).toMatchObject({ limitMinutes: 720, parameterVersion: 7 })
    expect(restoreAt([value(7, {})], homeFault({ area: 'rural' }))).toMatchObject({
      limitMinutes: 2880,
      parameterVersion: 0,
    })
  })

  it('elsewhere and before its day nothing changes', () => {
    expect(restoreAt([value(7, {})], homeFault(), '2026-10-31')).toMatchObject({ limitMinutes: 1440 })
    expect(restoreAt([value(7, {})], homeFault(), '2026-11-22', { county: '520322' })).toMatchObject({
      limitMinutes: 1440,
    })
  })

  it('the stronger level wins row by row', () => {
    const values = [
      value(3, { level: 'province', subject: '', value: [row(1200), row(2400, { area: 'rural' })] }),
      value(7, {}),
      value(9, { level: 'company', subject: 'c1', value: [row(600)] }),
    ]
    expect(restoreAt(values)).toMatchObject({ limitMinutes: 600, parameterVersion: 9 })
    expect(restoreAt(values.slice(0, 2))).toMatchObject({ limitMinutes: 720, parameterVersion: 7 })
    expect(restoreAt(values, homeFault({ area: 'rural' }))).toMatchObject({ limitMinutes: 2400, parameterVersion: 3 })
  })

  it('a row without limit takes the clock away', () => {
    expect(restoreAt([value(7, { value: [row(null)] })])).toBeUndefined()
  })

  it('refuses two rows that ask the same, and an every-order row without limit', () => {
    expect(limitsParameter.schema.safeParse([row(60), row(90)]).success).toBe(false)
    const { kind: _kind, line: _line, area: _area, ...everyOrder } = row(null)
    expect(limitsParameter.schema.safeParse([everyOrder]).success).toBe(false)
    expect(limitsParameter.schema.safeParse([row(0)]).success).toBe(false)
    expect(limitsParameter.schema.safeParse([{ ...row(60), colour: 'red' }]).success).toBe(false)
  })
})

describe('the kinds of order', () => {
  it('that rows, causes and escalations name are kinds that exist', () => {
    const named = [
      ...shippedLimits.map(({ kind }) => kind),
      ...rules.escalations.map(({ kind }) => kind),
      ...rules.pauseCauses.flatMap(({ kinds }) => kinds ?? []),
    ]
    expect(named.filter((kind) => kind !== undefined && !orderKinds.some((known) => known === kind))).toEqual([])
  })
})

describe('classes and tolerances', () => {
  it('a bandwidth belongs to the highest class that it reaches', () => {
    const classes = [
      { name: 'gigabit', fromMbps: 1000 },
      { name: 'hundred', fromMbps: 100 },
    ]
    expect([1000, 999, 100, 50].map((mbps) => bandwidthClassOf(mbps, classes))).toEqual([
      'gigabit',
      'hundred',
      'hundred',
      undefined,
    ])
    expect([1000, 999].map((mbps) => bandwidthClassOf(mbps, classes.toReversed()))).toEqual(['gigabit', 'hundred'])
  })

  it('a customer level is known by the words of the ledger', () => {
    const classOf = (text?: string) => customerLevelOf(text, rules.customerLevels)
    expect(['全球通钻石卡', 'VIP客户', '五星', undefined].map(classOf)).toEqual([
      'diamond',
      'vip',
      undefined,
      undefined,
    ])
    expect(hoursOf(homeFault({ customerLevel: 'diamond' }), 'restore')).toBe(8)
  })

  it('an exact promise has a quarter of an hour in town, half in the country, a window none', () => {
    const [two, four] = [wall('2026-11-23 14:00'), wall('2026-11-23 16:00')]
    const toleranceOf = (area: 'urban' | 'rural', toAt: string) => {
      const event = promisedEvent({ fromAt: two, toAt }, homeFault({ area }), rules, wall('2026-11-23 09:00'))
      return event.type === 'promised' && event.promise.toleranceMinutes
    }
    expect([toleranceOf('urban', two), toleranceOf('rural', two), toleranceOf('rural', four)]).toEqual([15, 30, 0])
  })
})
