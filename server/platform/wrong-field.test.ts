import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { platformTexts } from '#core/platform.text.ts'
import { problemOf, refusalOfZod } from './problem.ts'

const form = z
  .strictObject({
    symptom: z.string().min(1).max(4),
    at: z.iso.datetime(),
    on: z.iso.date(),
    id: z.uuid(),
    kind: z.enum(['home', 'enterprise']),
    limit: z.int().min(1).max(200),
    lon: z.number().gt(70),
    rows: z.array(z.string()).max(1),
    code: z.string().regex(/^\d+$/),
  })
  .refine(({ symptom }) => symptom !== 'bad', { message: '请换个说法 / put it in other words', path: ['symptom'] })
const right = {
  ...{ symptom: '断网', at: '2026-11-22T06:30:00.000Z', on: '2026-11-22', id: '019390aa-0000-7000-8000-000000000000' },
  ...{ kind: 'home', limit: 1, lon: 106, rows: [], code: '1' },
}

/** What is said about the first wrong field, in both languages. */
const said = (change: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const { error } = form.safeParse({ ...right, ...change })
  if (!error) return []
  const problems = (['zh-CN', 'en'] as const).map((language) =>
    problemOf(refusalOfZod(error, 'body', language).refusal, platformTexts, language),
  )
  return [problems[0]?.field, ...problems.map(({ errors }) => errors?.[0]?.title)]
}

describe('a wrong field', () => {
  it.each([
    [{ symptom: undefined }, 'symptom', '请填写，应为文字', 'Fill this in: a text'],
    [{ limit: '5' }, 'limit', '请填写，应为数字', 'Fill this in: a number'],
    [{ limit: 1.5 }, 'limit', '请填写，应为整数', 'Fill this in: a whole number'],
    [{ symptom: '' }, 'symptom', '不能为空', 'Must not be empty'],
    [{ symptom: '太长了太长' }, 'symptom', '最多 4 个字', '4 characters at most'],
    [{ at: '2026-02-30T10:00:00.000Z' }, 'at', /^没有这个时间/, /^There is no such time/],
    [{ on: '2026-02-30' }, 'on', /^没有这一天/, /^There is no such day/],
    [{ id: 'x' }, 'id', '不是有效的编号（UUID）', 'Not a valid id (UUID)'],
    [{ kind: 'x' }, 'kind', '只能是其中之一：home, enterprise', 'One of these only: home, enterprise'],
    [{ limit: 0 }, 'limit', '不能小于 1', '1 or more'],
    [{ limit: 201 }, 'limit', '不能大于 200', '200 or less'],
    [{ lon: 70 }, 'lon', '必须大于 70', 'More than 70'],
    [{ rows: ['a', 'b'] }, 'rows', '最多 1 项', 'At most 1 item(s)'],
    [{ code: 'x' }, 'code', '格式不对', 'Not written as it must be'],
    [{ more: 1 }, 'body', '没有这些字段：more', 'There are no such fields: more'],
    [{ symptom: 'bad' }, 'symptom', '请换个说法', 'put it in other words'],
  ])('%j is named and said in the reader’s language alone', (change, field, zh, en) => {
    const matching = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text))
    expect(said(change)).toEqual([field, matching(zh), matching(en)])
  })
})
