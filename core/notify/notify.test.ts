import { describe, expect, test } from 'vitest'
import { isRoleName } from '#core/access/role.ts'
import { languages, textOf } from '#core/text.ts'
import { notificationRules, toldBy } from './notify.rules.ts'
import { notifyTexts } from './notify.text.ts'
import { notificationData, textBelow, titleOf, toneOf } from './notify.ts'

describe('who is told what', () => {
  test('every rule has its words in both languages, and names roles that exist', () => {
    for (const [kind, rule] of Object.entries(notificationRules)) {
      for (const language of languages) {
        expect(textOf(notifyTexts, `notify.${kind}`, language), kind).not.toBe(`notify.${kind}`)
      }
      const to = typeof rule.to === 'function' ? rule.to({}) : rule.to
      expect(
        to.filter((each) => !isRoleName(each) && !['pool', 'starter'].includes(each)),
        kind,
      ).toEqual([])
    }
  })

  test('warnings, lateness and escalation name their people and channels themselves', () => {
    const data = { roles: ['contractorManager', 'countyDesk'], channels: ['app', 'sms', 'call'], level: 2 }
    expect(toldBy('workOrder.escalated', data, 'engineer')).toEqual({
      to: ['contractorManager', 'countyDesk'],
      severity: 'late',
      channels: ['sms', 'call'],
    })
    expect(toldBy('workOrder.warned', { roles: ['engineer'], channels: ['app'] }, 'engineer')).toMatchObject({
      severity: 'risk',
      channels: [],
    })
  })

  test('an escalation by hand goes to the people of its level', () => {
    expect([1, 2, 3, 4, 5].map((level) => toldBy('workOrder.escalated', { level }, undefined)?.to)).toEqual([
      ['stationHead', 'dispatcher'],
      ['contractorManager', 'countyDesk'],
      ['prefectureManager'],
      ['provinceManager', 'contractorManager'],
      undefined,
    ])
  })

  test('a level that a rule has passed already is not told', () => {
    expect(toldBy('workOrder.dispatched', {}, 'contractor')?.to).toEqual(['dispatcher'])
    expect(toldBy('workOrder.dispatched', {}, 'engineer')).toBeUndefined()
  })

  test('who refused decides who is told', () => {
    expect(toldBy('workOrder.refused', { level: 'contractor' }, 'operatorDesk')?.to).toEqual(['countyDesk'])
    expect(toldBy('workOrder.refused', { level: 'engineer' }, 'station')?.to).toEqual(['stationHead', 'dispatcher'])
  })

  test('the words hold the order, the clock and the reason, and nothing personal', () => {
    const data = {
      ...notificationData({
        kind: 'restore',
        minutesLeft: 29.6,
        phone: '13800138000',
        customerName: '张三',
        reason: '光缆中断',
      }),
      number: 'GY261122-00012',
      symptom: '无法上网',
      county: '云岩',
    }
    expect(titleOf('workOrder.warned', data, 'zh-CN')).toBe('GY261122-00012 恢复还剩 30 分钟')
    expect(titleOf('workOrder.warned', data, 'en')).toBe('GY261122-00012 Restoration: 30 minutes left')
    expect(textBelow(data)).toBe('云岩 · 无法上网 · 光缆中断')
    expect(JSON.stringify(data)).not.toMatch(/138|张三/)
    expect(titleOf('job.finished', { title: '导入', status: 'failed' }, 'zh-CN')).toBe('后台任务失败：导入')
    expect(titleOf('job.finished', { title: '导入', status: 'done' }, 'zh-CN')).toBe('后台任务已结束：导入')
    expect(toneOf('workOrder.suspended', 'info')).toBe('paused')
    expect(toneOf('workOrder.suspended', 'late')).toBe('late')
  })
})
