import type { Refusal, Result } from '#core/result.ts'
import { type Language, type Texts, textOf } from '#core/text.ts'
import { halt } from '#server/platform/halt.ts'

/** The value, or the refusal as the end of the command: exit code 2, each wrong thing on a line. */
export const orHalt = <T>(result: Result<T>, texts: Texts): T => {
  if (result.ok) return result.value
  const { refusal } = result
  const tell = (language: Language): string =>
    [refusal, ...(refusal.details ?? [])]
      .map((each: Refusal) => textOf(texts, each.code, language, each.params))
      .join('\n')
  throw halt(tell('zh-CN'), tell('en'), 2)
}
