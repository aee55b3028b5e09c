import { useMemo } from 'react'
import { z } from 'zod'
import { reasonSchema } from '#core/organisation/organisation.contract.ts'
import { parsePhone } from '#core/phone.ts'
import { isDay } from '#core/time.ts'
import { useText } from '#web/ui/text.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'

/** Fields of the registers as people type them, with words beside the field; empty text is nothing. */
export const useFormFields = () => {
  const t = useText(organisationScreenTexts)
  return useMemo(() => {
    const needed = t('organisation.needed')
    return {
      name: z.string().trim().min(1, needed).max(64),
      choice: z.string().min(1, needed),
      text: z.string().trim().max(200),
      phone: z
        .string()
        .trim()
        .max(30)
        .refine((text) => text === '' || parsePhone(text) !== undefined, t('organisation.phone-wrong')),
      day: z.string().refine((text) => isDay(text), t('organisation.day-wrong')),
      dayOrNone: z.string().refine((text) => text === '' || isDay(text), t('organisation.day-wrong')),
      reason: reasonSchema,
    }
  }, [t])
}

export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Names one a line, or separated as people do it. */
export const namesOf = (text: string): string[] =>
  text
    .split(/[\n,，、;；]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
