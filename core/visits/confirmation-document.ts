/**
 * What the service confirmation says (有线宽带故障处理服务确认书, for enterprise lines 集团客户专线服务确认书): the same blocks on the phone
 * before signing, on the order's page and on paper. Pure: from the order, the visit and what the ledger knows. (R-V14; DOMAIN §7.3)
 */
import { type Language, textOf } from '#core/text.ts'
import { epochMsOf, type Instant, instantOf, ZONE_OFFSET_MS } from '#core/time.ts'
import { type ConfirmationText, confirmationTexts } from './confirmation.text.ts'
import { type Confirmation, copyReceivers, serviceChecks, testedServices } from './confirmation.ts'

/** What the document is about, whoever asks: the phone before signing, the server after the return. */
export type ConfirmationSubject = {
  readonly number: string
  readonly orderNumber: string
  readonly externalNumber?: string | undefined
  readonly line: 'home' | 'enterprise'
  readonly kind: string
  readonly customer: {
    readonly name?: string | undefined
    readonly account?: string | undefined
    readonly phone?: string | undefined
    readonly address?: string | undefined
  }
  readonly level?: string | undefined
  readonly bandwidthMbps?: number | undefined
  readonly reportedAt: Instant
  readonly symptom: string
  readonly found?: string | undefined
  readonly windowFrom?: Instant | undefined
  readonly windowTo?: Instant | undefined
  readonly arrivedAt?: Instant | undefined
  readonly leftAt?: Instant | undefined
  readonly outageMinutes?: number | undefined
  readonly done: string
  readonly cause?: string | undefined
  readonly party?: string | undefined
  readonly readings: readonly { readonly name: string; readonly value: number; readonly unit: string }[]
}

/** What was put in or taken out; one with its serial number where it has one. */
export type UsedMaterial = {
  readonly use: 'used' | 'removed'
  readonly name?: string | undefined
  readonly code?: string | undefined
  readonly serial?: string | undefined
  readonly quantity: number
  readonly unit?: string | undefined
}

/** What neither the order nor the visit holds. */
export type ConfirmationFacts = {
  readonly prefecture: string
  readonly county: string
  readonly company: string
  readonly engineer?:
    | { readonly name: string; readonly number: string; readonly phone?: string | undefined }
    | undefined
  readonly zAddress?: string | undefined
  readonly materials: readonly UsedMaterial[]
  readonly cableMetres?: number | undefined
  readonly isResourceChanged?: boolean | undefined
}

/** What the customer said, or what is still open on a blank form. */
export type Given = Pick<
  Confirmation,
  'mode' | 'checks' | 'services' | 'satisfaction' | 'opinion' | 'signer' | 'signerName' | 'paper'
> & { readonly at?: Instant | undefined; readonly why?: string | undefined }

export type DocumentRow = {
  readonly label: string
  readonly value: string
  readonly isWide: boolean
  /** On a blank form: boxes to tick. */
  readonly options?: readonly string[]
}
export type DocumentBlock = { readonly code: string; readonly title: string; readonly rows: readonly DocumentRow[] }
export type ConfirmationDocument = {
  readonly title: string
  readonly number: string
  readonly blocks: readonly DocumentBlock[]
  readonly sign: {
    readonly customer: DocumentRow
    readonly engineer: DocumentRow
    readonly notes: readonly string[]
  }
  /** Each copy is a page of its own; a home user's has one. */
  readonly copies: readonly string[]
}

type Say = (key: ConfirmationText, params?: Readonly<Record<string, string | number>>) => string

const row = (label: string, value: string | undefined, isWide = false): readonly DocumentRow[] =>
  value === undefined || value === '' ? [] : [{ label, value, isWide }]

/** `2026-11-22 14:30`, in China. */
const instantText = (at: Instant): string =>
  instantOf(epochMsOf(at) + ZONE_OFFSET_MS)
    .slice(0, 16)
    .replace('T', ' ')
const when = (at: Instant | undefined): string | undefined => at && instantText(at)

/** The document in full; `given` is left out while nobody has said anything yet. */
export const documentOf = (
  subject: ConfirmationSubject,
  facts: ConfirmationFacts,
  given: Given | undefined,
  language: Language = 'zh-CN',
): ConfirmationDocument => {
  const say: Say = (key, params) => textOf(confirmationTexts, key, language, params)
  const isEnterprise = subject.line === 'enterprise'
  const title = isEnterprise ? 'title.enterprise' : subject.kind === 'fault' ? 'title.home' : 'title.home-other'
  const block = (
    code: 'header' | 'customer' | 'fault' | 'work' | 'test' | 'check' | 'opinion',
    ...rows: (readonly DocumentRow[])[]
  ) => ({
    ...{ code, title: say(`block.${code}`), rows: rows.flat() },
  })
  return {
    title: say(title),
    number: subject.number,
    blocks: [
      block(
        'header',
        row(say('number'), subject.number),
        row(say('order'), subject.orderNumber),
        row(say('external'), subject.externalNumber),
        row(say('region'), [facts.prefecture, facts.county].filter(Boolean).join(' ')),
        row(say('company'), facts.company),
        row(say('date'), when(given?.at ?? subject.leftAt ?? subject.arrivedAt)?.slice(0, 10)),
      ),
      block('customer', customerRows(subject, facts, say)),
      block(
        'fault',
        row(say('reported'), when(subject.reportedAt)),
        row(say('appointed'), windowOf(subject)),
        row(say('arrived'), when(subject.arrivedAt)),
        row(say('left'), when(subject.leftAt)),
        row(
          say('outage'),
          isEnterprise && subject.outageMinutes !== undefined
            ? minutesText(subject.outageMinutes, language)
            : undefined,
        ),
        row(say('symptom'), subject.symptom, true),
        row(say('found'), subject.found, true),
      ),
      block(
        'work',
        row(say('cause'), subject.cause, true),
        row(say('done'), subject.done, true),
        row(
          say('materials'),
          facts.materials.map((each) => materialText(each, say)).join('；') || say('material-none'),
          true,
        ),
        row(say('cable'), facts.cableMetres === undefined ? undefined : say('metres', { count: facts.cableMetres })),
        row(
          say('resource'),
          facts.isResourceChanged === undefined ? undefined : say(facts.isResourceChanged ? 'yes' : 'no'),
        ),
        row(say('party'), subject.party),
      ),
      block(
        'test',
        subject.readings.flatMap(({ name, value, unit }) => row(name, `${String(value).replace(/^-/, '−')} ${unit}`)),
        row(say('services'), servicesText(given, say)),
      ),
      block(
        'check',
        serviceChecks.flatMap((check) => row(say(`check.${check}`), answerText(check, given?.checks[check], say))),
      ),
      block(
        'opinion',
        row(
          say('satisfaction'),
          given?.satisfaction === undefined ? say('not-said') : say(`satisfied.${given.satisfaction}` as 'satisfied.4'),
        ),
        row(say('opinion'), given?.opinion ?? say('not-said'), true),
      ),
    ],
    sign: {
      customer: {
        ...{ label: say(isEnterprise ? 'sign-representative' : 'sign-customer'), isWide: false },
        value: [given?.signerName, given?.signer && say(`signer.${given.signer}`), when(given?.at)]
          .filter(Boolean)
          .join(' · '),
      },
      engineer: {
        ...{ label: say('sign-engineer'), isWide: false },
        value: facts.engineer
          ? [facts.engineer.name, `${say('engineer-number')} ${facts.engineer.number}`, facts.engineer.phone]
              .filter(Boolean)
              .join(' · ')
          : '',
      },
      notes: notesOf(given, say),
    },
    copies: isEnterprise ? copyReceivers.map((receiver) => say(`copy.${receiver}`)) : [''],
  }
}

const customerRows = (subject: ConfirmationSubject, facts: ConfirmationFacts, say: Say): readonly DocumentRow[] => {
  const { customer, line } = subject
  const isEnterprise = line === 'enterprise'
  return [
    ...row(say(isEnterprise ? 'unit' : 'name'), customer.name),
    ...row(say(isEnterprise ? 'circuit' : 'account'), customer.account),
    ...row(say('phone'), customer.phone),
    ...row(say('level'), subject.level),
    ...row(say('bandwidth'), subject.bandwidthMbps === undefined ? undefined : `${subject.bandwidthMbps} Mbps`),
    ...row(say(isEnterprise ? 'a-end' : 'address'), customer.address, true),
    ...row(say('z-end'), isEnterprise ? facts.zAddress : undefined, true),
  ]
}

const windowOf = ({ windowFrom, windowTo }: ConfirmationSubject): string | undefined =>
  windowFrom && windowTo ? `${instantText(windowFrom)}–${instantText(windowTo).slice(11)}` : undefined

const minutesText = (minutes: number, language: Language): string =>
  textOf({ it: { 'zh-CN': '{m:duration}', en: '{m:duration}' } }, 'it', language, { m: minutes })

const materialText = ({ use, name, code, serial, quantity, unit }: UsedMaterial, say: Say): string => {
  const what = `${say(`material.${use}`)} ${name ?? code ?? serial ?? ''} × ${quantity}${unit ? ` ${unit}` : ''}`
  return serial ? `${what}（SN ${serial}）` : what
}

const servicesText = (given: Given | undefined, say: Say): string | undefined => {
  const told = testedServices.filter((each) => given?.services[each] === true)
  return told.length === 0 ? undefined : told.map((each) => say(`service.${each}`)).join('、')
}

const answerText = (check: string, answer: boolean | undefined, say: Say): string => {
  if (answer === undefined) return say('not-said')
  if (check === 'charged') return say(answer ? 'charged-yes' : 'charged-no')
  return say(answer ? 'yes' : 'no')
}

const notesOf = (given: Given | undefined, say: Say): readonly string[] => {
  if (!given) return []
  if (given.mode === 'signed') return [say('evidence')]
  if (given.mode === 'paper') return [`${say('form')} ${given.paper?.formNumber ?? ''}`, say('form-photo')]
  return [say('unsigned', { reason: given.why ?? '' }), say('called-back')]
}

/** A blank form of a number that a station reserved, to be filled in by hand. */
export const blankForm = (
  number: string,
  {
    company,
    station,
    line,
  }: { readonly company: string; readonly station: string; readonly line: 'home' | 'enterprise' },
  language: Language = 'zh-CN',
): ConfirmationDocument => {
  const say: Say = (key, params) => textOf(confirmationTexts, key, language, params)
  const isEnterprise = line === 'enterprise'
  const open = (key: ConfirmationText, isWide = false): DocumentRow => ({ label: say(key), value: '', isWide })
  const ticks = (key: ConfirmationText, options: readonly ConfirmationText[], isWide = false): DocumentRow => ({
    ...open(key, isWide),
    options: options.map((each) => say(each)),
  })
  const block = (
    code: 'header' | 'customer' | 'fault' | 'work' | 'test' | 'check' | 'opinion',
    rows: readonly DocumentRow[],
  ) => ({
    ...{ code, title: say(`block.${code}`), rows },
  })
  return {
    ...{ title: say(isEnterprise ? 'title.enterprise' : 'title.home'), number },
    blocks: [
      block('header', [
        { ...open('form'), value: number },
        open('order'),
        { ...open('company'), value: [company, station].filter(Boolean).join(' ') },
        open('date'),
      ]),
      block('customer', [
        open(isEnterprise ? 'unit' : 'name'),
        open(isEnterprise ? 'circuit' : 'account'),
        open('phone'),
        open('bandwidth'),
        open(isEnterprise ? 'a-end' : 'address', true),
        ...(isEnterprise ? [open('z-end', true)] : []),
      ]),
      block('fault', [
        open('reported'),
        open('appointed'),
        open('arrived'),
        open('left'),
        open('symptom', true),
        open('found', true),
      ]),
      block('work', [
        open('cause', true),
        open('done', true),
        open('materials', true),
        open('cable'),
        ticks('resource', ['yes', 'no']),
      ]),
      block('test', [
        open('optical'),
        open('speed'),
        open('ping'),
        ticks('services', ['service.broadband', 'service.iptv', 'service.voice']),
      ]),
      block(
        'check',
        serviceChecks.map((check) =>
          ticks(`check.${check}`, check === 'charged' ? ['charged-no', 'charged-yes'] : ['yes', 'no']),
        ),
      ),
      block('opinion', [
        ticks('satisfaction', ['satisfied.4', 'satisfied.3', 'satisfied.2', 'satisfied.1'], true),
        open('opinion', true),
      ]),
    ],
    sign: {
      customer: open(isEnterprise ? 'sign-representative' : 'sign-customer'),
      engineer: open('sign-engineer'),
      notes: [],
    },
    copies: isEnterprise ? copyReceivers.map((receiver) => say(`copy.${receiver}`)) : [''],
  }
}
