import { describe, expect, it } from 'vitest'
import { type ConfirmationFacts, type ConfirmationSubject, documentOf, type Given } from './confirmation-document.ts'

const home: ConfirmationSubject = {
  ...{ number: 'GY261122-0417-Q1', orderNumber: 'GY261122-0417', externalNumber: 'ID-051-20261122-0007' },
  ...{ line: 'home', kind: 'fault', level: '五星', bandwidthMbps: 1000, reportedAt: '2026-11-22T00:12:00.000Z' },
  customer: { name: '王建国', account: 'gz52010001', phone: '138****5678', address: '南明区清溪苑3栋2单元501' },
  ...{ symptom: '上网时断时续', done: '清洁接头，皮线重新盘放', cause: '入户皮线弯折', party: '代维公司' },
  ...{ windowFrom: '2026-11-22T06:00:00.000Z', windowTo: '2026-11-22T07:00:00.000Z' },
  ...{ arrivedAt: '2026-11-22T06:28:00.000Z', leftAt: '2026-11-22T07:20:00.000Z' },
  readings: [
    { name: '光猫接收光功率', value: -19.8, unit: 'dBm' },
    { name: '有线测速', value: 941, unit: 'Mbps' },
  ],
}
const facts: ConfirmationFacts = {
  ...{ prefecture: '贵阳市', county: '南明区', company: '铁通公司' },
  engineer: { name: '陈立新', number: '20318', phone: '13900000318' },
  materials: [
    { use: 'used', name: '光猫', quantity: 1, unit: '台', serial: 'B2' },
    { use: 'removed', name: '光猫', quantity: 1, unit: '台', serial: 'A1' },
  ],
  ...{ cableMetres: 35, isResourceChanged: false },
}
const signed: Given = {
  ...{ mode: 'signed', at: '2026-11-22T07:20:00.000Z', satisfaction: 4, opinion: '很及时' },
  ...{ signer: 'family', signerName: '李芳', checks: { onTime: true, charged: false }, services: { broadband: true } },
}
const textOfDocument = (...args: Parameters<typeof documentOf>): string => {
  const made = documentOf(...args)
  const cells = made.blocks.flatMap(({ rows }) => rows.map(({ label, value }) => `${label}：${value}`))
  return [made.title, ...cells, made.sign.customer.value, made.sign.engineer.value, ...made.sign.notes].join('\n')
}

describe('the service confirmation', () => {
  it('says all that its form asks for: header, customer, fault, work, test, service check, opinion, signatures', () => {
    const text = textOfDocument(home, facts, signed)
    for (const part of [
      ...[
        '有线宽带故障处理服务确认书',
        '确认书编号：GY261122-0417-Q1',
        '工单号：GY261122-0417',
        '贵阳市 南明区',
        '日期：2026-11-22',
      ],
      ...['姓名：王建国', '宽带账号：gz52010001', '联系电话：138****5678', '客户级别：五星', '签约带宽：1000 Mbps'],
      ...[
        '申告时间：2026-11-22 08:12',
        '预约时间：2026-11-22 14:00–15:00',
        '到达时间：2026-11-22 14:28',
        '离开时间：2026-11-22 15:20',
      ],
      ...[
        '故障原因：入户皮线弯折',
        '处理过程：清洁接头',
        '换上 光猫 × 1 台（SN B2）；拆下 光猫 × 1 台（SN A1）',
        '光缆/皮线：35 米',
        '资源变更：否',
      ],
      ...['光猫接收光功率：−19.8 dBm', '有线测速：941 Mbps', '业务正常：宽带'],
      ...['按时到达：是', '有无收费：未收费', '穿鞋套：未填', '满意度：很满意', '意见和建议：很及时'],
      ...['李芳 · 家属 · 2026-11-22 15:20', '陈立新 · 工号 20318 · 13900000318'],
    ]) {
      expect(text).toContain(part)
    }
  })

  it('never calls a drawn name a certified electronic signature', () => {
    expect(documentOf(home, facts, signed).sign.notes.join()).toContain('不是经认证的可靠电子签名')
    expect(textOfDocument(home, facts, signed, 'en')).toContain('not a certified electronic signature')
  })

  it('for an enterprise line names the circuit, both ends, the outage and its three copies', () => {
    const line = {
      ...home,
      line: 'enterprise' as const,
      outageMinutes: 130,
      customer: { ...home.customer, account: 'GZ-GY-0001' },
    }
    const made = documentOf(line, { ...facts, zAddress: '观山湖区数据中心' }, signed)
    expect(made.title).toBe('集团客户专线服务确认书')
    expect(made.copies).toEqual(['第一联 客户经理', '第二联 运营支撑', '第三联 施工单位'])
    const text = textOfDocument(line, { ...facts, zAddress: '观山湖区数据中心' }, signed)
    for (const part of [
      '客户单位：王建国',
      '电路编号：GZ-GY-0001',
      'A 端：南明区',
      'Z 端：观山湖区数据中心',
      '中断历时：2时10分',
    ])
      expect(text).toContain(part)
    expect(documentOf(home, facts, signed).copies).toEqual([''])
  })

  it('without a signature says why, and that the customer is called back', () => {
    const refused: Given = { mode: 'refused', checks: {}, services: {}, why: '用户不愿签字' }
    expect(documentOf(home, facts, refused).sign.notes).toEqual(['未签字：用户不愿签字', '已安排电话回访'])
  })

  it('before anybody said anything leaves the answers open', () => {
    const text = textOfDocument(home, facts, undefined)
    expect(text).toContain('满意度：未填')
    expect(text).not.toMatch(/undefined|NaN/)
  })
})
