import { expect, it } from 'vitest'
import { openingTexts, writtenTexts } from './row-values.ts'

const columns = [
  { field: 'name', name: '姓名', isRequired: true, isPersonal: true },
  { field: 'phone', name: '电话', isRequired: false, isPersonal: true },
  { field: 'community', name: '小区', isRequired: false, isPersonal: false },
]
const row = { id: '1', version: 1, isMasked: true, name: '王**', phone: '138****1111', community: '花果园' }

it('a form opens without masks and sends only what was written', () => {
  const opening = openingTexts(columns, row)
  expect(opening).toEqual({ name: '', phone: '', community: '花果园' })
  expect(writtenTexts(columns, row, {}, opening)).toEqual({})
  expect(writtenTexts(columns, row, {}, { ...opening, phone: '13900002222', community: '' })).toEqual({
    phone: '13900002222',
    community: '',
  })
})

it('personal data that was revealed can be emptied, and is not sent as it was', () => {
  const revealed = { phone: '13800001111' }
  expect(writtenTexts(columns, row, revealed, { name: '', phone: '13800001111', community: '花果园' })).toEqual({})
  expect(writtenTexts(columns, row, revealed, { name: '', phone: '', community: '花果园' })).toEqual({ phone: '' })
})

it('a new row sends what was filled in', () => {
  const values = { name: '王小明', phone: '', community: '' }
  expect(writtenTexts(columns, undefined, {}, values)).toEqual({ name: '王小明' })
})
