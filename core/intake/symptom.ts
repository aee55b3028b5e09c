import { z } from 'zod'
import { compact } from '#core/spelling.ts'

const bilingual = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

export const symptomServices = ['internet', 'wifi', 'tv', 'phone', 'line', 'cable', 'any'] as const

/** One row of `defaults/intake/symptoms.json`: what customers say, and what to look at first. */
export const symptomSchema = z.object({
  code: z.string().min(1),
  name: bilingual,
  service: z.enum(symptomServices),
  /** Numbers that a dialling programme or set-top box shows. */
  errorCodes: z.array(z.string().regex(/^\d{3,4}$/)),
  /** Words by which it is recognised; of all symptoms the longest word found decides. */
  words: z.array(z.string().min(1)),
  /** The service is gone altogether. */
  isOutage: z.boolean(),
  firstCheck: bilingual,
})
export type Symptom = z.infer<typeof symptomSchema>

export type SymptomFound = { readonly code: string; readonly errorCode?: string }

export const OTHER_SYMPTOM = 'other'

/** The symptom that a text describes; a known error number in it goes before any word. */
export const classifySymptom = (symptoms: readonly Symptom[], text: string): SymptomFound => {
  const plain = compact(text).toLowerCase()
  for (const [errorCode] of plain.matchAll(/(?<!\d)\d{3,4}(?!\d)/g)) {
    const symptom = symptoms.find((row) => row.errorCodes.includes(errorCode))
    if (symptom) return { code: symptom.code, errorCode }
  }
  let best: { code: string; length: number } | undefined
  for (const { code, words } of symptoms)
    for (const word of words) {
      const wanted = compact(word).toLowerCase()
      if (plain.includes(wanted) && wanted.length > (best?.length ?? 0)) best = { code, length: wanted.length }
    }
  return { code: best?.code ?? OTHER_SYMPTOM }
}
