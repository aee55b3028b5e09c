import { type Language, textOf } from '#core/text.ts'
import { safetyNames } from './safety.text.ts'

/** 距现场 320 米，精度 15 米 · 不在现场范围: what a sign-in proves, in words and without a map. */
export const arrivalWords = (arrival: Readonly<Record<string, unknown>>, language: Language): string => {
  const { outcome, metresOff, accuracyMetres, doubt, absence } = arrival
  const named = (kind: string, code: unknown) =>
    typeof code === 'string' ? [textOf(safetyNames, `${kind}.${code}`, language)] : []
  const seen = [
    ...(typeof metresOff === 'number' ? [textOf(safetyNames, 'arrival.metres', language, { metres: metresOff })] : []),
    ...(typeof accuracyMetres === 'number'
      ? [textOf(safetyNames, 'arrival.accuracy', language, { accuracy: Math.round(accuracyMetres) })]
      : []),
  ].join(language === 'en' ? ', ' : '，')
  return [
    ...(seen ? [seen] : []),
    ...(outcome === 'ok' ? [] : named('arrivalOutcome', outcome)),
    ...named('doubt', doubt),
    ...named('absence', absence),
  ].join(' · ')
}
