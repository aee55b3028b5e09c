import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldErrors } from './form-errors.ts'
import { sayIn } from './text.ts'
import { uiTexts } from './ui.text.ts'

const schema = z.object({
  phone: z.string().regex(/^1\d{10}$/),
  words: z.string().min(4).max(6),
  kind: z.enum(['fault', 'install']),
  days: z.number().min(1).max(30),
  tags: z.array(z.string()).min(1),
  own: z.string().refine((text) => text !== 'x', '不能是 x'),
})

const errorsOf = (values: unknown) => {
  const parsed = schema.safeParse(values, { reportInput: true })
  return parsed.success ? {} : fieldErrors(parsed.error, sayIn(uiTexts, 'zh-CN'))
}

describe('what is wrong with a form', () => {
  it('an untouched form asks for what is missing', () => {
    expect(errorsOf({ phone: '', words: '', kind: undefined, days: undefined, tags: [], own: '' })).toEqual({
      phone: '必填',
      words: '必填',
      kind: '请选一项',
      days: '必填',
      tags: '请选一项',
    })
  })
  it('wrong values are told with their limits, and a schema’s own sentence is kept', () => {
    expect(errorsOf({ phone: '13812345678', words: '一二', kind: 'fault', days: 31, tags: ['a'], own: 'x' })).toEqual({
      words: '至少 4 个字',
      days: '不能大于 30',
      own: '不能是 x',
    })
  })
})
