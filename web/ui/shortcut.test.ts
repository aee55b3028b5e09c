import { expect, it } from 'vitest'
import { matchesKeys } from './shortcut.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

it('modifiers must match exactly, and ⌘ counts as Ctrl', () => {
  expect(matchesKeys('ctrl+enter', press('Enter', { code: 'Enter', ctrlKey: true }))).toBe(true)
  expect(matchesKeys('ctrl+enter', press('Enter', { code: 'Enter', metaKey: true }))).toBe(true)
  expect(matchesKeys('ctrl+enter', press('Enter', { code: 'Enter' }))).toBe(false)
  expect(matchesKeys('q', press('q', { ctrlKey: true }))).toBe(false)
})

it('Alt with a letter is found by its place when the layout gives another character', () => {
  expect(matchesKeys('alt+n', press('˜', { code: 'KeyN', altKey: true }))).toBe(true)
})
