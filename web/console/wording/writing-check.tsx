import { useEffect } from 'react'
import { wordMatcher } from '#core/wording/forbidden.rules.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { setWritingCheck } from '#web/ui/writing-check.ts'

/** Looks for forbidden words in every box for prose, by the list in force. (R-V20) */
export const WritingCheck = () => {
  const names = useText(wordingNames)
  const { data } = useAnswer(wordingRoutes.inForce, {})
  useLiveRefresh(['wording.published'], [wordingRoutes.inForce])
  const words = data?.pack.words
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
