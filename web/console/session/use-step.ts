import { useState } from 'react'
import { errorWords } from '#web/ui/error-words.ts'
import { isCallError } from '#web/ui/problem.ts'
import { useText } from '#web/ui/text.ts'
import { uiTexts } from '#web/ui/ui.text.ts'

/** One step of signing in: sends once at a time, keeps what was refused as a sentence and by field. */
export const useStep = () => {
  const ui = useText(uiTexts)
  const [isSending, setIsSending] = useState(false)
  const [refusal, setRefusal] = useState<string | undefined>(undefined)
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({})
  const run = async (step: () => Promise<void>): Promise<void> => {
    if (isSending) return
    setIsSending(true)
    setRefusal(undefined)
    setFields({})
    try {
      await step()
    } catch (error) {
      const words = errorWords(ui, error)
      const byField = isCallError(error) ? error.fields : []
      setFields(Object.fromEntries(byField.map((each) => [each.field, each.text])))
      if (byField.length === 0) setRefusal(words.text || words.title)
    } finally {
      setIsSending(false)
    }
  }
  return { isSending, refusal, fields, run, setFields }
}
