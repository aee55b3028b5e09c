import { useEffect } from 'preact/hooks'
import { wordMatcher } from '#core/wording/forbidden.rules.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { useText } from '#web/field/ui/text.ts'
import { setWritingCheck } from '#web/ui/writing-check.ts'
import { useWording } from './use-wording.ts'

/** Looks for forbidden words in every box for prose, by the list on the phone. (R-V20) */
export const WritingCheck = () => {
  const names = useText(wordingNames)
  const words = useWording().data?.pack.words
  useEffect(() => {
    if (!words) return undefined
    const match = wordMatcher(words)
    setWritingCheck((text) =>
      match(text).map((hit) => ({
        found: hit.found,
        what: names(`class.${hit.class}`),
        instead: hit.sayInstead,
        isGrave: hit.severity === 'severe',
      })),
    )
    return () => setWritingCheck(undefined)
  }, [words, names])
  return null
}
