import { describe, expect, it } from 'vitest'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { checkFindings } from './check-rules.ts'
import { checksTexts } from './checks.text.ts'

type Seen = Parameters<typeof checkFindings>[0]
const file = (kind: string, isWithdrawn = false) => ({ kind, isWithdrawn }) as OrderDetail['files'][number]
const aVisit = (given: Partial<OrderDetail['visits'][number]> = {}): OrderDetail['visits'][number] => ({
  ...{ number: 1, leadStaffId: 's', leadName: '吴启明', helpers: [], windowFrom: null, windowTo: null },
  ...{ departedAt: null, arrivedAt: '2026-11-22T01:00:00.000Z', arrival: { metresOff: 20 } },
  ...{ startedAt: null, restoredAt: '2026-11-22T01:35:00.000Z', endedAt: null, outcome: 'done', evidence: [] },
  ...{ taskId: 't', checklist: null, steps: [], materials: [] },
  ...given,
})
const anOrder = (given: Partial<Seen> = {}): Seen => ({
  requiredReadings: ['onuRxDbm'],
  result: { kind: 'onSite', readings: [{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }], signatureFileId: 'f' },
  visits: [aVisit()],
  files: [file('photo'), file('signature')],
  clocks: [],
  repeats: null,
  reworks: 0,
  events: [],
  ...given,
})
const tonesOf = (order: Seen) => Object.fromEntries(checkFindings(order).map(({ key, tone }) => [key, tone]))

describe('what a checker sees beside the evidence', () => {
  it('is calm where everything is there', () => {
    const found = checkFindings(anOrder())
    expect(found.filter(({ tone }) => tone === 'late' || tone === 'risk')).toEqual([])
    expect(found.find(({ key }) => key === 'onSite')?.params).toEqual({ count: 35 })
    expect(found.find(({ key }) => key === 'reading')?.params).toEqual({ value: '−19.4', unit: 'dBm' })
  })
  it('names what is missing from a return on site', () => {
    const bare = anOrder({ result: { kind: 'onSite', readings: [] }, visits: [], files: [] })
    expect(tonesOf(bare)).toMatchObject({ reading: 'late', pictures: 'risk', arrival: 'late', signature: 'late' })
  })
  it('asks neither arrival nor signature of what was solved without a visit', () => {
    const remote = anOrder({ result: { kind: 'remote', callLog: '…' }, visits: [], files: [file('photo')] })
    expect(tonesOf(remote)).toMatchObject({ arrival: 'plain', signature: 'plain' })
    expect(checkFindings(remote).some(({ key }) => key === 'reading')).toBe(false)
  })
  it('points at exceptions, lateness, repetition, rework and what was taken back', () => {
    const odd = anOrder({
      result: { kind: 'onSite', readings: [{ kind: 'onuRxDbm', value: -19, unit: 'dBm' }], signatureException: '不便' },
      visits: [aVisit({ arrival: { exception: '无卫星信号' } })],
      clocks: [{ isLate: true } as OrderDetail['clocks'][number]],
      files: [file('photo', true)],
      repeats: 'GY261101-0001',
      reworks: 2,
    })
    expect(tonesOf(odd)).toMatchObject({
      ...{ arrival: 'risk', signature: 'risk', limit: 'late', pictures: 'risk' },
      ...{ repeat: 'risk', rework: 'risk', withdrawn: 'risk' },
    })
  })
  it('says by which sample rule the order was drawn, and how many of all are', () => {
    const drawn = (by: string, digits: string, sharePercent: number) =>
      checkFindings(
        anOrder({
          events: [
            { data: { next: 'contractorCheck', drawn: { by: 'digits', digits: '1', sharePercent: 10 } } },
            { data: { next: 'qualityCheck', drawn: { by, digits, sharePercent } } },
            { data: {} },
          ] as unknown as Seen['events'],
        }),
      )[0]
    expect(drawn('digits', '3,5', 20)).toMatchObject({ text: 'drawn-digits', params: { digits: '3/5', share: 20 } })
    expect(drawn('digits', '0,1,2,3,4,5,6,7,8,9', 100)).toMatchObject({ text: 'drawn-all' })
    for (const by of ['rework', 'deviceTime', 'pause', 'arrival', 'unsigned'])
      expect(checksTexts).toHaveProperty([drawn(by, '3', 10)?.text ?? ''])
    expect(checkFindings(anOrder()).some(({ key }) => key === 'drawn')).toBe(false)
  })
  it('says how many things a phone did at a time that cannot be', () => {
    const event = { data: { deviceTime: { flag: 'too-early' } } }
    const events = [event, { data: {} }, event] as unknown as Seen['events']
    expect(checkFindings(anOrder({ events })).find(({ key }) => key === 'deviceTime')).toMatchObject({
      ...{ tone: 'risk', text: 'device-time', params: { count: 2 } },
    })
    expect(checkFindings(anOrder()).some(({ key }) => key === 'deviceTime')).toBe(false)
    for (const text of ['deviceTime', 'device-time']) expect(checksTexts).toHaveProperty([text])
  })
  it('has words for all of it', () => {
    const said = [anOrder(), anOrder({ result: { kind: 'remote' }, visits: [], files: [] })].flatMap(checkFindings)
    for (const { text, key, reading } of said) {
      expect(checksTexts).toHaveProperty([text])
      if (!reading) expect(checksTexts).toHaveProperty([key])
    }
  })
})
