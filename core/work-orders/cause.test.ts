import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { boundaryParameters } from '#core/network/boundary.parameters.ts'
import { responsibleParty } from '#core/network/boundary.rules.ts'
import { segments } from '#core/network/boundary.ts'
import { causesOf, causeTreeSchema, findCause } from './cause.ts'
import { causeCodeLists, causeCodeSchema, causeCodesFor } from './cause-code.ts'
import { orderKinds } from './work-order.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../defaults/work-orders', name), 'utf8'))
const tree = causeTreeSchema.parse(read('causes.json'))
const causes = causesOf(tree)
const codes = z.array(causeCodeSchema).parse(read('cause-codes.json'))
const table = boundaryParameters.boundary.default

describe('the dictionary of causes', () => {
  it('has nine fields, four tiers and one code for every cause', () => {
    expect(tree.map((field) => field.name['zh-CN'])).toEqual([
      '线路',
      '设备',
      '数据配置',
      '账号',
      '电源',
      '用户侧',
      '第三方破坏',
      '外力与自然',
      '误报',
    ])
    expect(causes.length).toBeGreaterThanOrEqual(100)
    expect(new Set(causes.map((cause) => cause.code)).size).toBe(causes.length)
    for (const cause of causes) {
      expect(cause.names).toHaveLength(4)
      expect(cause.code.length).toBeLessThanOrEqual(60)
    }
  })
  it('leads to a responsible party for every cause, line and segment', () => {
    for (const cause of causes)
      for (const line of cause.lines) {
        const parties = cause.segments.flatMap((segment) =>
          ['FTTH', 'FTTB'].map((access) => responsibleParty(table, { line, segment, access }, cause.party)),
        )
        expect([cause.code, line, parties.some((party) => party.ok)]).toEqual([cause.code, line, true])
      }
    expect(new Set(causes.flatMap((cause) => cause.segments))).toEqual(new Set(segments))
  })
  it('finds a cause where it can be, and nowhere else', () => {
    expect(findCause(causes, 'line.drop.fibre.broken', 'home', 'drop')).toMatchObject({
      ok: true,
      value: { party: 'byBoundary' },
    })
    expect(findCause(causes, 'line.drop.fibre.broken', 'enterprise', 'drop')).toMatchObject({
      refusal: { code: 'work-orders.cause-not-here', field: 'cause' },
    })
    expect(findCause(causes, 'line.drop.fibre.broken', 'home', 'olt')).toMatchObject({
      refusal: { code: 'work-orders.cause-not-here', field: 'segment' },
    })
    expect(findCause(causes, 'line.drop', 'home', 'drop')).toMatchObject({
      refusal: { code: 'work-orders.cause-unknown' },
    })
  })
})

describe('cause codes', () => {
  it('exist for every list, each once, for known kinds of orders', () => {
    for (const list of causeCodeLists) expect(codes.filter((row) => row.list === list).length).toBeGreaterThan(2)
    const keys = codes.map((row) => `${row.list} ${row.code}`)
    expect(new Set(keys).size).toBe(keys.length)
    const kinds: readonly string[] = orderKinds
    for (const row of codes) for (const kind of row.kinds ?? []) expect(kinds).toContain(kind)
  })
  it('carry the front desk’s hand-back numbers', () => {
    const numbers = codes.filter((row) => row.list === 'handBack').flatMap((row) => row.externalCode ?? [])
    expect(numbers).toEqual(['101', '102', '103', '111', '112', '113', '114', '115', '116', '117', '122', '123'])
  })
  it('are offered and accepted only where they fit', () => {
    const offered = causeCodesFor(codes, 'handBack', 'fault', 'home').map((row) => row.code)
    expect(offered).toContain('outsideBoundary')
    expect(offered).not.toContain('wrongTariff')
    expect(causeCodesFor(codes, 'handBack', 'installation', 'home').map((row) => row.code)).toContain('wrongTariff')
    expect(causeCodesFor(codes, 'remoteFix', 'fault', 'enterprise').map((row) => row.code)).not.toContain('paidArrears')
  })
})
