/**
 * Reads the county of a row (R-A1): by code, present or old name, with or without province and prefecture; and the
 * telephone number that goes with it: a landline's trunk code must be that of the county's prefecture.
 */
import { fullName, resolveRegion } from '#core/organisation/region.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { isLocalNumber, type Phone, parsePhone, phoneDigits, trunkCodeOf } from '#core/phone.ts'
import type { Refusal } from '#core/result.ts'
import { type CellProblem, type FieldProblem, found, type ImportContext, type Reading, wrong } from './import.ts'

/** The county's code; refused when there is no such county, when it could be several, or when it is outside the importer's reach. */
export const readCounty = (text: string, context: ImportContext): Reading<string> => {
  const known = context.placeByText.get(text)
  if (known) return known
  const reading = resolvedCounty(text, context)
  // A file names few places often; a broken one may name a new place in each row.
  if (context.placeByText.size < 5000) context.placeByText.set(text, reading)
  return reading
}

const resolvedCounty = (text: string, context: ImportContext): Reading<string> => {
  const resolved = resolveRegion(context.regions, text, { level: 'county' })
  if (!resolved.ok) return { problem: problemOf(resolved.refusal, text) }
  const { code, name } = resolved.value
  const isReached = (context.prefectures?.has(prefectureOf(code)) ?? true) && (context.counties?.has(code) ?? true)
  return isReached ? found(code) : wrong('county-out-of-reach', { name })
}

const problemOf = (refusal: Refusal, text: string): CellProblem => {
  const candidates = (refusal.details ?? []).map((detail) => String(detail.params?.name ?? ''))
  const code = refusal.code.replace('organisation.region-', 'import.county-')
  const proposal = candidates.length > 0 ? candidates.slice(0, 3).join(' / ') : undefined
  return { code, params: { text, region: String(refusal.params?.region ?? '') }, proposal }
}

/** Digits of the number; without a trunk code it is read as it stands and judged by `checkPhone`, which knows the county. */
export const readPhone = (text: string): Reading<string> => {
  if (text.includes('*')) return wrong('phone-masked')
  const several = text.split(/[,;、/|\s]+|或/).filter((part) => parsePhone(part))
  if (several.length > 1) return wrong('phone-several', {}, parsePhone(several[0] ?? '')?.digits)
  const phone = parsePhone(text)
  if (phone) return found(phone.digits)
  if (isLocalNumber(text)) return found(phoneDigits(text) ?? text)
  const digits = phoneDigits(text) ?? ''
  if (/^1[3-9]/.test(digits)) return wrong('phone-length', { length: digits.length })
  return wrong('not-a-phone', { text }, several[0] ? parsePhone(several[0])?.digits : undefined)
}

/** A landline belongs to the prefecture of the row's county; `[]` when all is well. */
export const checkPhone = (
  field: string,
  digits: string | undefined,
  county: string | undefined,
  context: ImportContext,
): readonly FieldProblem[] => {
  if (digits === undefined || county === undefined) return []
  const prefecture = context.regions.byCode.get(prefectureOf(county))
  const codes = prefecture?.landlineCodes ?? []
  const right = codes[0]
  if (!prefecture || right === undefined) return []
  const phone = parsePhone(digits)
  if (!phone) {
    return [{ field, code: 'import.phone-without-trunk', proposal: `${right}${digits}`, params: { code: right } }]
  }
  const trunk = trunkCodeOf(phone)
  if (trunk === undefined || codes.includes(trunk)) return []
  const owner = context.regions.regions.find((region) => region.landlineCodes?.includes(trunk))
  const params = { code: trunk, owner: owner?.name ?? '?', prefecture: fullName(context.regions, prefecture), right }
  const code = owner ? 'import.phone-of-another-prefecture' : 'import.phone-of-another-province'
  return [{ field, code, params, proposal: withTrunk(phone, trunk, right) }]
}

const withTrunk = (phone: Phone, trunk: string, right: string): string => `${right}${phone.digits.slice(trunk.length)}`
