import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { causeParties, causeStages, explanationFor, feedbackDueAt } from './explanation.rules.ts'
import { customerTitleOf, fill, sampleValues, unknownPlaceholders } from './fill.rules.ts'
import { wordMatcher } from './forbidden.rules.ts'
import { causeMoments, moments } from './moments.ts'
import { checkPack, differenceOf, problemsOf, textFor, withMarks } from './pack.rules.ts'
import { placeholders, type WordingPack } from './pack.ts'
import { packHeaders, packOfRows, rowsOfPack } from './pack-rows.rules.ts'
import { aForbiddenWord, aWordingPack, aWordingText } from './wording.fixtures.ts'
import { wordingParameters } from './wording.parameters.ts'
import { findingsIn, writtenIn } from './written.rules.ts'

const whole = (): WordingPack =>
  aWordingPack({
    texts: moments.map((moment) => aWordingText({ moment })),
    words: [aForbiddenWord({ word: '急什么急' }), aForbiddenWord({ word: '别催了' })],
  })

describe('filling a sentence', () => {
  it('puts the order’s words in and says which it does not know', () => {
    const filled = fill('{customerTitle}，我{time}到', { customerTitle: '王先生' })
    expect(filled.text).toBe('王先生，我{time}到')
    expect(filled.missing).toEqual(['time'])
    expect(filled.parts.map(({ kind }) => kind)).toEqual(['own', 'said', 'missing', 'said'])
  })
  it('a blank value is missing, and braces in a value fill nothing', () => {
    expect(fill('{cause}', { cause: '  ' }).missing).toEqual(['cause'])
    expect(fill('{cause}', { cause: '{time}', time: '明天' }).text).toBe('{time}')
  })
  it('with every value there is, nothing is missing and nothing of the sentence is lost', () => {
    const piece = fc.oneof(
      fc.constantFrom(...placeholders).map((name) => `{${name}}`),
      fc.stringMatching(/^[^{}]{0,12}$/u),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const filled = fill(text, sampleValues)
        expect(filled.missing).toEqual([])
        expect(filled.text).toBe(filled.parts.map((part) => part.text).join(''))
        expect(filled.text).toBe(
          pieces.map((each) => sampleValues[each.slice(1, -1) as keyof typeof sampleValues] ?? each).join(''),
        )
      }),
    )
  })
  it('finds what no order can fill', () => {
    expect(unknownPlaceholders('{staffname}您好{time}')).toEqual(['{staffname}'])
    expect(unknownPlaceholders('您好{time')).toEqual(['{'])
  })
  it('calls the customer by the surname, or simply 您', () => {
    expect(customerTitleOf('王**', 'home')).toBe('王先生/女士')
    expect(customerTitleOf('欧阳明', 'home')).toBe('欧阳先生/女士')
    expect(customerTitleOf('李女士', 'home')).toBe('李女士')
    expect(customerTitleOf('贵阳某某有限公司', 'enterprise')).toBe('您')
    expect(customerTitleOf(null, 'home')).toBe('您')
  })
})

describe('the explanation of a cause', () => {
  it('is one of eight for every party and stage, and each of the eight is reached', () => {
    const reached = causeParties.flatMap((party) => causeStages.map((stage) => explanationFor({ party, stage }).case))
    expect([...new Set(reached)].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
  it('promises feedback in cases 1, 3, 7 and 8 alone', () => {
    const promising = causeMoments.filter((_, index) =>
      causeParties.some((party) =>
        causeStages.some((stage) => {
          const found = explanationFor({ party, stage })
          return found.case === index + 1 && found.owners.length > 0
        }),
      ),
    )
    expect(promising).toEqual(['oursSearching', 'oursRepaired', 'unknown', 'takenBack'])
    expect(explanationFor({ party: 'ours', stage: 'repaired' }).owners).toEqual(['faultDesk', 'customerManager'])
  })
  it('names no third party before it is known to be them', () => {
    expect(explanationFor({ party: 'third', stage: 'searching' }).case).toBe(7)
  })
  it('is due at a time that can be said, never in the night', () => {
    const settings = wordingParameters.feedback.default
    expect(feedbackDueAt('oursRepaired', '2026-11-22T07:09:00.000Z', settings)).toBe('2026-11-23T07:30:00.000Z')
    // 17:10 and four hours is 21:30 at night: nine the next morning.
    expect(feedbackDueAt('oursSearching', '2026-11-22T09:10:00.000Z', settings)).toBe('2026-11-23T01:00:00.000Z')
    expect(feedbackDueAt('oursSearching', '2026-11-22T18:00:00.000Z', settings)).toBe('2026-11-23T01:00:00.000Z')
  })
})

describe('a pack', () => {
  it('gives a line its own sentence before the one for all', () => {
    const pack = aWordingPack({
      texts: [aWordingText({ line: 'all', text: '通用' }), aWordingText({ line: 'enterprise', text: '专线' })],
    })
    expect(textFor(pack, 'atTheDoor', 'home')?.text).toBe('通用')
    expect(textFor(pack, 'atTheDoor', 'enterprise')?.text).toBe('专线')
    expect(textFor(pack, 'goodbye', 'home')).toBeUndefined()
  })
  it('is refused with everything that is wrong, each by its place', () => {
    const pack = whole()
    const wrong = {
      texts: [
        ...pack.texts.filter(({ moment }) => moment !== 'goodbye'),
        aWordingText({ moment: 'introduce', text: '我是{name}' }),
      ],
      words: [
        ...pack.words,
        aForbiddenWord({ word: '急，什麼急' }),
        aForbiddenWord({ word: '滚', exceptions: ['走开'] }),
      ],
    }
    expect(checkPack(pack).ok).toBe(true)
    expect(
      problemsOf(wrong)
        .map(({ code }) => code)
        .sort(),
    ).toEqual([
      'wording.exception-apart',
      'wording.moment-missing',
      'wording.placeholder-unknown',
      'wording.text-twice',
      'wording.word-short',
      'wording.word-twice',
    ])
    const refused = checkPack(wrong)
    expect(!refused.ok && refused.refusal.details?.every(({ field }) => field)).toBe(true)
  })
  it('does not say itself what it forbids', () => {
    const pack = whole()
    const said = {
      ...pack,
      texts: pack.texts.map((text, index) => (index === 0 ? { ...text, text: '您急什么急' } : text)),
      words: [aForbiddenWord({ word: '急什么急', severity: 'major' })],
    }
    expect(problemsOf(said)).toMatchObject([{ code: 'wording.text-forbidden', field: 'texts.0.text' }])
  })
  it('keeps its marks where nothing changed, whatever the editor claims', () => {
    const before = aWordingPack({ texts: [aWordingText({ mark: 'source' }), aWordingText({ moment: 'goodbye' })] })
    const wanted = aWordingPack({
      texts: [aWordingText({ mark: 'proposed' }), aWordingText({ moment: 'goodbye', text: '再见', mark: 'source' })],
    })
    expect(withMarks(wanted, before, 'edited').texts.map(({ mark }) => mark)).toEqual(['source', 'edited'])
    expect(withMarks(wanted, before, 'source').texts.map(({ mark }) => mark)).toEqual(['source', 'source'])
  })
  it('shows what changed to another one', () => {
    const before = whole()
    const after = {
      texts: before.texts.map((text) => (text.moment === 'goodbye' ? { ...text, text: '再见' } : text)),
      words: [...before.words.slice(1), aForbiddenWord({ word: '别吵' })],
    }
    const { texts, words } = differenceOf(before, after)
    expect(texts.map(({ key }) => key)).toEqual(['goodbye.all'])
    expect(words.map(({ key, before: was, after: is }) => [key, Boolean(was), Boolean(is)])).toEqual([
      ['别吵', false, true],
      ['急什么急', true, false],
    ])
    expect(differenceOf(before, before)).toEqual({ texts: [], words: [] })
  })
})

describe('a pack as rows', () => {
  const rows = (pack: WordingPack) =>
    [packHeaders(), ...rowsOfPack(pack)].map((cells, index) => ({ row: index + 1, cells }))
  const words = fc.stringMatching(/^[一-龥]{2,8}$/)
  const anyPack = fc.record({
    said: fc.array(fc.stringMatching(/^[一-龥，。？{}=+-]{0,2}[一-龥]{1,20}$/), { minLength: 35, maxLength: 35 }),
    doNotSay: fc.array(words, { maxLength: 3 }),
    forbidden: fc.uniqueArray(fc.stringMatching(/^[腌臜龌龊]{2,6}$/), { maxLength: 6 }),
    severity: fc.constantFrom('minor' as const, 'major' as const, 'severe' as const),
    mark: fc.constantFrom('source' as const, 'proposed' as const, 'edited' as const),
  })
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(anyPack, ({ said, doNotSay, forbidden, severity, mark }) => {
        const pack = aWordingPack({
          texts: moments.map((moment, index) =>
            aWordingText({ moment, text: (said[index] ?? '好').replace(/[{}]/g, ''), doNotSay, mark }),
          ),
          words: forbidden.map((word) => aForbiddenWord({ word, severity, variants: [`${word}啊`], mark })),
        })
        expect(packOfRows(rows(pack))).toEqual({ pack, errors: [] })
      }),
      { numRuns: 50 },
    )
  })
  it('says by row and column what would be right, and takes nothing', () => {
    const sheet = rows(whole())
    const moment = sheet[2]?.cells.slice() ?? []
    moment[1] = '开头'
    const text = sheet[4]?.cells.slice() ?? []
    text[3] = ''
    const broken = sheet.map((row) =>
      row.row === 3 ? { ...row, cells: moment } : row.row === 5 ? { ...row, cells: text } : row,
    )
    const { pack, errors } = packOfRows(broken)
    expect(pack).toBeUndefined()
    expect(errors).toMatchObject([
      { code: 'wording.cell-choice', field: '3.moment', params: { row: 3, column: '时机', found: '开头' } },
      { code: 'wording.cell-empty', field: '5.text', params: { row: 5, column: '内容' } },
    ])
    expect(String(errors[0]?.params?.allowed)).toContain('第一次电话')
  })
  it('says of the row what is wrong with the sentence in it', () => {
    const sheet = rows(whole())
    const cells = sheet[1]?.cells.slice() ?? []
    cells[3] = '我是{name}'
    expect(packOfRows(sheet.map((row) => (row.row === 2 ? { ...row, cells } : row))).errors).toMatchObject([
      { code: 'wording.placeholder-unknown', field: '2.text', params: { row: 2, found: '{name}' } },
    ])
  })
  it('reads columns in any order and in English, and misses those that are not there', () => {
    const header = { row: 1, cells: ['Moment', 'Kind', 'Text'] }
    const texts = moments.map((moment, index) => ({ row: index + 2, cells: [moment, 'wording', '您好'] }))
    expect(packOfRows([header, ...texts]).pack?.texts).toHaveLength(moments.length)
    expect(packOfRows([{ row: 1, cells: ['内容'] }]).errors).toMatchObject([{ code: 'wording.columns-missing' }])
  })
})

describe('what staff wrote', () => {
  it('is read from the fields that are theirs, not from the customer’s words', () => {
    expect(writtenIn('workOrder.returned', { result: { done: '换光猫', cause: 'x' } })).toEqual(['换光猫'])
    expect(writtenIn('workOrder.calledBack', { note: '客户骂人' })).toEqual([])
  })
  it('brings each word once, with what stands around it', () => {
    const match = wordMatcher([
      aForbiddenWord({ word: '急什么急', severity: 'major' }),
      aForbiddenWord({ word: '不行' }),
    ])
    const found = findingsIn([`${'前'.repeat(60)}急什么急${'后'.repeat(60)}急什么急`, '不行'], match, 'major')
    expect(found).toHaveLength(1)
    expect(found[0]?.excerpt.slice(...(found[0]?.at ?? [0, 0]))).toBe('急什么急')
    expect(found[0]?.excerpt).toHaveLength(84)
  })
})
