/**
 * Who may lead an order (R-V6): whoever is employed and holds, on that day, every certificate that the table asks for
 * this kind of order and business line. None, an expired one, a revoked one, one that the contractor gave itself or one of
 * which nobody knows who gave it is a refusal that says so. Helping needs no certificate.
 */
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { compact } from '#core/spelling.ts'
import type { Day } from '#core/time.ts'
import type { Certificate, CertificateKind, CertificateState, LeadRequirement } from './certificate.ts'
import { isEmployedOn, type Staff } from './staff.ts'

export type LeadOrder = {
  /** Kind of the order: fault, installation, … */
  readonly kind: string
  readonly line: BusinessLine
  readonly isAtHeight?: boolean
}

/** The two tables of `people.parameters.ts`. */
export type CertificateRules = {
  readonly requirements: readonly LeadRequirement[]
  readonly kinds: readonly CertificateKind[]
}

/**
 * The kinds of certificates that the lead needs. Of the rows that fit, the most specific decides (kind before line before `*`);
 * for work at height the most specific of those rows comes on top.
 */
export const requiredCertificates = (requirements: readonly LeadRequirement[], order: LeadOrder): readonly string[] => {
  const rowFor = (isAtHeight: boolean): LeadRequirement | undefined =>
    requirements
      .filter((row) => row.isAtHeight === isAtHeight)
      .filter((row) => [order.kind, '*'].includes(row.kind) && [order.line, '*'].includes(row.line))
      .sort((a, b) => specificity(b) - specificity(a))[0]
  const rows = [rowFor(false), order.isAtHeight ? rowFor(true) : undefined]
  return [...new Set(rows.flatMap((row) => row?.certificates ?? []))]
}

const specificity = (row: LeadRequirement): number => (row.kind === '*' ? 0 : 2) + (row.line === '*' ? 0 : 1)

/**
 * The certificates that make this person fit to lead the order on that day. Refusals: `people.not-employed`, and `people.not-certified`
 * whose details say per certificate `people.certificate-missing`, `-expired`, `-not-yet-valid`, `-revoked`, `-self-issued` or `-incomplete`.
 */
export const leadEligibility = (
  staff: Staff,
  certificates: readonly Certificate[],
  order: LeadOrder,
  day: Day,
  rules: CertificateRules,
): Result<readonly Certificate[]> => {
  if (!isEmployedOn(staff, day)) return refuse('people.not-employed', { params: { name: staff.name, day } })
  const own = certificates.filter((certificate) => certificate.staffId === staff.id)
  const found: Certificate[] = []
  const faults: Refusal[] = []
  for (const kind of requiredCertificates(rules.requirements, order)) {
    const fault = certificateFault(own, kind, day, rules.kinds)
    const valid = own.find((each) => each.kind === kind && faultOf(each, day) === undefined)
    if (fault) faults.push(fault)
    else if (valid) found.push(valid)
  }
  if (faults.length > 0) return refuse('people.not-certified', { params: { name: staff.name }, details: faults })
  return ok(found)
}

/** Adds which certificate it is about: its code as `kind`, its names as `certificate` and `certificateEn`. */
const named = (kinds: readonly CertificateKind[], code: string, fault: Refusal): Refusal => {
  const name = kinds.find((kind) => kind.code === code)?.name
  const names = { certificate: name?.['zh-CN'] ?? code, certificateEn: name?.en ?? code }
  return { ...fault, params: { ...fault.params, kind: code, ...names } }
}

/** Why none of these certificates proves the kind on that day, with its names; `undefined` where one does. */
export const certificateFault = (
  certificates: readonly Certificate[],
  kind: string,
  day: Day,
  kinds: readonly CertificateKind[],
): Refusal | undefined => {
  const ofKind = certificates.filter((certificate) => certificate.kind === kind)
  if (ofKind.some((certificate) => faultOf(certificate, day) === undefined)) return undefined
  return named(kinds, kind, bestFault(ofKind, day) ?? { code: 'people.certificate-missing' })
}

/** Helping another engineer needs employment and nothing else. */
export const helperEligibility = (staff: Staff, day: Day): Result<null> =>
  isEmployedOn(staff, day) ? ok(null) : refuse('people.not-employed', { params: { name: staff.name, day } })

/** Of several invalid certificates of one kind the one that ended last explains best. */
const bestFault = (certificates: readonly Certificate[], day: Day): Refusal | undefined =>
  [...certificates]
    .sort((a, b) => ((a.validTo ?? '9999') < (b.validTo ?? '9999') ? 1 : -1))
    .map((certificate) => faultOf(certificate, day))
    .find((fault) => fault !== undefined)

type Held = Omit<Certificate, 'id' | 'staffId' | 'kind'>

/** Why a certificate proves nothing on that day, the gravest reason; `undefined` for one that does. */
const faultOf = (certificate: Held, day: Day): Refusal | undefined => {
  const { issuer, validFrom, validTo, revokedOn } = certificate
  if (issuer === 'contractor') return { code: 'people.certificate-self-issued' }
  if (revokedOn !== undefined && revokedOn <= day) return { code: 'people.certificate-revoked', params: { revokedOn } }
  if (validTo !== undefined && validTo < day)
    return { code: 'people.certificate-expired', params: { expiredOn: validTo } }
  if (validFrom !== undefined && day < validFrom)
    return { code: 'people.certificate-not-yet-valid', params: { validFrom } }
  return isComplete(certificate) ? undefined : { code: 'people.certificate-incomplete' }
}

/**
 * Who gave it is known, and of an authority's the number: without them anybody could have written it into a file. What the
 * operator's own department says that it gave needs no number, since its word is the proof (R-V6).
 */
export const isComplete = ({ issuer, number }: Pick<Certificate, 'issuer' | 'number'>): boolean =>
  issuer === 'operator' || (issuer !== undefined && number !== undefined && number.trim() !== '')

/** How a certificate stands on `today`; it is `expiring` until `soon`, and `incomplete` when it proves nothing for want of issuer or number. */
export const certificateState = (certificate: Held, today: Day, soon: Day): CertificateState => {
  const code = faultOf(certificate, today)?.code
  if (code === 'people.certificate-expired' || code === 'people.certificate-revoked') return 'expired'
  if (code === 'people.certificate-incomplete' || code === 'people.certificate-self-issued') return 'incomplete'
  return certificate.validTo !== undefined && certificate.validTo <= soon ? 'expiring' : 'valid'
}

/** The kind that a file means by `高处作业证` or `登高证`; one cell may hold several, split it first with `splitCertificates`. */
export const certificateKindOf = (kinds: readonly CertificateKind[], text: string): CertificateKind | undefined => {
  const wanted = plain(text)
  return kinds.find((kind) =>
    [kind.code, kind.name['zh-CN'], kind.name.en, ...kind.aliases].some((name) => plain(name) === wanted),
  )
}

/** `家客装维上岗证、高处作业证` → two names. */
export const splitCertificates = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .split(/[、,;/+\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const plain = (text: string): string => compact(text).toLowerCase()
