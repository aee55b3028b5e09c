import { describe, expect, it } from 'vitest'
import { homeUserRows } from '#core/ledger/home-user-row.rules.ts'
import { textOf } from '#core/text.ts'
import { columnKey, columnNames } from './column-names.ts'
import { importTexts } from './import.text.ts'

describe('the columns that a refusal names', () => {
  const texts = { ...importTexts, ...columnNames([homeUserRows]) }
  const columns = ['account', 'address'].map((field) => columnKey('home-users', field)).join(',')

  it('are read in the language of the reader, with its own commas', () => {
    expect(textOf(texts, 'import.columns-missing', 'zh-CN', { columns })).toBe('缺少必填的列：宽带账号、装机地址')
    expect(textOf(texts, 'import.columns-missing', 'en', { columns })).toBe(
      `Required columns are missing: ${homeUserRows.columns.account.title.en}, ${homeUserRows.columns.address.title.en}`,
    )
  })

  it('have their names also where one stands alone, and so has the kind', () => {
    expect(textOf(texts, 'import.missing', 'en', { title: columnKey('home-users', 'account') })).toBe(
      `${homeUserRows.columns.account.title.en} must not be blank`,
    )
    expect(textOf(texts, 'import.kind-not-permitted', 'en', { kind: 'home-users' })).toBe(
      `You may not import ${homeUserRows.title.en}`,
    )
  })
})
