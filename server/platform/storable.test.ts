import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storableJson } from './storable.ts'

const read = (text: string): unknown => JSON.parse(storableJson(text))

test('U+0000 is left out and half a character becomes U+FFFD, wherever they stand', () => {
  expect(read(JSON.stringify({ 'a\0b': ['x\0y', '\ud83d', '\udfff\ud83d\ude00'] }))).toEqual({
    ab: ['xy', '\ufffd', '\ufffd\u{1f600}'],
  })
  expect(read('"\\u0000\\udc00\\ud83d\\u0041\\ud83d\\ud83d\\ude00"')).toBe('\ufffd\ufffdA\ufffd\u{1f600}')
})

test('a backslash that is written out is no escape', () => {
  expect(read(JSON.stringify('C:\\u0000 \\ud83d'))).toBe('C:\\u0000 \\ud83d')
})

test('every text comes through as the well formed one without U+0000', () => {
  const halves = fc.string({
    unit: fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })).map((code) => String.fromCharCode(code)),
  })
  fc.assert(
    fc.property(halves, (text) => {
      // Escaped one by one, as a careless sender does.
      const escaped = [...Array(text.length).keys()].map(
        (at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
      )
      expect(read(`"${escaped.join('')}"`)).toBe(text.replaceAll('\0', '').toWellFormed())
    }),
  )
})
