import { describe, expect, it } from 'vitest'
import { anActor, ENGINEER, NOON, STATION } from '#core/work-orders/work-order.fixtures.ts'
import { answerComplaint, mayHandle } from './complaint.rules.ts'
import { type Complaint, complaintStateOf } from './complaint.ts'

const aComplaint = (more: Partial<Complaint> = {}): Complaint => ({
  ...{ prefecture: '520100', id: 'c', workOrderId: 'w', county: '520102', kind: 'slow', text: '等了两天' },
  ...{ saidAt: NOON, dueAt: NOON, staffIds: [ENGINEER.staffId], stationId: STATION.id, companyId: 'tietong' },
  ...more,
})
const codeOf = (complaint: Complaint, ...who: Parameters<typeof anActor>) => {
  const result = mayHandle(complaint, anActor(...who))
  return result.ok ? 'ok' : result.refusal.code
}
const atStation = anActor('contractorManager').scope
const ofCompany = { scope: { ...atStation, stationId: undefined } }

describe('a complaint', () => {
  it('is handled by nobody of the station that it is about, nor by whoever went there', () => {
    expect(codeOf(aComplaint(), 'engineer')).toBe('complaints.no-permission')
    expect(codeOf(aComplaint(), 'stationHead')).toBe('complaints.no-permission')
    // Even where somebody of the station was given the permission.
    expect(codeOf(aComplaint(), 'contractorManager')).toBe('complaints.about-you')
    const went = { scope: { ...atStation, stationId: undefined, staffId: ENGINEER.staffId } }
    expect(codeOf(aComplaint(), 'contractorManager', went)).toBe('complaints.about-you')
    expect(codeOf(aComplaint(), 'contractorManager', ofCompany)).toBe('ok')
    expect(codeOf(aComplaint(), 'qualityAgent')).toBe('ok')
  })

  it('about skill or attitude is for the operator alone', () => {
    const complaint = aComplaint({ kind: 'skillOrAttitude' })
    expect(codeOf(complaint, 'contractorManager', ofCompany)).toBe('complaints.operator-only')
    expect(codeOf(complaint, 'qualityAgent')).toBe('ok')
  })

  it('is answered once, and whoever answers owns it', () => {
    const agent = anActor('qualityAgent')
    const answered = answerComplaint(aComplaint(), { text: '已处理', isJustified: true }, agent, NOON)
    if (!answered.ok) throw new Error(answered.refusal.code)
    expect(complaintStateOf(answered.value)).toBe('answered')
    expect(answered.value).toMatchObject({
      owner: { name: 'qualityAgent' },
      answer: { byName: 'qualityAgent', at: NOON },
    })
    expect(codeOf(answered.value, 'qualityAgent')).toBe('complaints.answered-already')
  })
})
