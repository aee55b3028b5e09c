import type { z } from 'zod'
import type { CustomerCard } from '#core/intake/desk.contract.ts'
import type { newReportSchema } from '#core/intake/intake.contract.ts'
import type { Channel } from '#core/intake/report.ts'
import type { Symptom, symptomServices } from '#core/intake/symptom.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { parsePhone, phoneDigits } from '#core/phone.ts'
import type { Instant } from '#core/time.ts'

export type ReportBody = z.input<typeof newReportSchema>

/** What the desk has heard so far. */
export type Draft = {
  readonly customer: CustomerCard | undefined
  readonly channel: Channel
  readonly symptom: string
  readonly words: string
  readonly phone: string
  readonly account: string
  readonly name: string
  readonly address: string
  readonly county: string
  readonly preferredAt: Instant | ''
  readonly isTold: boolean
  readonly isUrge: boolean
  readonly isSeparate: boolean
}

export const emptyDraft: Draft = {
  customer: undefined,
  channel: 'hotline',
  symptom: '',
  words: '',
  phone: '',
  account: '',
  name: '',
  address: '',
  county: '',
  preferredAt: '',
  isTold: true,
  isUrge: false,
  isSeparate: false,
}

type Typed = Pick<Draft, 'phone' | 'account' | 'name' | 'address'>

/** Which field a text of the search box belongs into, when nobody in the ledger is meant by it. */
export const fieldsOf = (text: string): Typed => {
  const typed = text.trim()
  const none = { phone: '', account: '', name: '', address: '' }
  const digits = phoneDigits(typed)
  if (parsePhone(typed) || (digits !== undefined && digits.length >= 7)) return { ...none, phone: typed }
  if (/^[A-Za-z0-9_@.-]+$/.test(typed)) return { ...none, account: typed }
  // People's names are short; a place says more.
  return /^\p{Script=Han}{2,4}$/u.test(typed) ? { ...none, name: typed } : { ...none, address: typed }
}

/** A number that was typed to find the customer is the number that called. */
export const callerOf = (text: string): string => (parsePhone(text.trim()) ? text.trim() : '')

const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

/** Whom the report is about, as the server takes it; `undefined` while nothing is said about that. */
export const whomOf = (draft: Draft): Partial<ReportBody> | undefined => {
  const { customer } = draft
  if (customer) {
    const id = customer.line === 'home' ? { homeUserId: customer.id } : { enterpriseLineId: customer.id }
    return { ...id, callerPhone: given(draft.phone) }
  }
  const whom = {
    callerPhone: given(draft.phone),
    account: given(draft.account),
    customerName: given(draft.name),
    address: given(draft.address),
    county: given(draft.county),
  }
  return (whom.callerPhone ?? whom.account ?? whom.address) === undefined ? undefined : whom
}

/** The command that saves; `undefined` while something is missing. The words of data are Chinese, whatever the reader's language. */
export const bodyOf = (draft: Draft, symptoms: readonly Symptom[]): ReportBody | undefined => {
  const whom = whomOf(draft)
  const chosen = symptoms.find(({ code }) => code === draft.symptom)?.name['zh-CN']
  const words = given(draft.words)
  const symptom = chosen ?? words?.slice(0, 200)
  if (!whom || symptom === undefined) return undefined
  return {
    ...whom,
    channel: draft.channel,
    symptom,
    ...(chosen !== undefined && words !== undefined ? { description: words } : {}),
    ...(draft.preferredAt === '' ? {} : { preferredAt: draft.preferredAt }),
    isTold: draft.isTold,
    isUrge: draft.isUrge && !draft.isSeparate,
    isSeparate: draft.isSeparate,
  }
}

type Service = (typeof symptomServices)[number]
const SERVICES: Record<BusinessLine, readonly Service[]> = {
  home: ['internet', 'wifi', 'tv', 'phone', 'cable', 'any'],
  enterprise: ['line', 'cable', 'any'],
}

/** Symptoms of the customer's line, the frequent ones first as the dictionary has them. */
export const symptomsFor = (symptoms: readonly Symptom[], line: BusinessLine | undefined): readonly Symptom[] =>
  line ? symptoms.filter(({ service }) => SERVICES[line].includes(service)) : symptoms
