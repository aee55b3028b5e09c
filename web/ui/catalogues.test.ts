import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages, type Texts } from '#core/text.ts'

const root = path.resolve(import.meta.dirname, '../..')
const files = ['core', 'web'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.text.ts'))
    .map((name) => path.join(root, folder, name)),
)

const isTexts = (value: unknown): value is Texts =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((text) => typeof text === 'object' && text !== null && 'zh-CN' in text)

/** Their number: a language may name a thing by its code where the other has its name. */
const placeholdersOf = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1])).size

describe('catalogues', () => {
  it.each(files.map((file) => [path.relative(root, file), file]))(
    '%s says everything in both languages',
    async (_, file) => {
      const catalogues = Object.values((await import(file)) as Record<string, unknown>).filter(isTexts)
      expect(catalogues.length).toBeGreaterThan(0)
      const wrong = catalogues.flatMap((texts) =>
        Object.entries(texts)
          .filter(([, text]) => {
            const [chinese, english] = languages.map((language) => text[language])
            if (!chinese?.trim() || !english?.trim()) return true
            return placeholdersOf(chinese) !== placeholdersOf(english)
          })
          .map(([key]) => key),
      )
      expect(wrong).toEqual([])
    },
  )
})
