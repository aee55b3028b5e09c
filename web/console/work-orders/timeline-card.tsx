import { useState } from 'react'
import { arrivalOutcomes } from '#core/safety/arrival.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { type Say, useText } from '#web/ui/text.ts'
import { Timeline, type TimelineEntry } from '#web/ui/timeline.tsx'
import { orderTimelineTexts } from './order-timeline.text.ts'
import { countsOf, type Happening, happenings, type TimelineGroup, timelineGroups } from './order-timeline.ts'
import { type OrderWords, useOrderWords } from './order-words.ts'

/** What happened to the order, newest first, all of it or one kind. */
export const TimelineCard = ({ events }: { readonly events: OrderDetail['events'] }) => {
  const t = useText(orderTimelineTexts)
  const words = useOrderWords()
  const [group, setGroup] = useState<TimelineGroup>('all')
  const all = happenings(events)
  const counts = countsOf(all)
  const shown = all.filter((each) => group === 'all' || each.group === group)
  return (
    <Card
      title={t('title')}
      isFlush
      aside={
        <Segments
          label={t('groups')}
          value={group}
          onChange={setGroup}
          choices={timelineGroups
            .filter((each) => each === 'all' || counts[each] > 0)
            .map((value) => ({ value, label: t(`group.${value}`, { count: counts[value] }) }))}
        />
      }
    >
      {shown.length === 0 ? (
        <p className="order-none">{t('none')}</p>
      ) : (
        <Timeline entries={shown.map((each) => entryOf(each, t, words))} />
      )}
    </Card>
  )
}

type Texts = Say<typeof orderTimelineTexts>

const entryOf = (happening: Happening, t: Texts, words: OrderWords): TimelineEntry => {
  const { event, text, heardAt } = happening
  const data = event.data as Readonly<Record<string, unknown>>
  const said = saidBy(data, t, words)
  const key = text === 'archived' && data.isForced === true ? 'archived-forced' : text
  const details = [...said, ...(heardAt ? [t('heard-later', { time: words.when(heardAt) })] : [])]
  return {
    key: happening.key,
    at: happening.at,
    icon: happening.icon,
    title: t(key, { what: whatOf(text, event, words) }),
    ...(details.length > 0 ? { text: details.join(' · ') } : {}),
    who: whoOf({ event, data }, t),
    isLate: happening.isLate,
  }
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

/** A rule, the customer on their own page, or somebody by name. */
const whoOf = (
  { event, data }: { event: Happening['event']; data: Readonly<Record<string, unknown>> },
  t: Texts,
): string => {
  if (event.source === 'customer') return t('by-customer')
  return data.byRule === true || event.actorRole === 'system' ? t('by-rule') : event.actorName
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

/** What stands in the line itself: to whom, which time, which outcome. */
const whatOf = (text: Happening['text'], event: Happening['event'], words: OrderWords): string => {
  const data = event.data as Readonly<Record<string, unknown>>
  const from = textIn(data.from)
  const to = textIn(data.to)
  switch (text) {
    case 'dispatched':
      return words.places.companyName(textIn(data.companyId))
    case 'carriedOver':
      return [textIn(data.fromCompanyId), textIn(data.companyId)].map(words.places.companyName).join(' → ')
    case 'sentToStation':
      return textIn(data.station) ?? ''
    case 'assigned':
      return textIn(data.staff) ?? ''
    case 'accepted':
    case 'refused':
      return words.name('holder', textIn(data.level) ?? '')
    case 'handedOver':
      return words.name('desk', textIn(data.desk) ?? '')
    case 'causeExplained':
      return words.name('moment', textIn(data.moment) ?? '')
    case 'contacted':
      return words.name('contact', textIn(data.outcome) ?? '')
    case 'verified':
      return words.name('verified', textIn(data.outcome) ?? '')
    case 'appointed':
    case 'rescheduled':
      return from && to ? words.window(from, to) : ''
    case 'evidenceAdded':
    case 'evidenceWithdrawn':
      return [evidenceName(textIn(data.kind) ?? '', words), readingText(data)].filter(Boolean).join(' ')
    case 'amended':
      return amendedText(data, words)
    case 'lateFact':
      return [words.name('action', textIn(data.action) ?? ''), lateText(data, words)].filter(Boolean).join(' · ')
    case 'stepRecorded':
      return stepsText(data.records, words)
    case 'resourceReported':
      return [data.boxCode, data.portBefore, data.portAfter, data.fibre, data.terminalSerial]
        .map(textIn)
        .filter(Boolean)
        .join(' · ')
    case 'materialRecorded':
      return [data.use, data.name ?? data.code, data.serial]
        .map((each, index) => (index === 0 ? words.name('material', textIn(each) ?? '') : textIn(each)))
        .filter(Boolean)
        .join(' ')
    case 'visitEnded':
      return words.name('outcome', textIn(data.outcome) ?? '')
    case 'returned':
      return words.cause(textIn((data.result as Readonly<Record<string, unknown>> | undefined)?.cause) ?? '')
    case 'serviceConfirmed': {
      const given = data.confirmation as Readonly<Record<string, unknown>> | undefined
      return words.name('confirmationMode', textIn(given?.mode) ?? '')
    }
    case 'customerUnsatisfied':
      return words.name('wish', textIn(data.wish) ?? '')
    case 'confirmationTyped':
    case 'confirmationMade':
      return textIn(data.confirmation) ?? ''
    case 'calledBack':
      return words.name('survey', textIn(data.outcome) ?? '')
    case 'complained':
    case 'complaintAnswered':
    case 'complaintLate':
      return words.complaint(textIn(data.complaint) ?? '')
    case 'customerRated':
      return words.name('rating', textIn(data.level) ?? '')
    case 'customerConfirmed':
      return words.name('confirmed', textIn(data.outcome) ?? '')
    case 'suspensionRequested':
    case 'suspended':
      return words.pauseCause(textIn(data.cause) ?? '')
    case 'hazardsDeclared':
      return listed(textsIn(data.hazards).map((code) => words.name('hazard', code))) || words.name('hazard', 'none')
    case 'safetyConfirmed':
      return words.name('hazard', textIn(data.hazard) ?? '')
    case 'workStopped':
      return words.name('stopReason', textIn(data.stopReason) ?? '')
    case 'stopReviewed':
      return words.name('measure', textIn(data.measure) ?? '')
    case 'crewJoined':
      return textIn(data.staff) ?? ''
    case 'urged':
      return textIn(data.count) ?? ''
    case 'escalated':
      return textIn(data.level) ?? ''
    case 'warned':
    case 'late':
      return words.clock(textIn(data.kind) ?? textIn(data.clock) ?? '')
    default:
      return event.kind
  }
}

export const evidenceName = (kind: string, words: OrderWords): string => {
  const reading = words.name('reading', kind)
  return reading === kind ? words.name('proof', kind) : reading
}

type Words = { readonly field: string; readonly to?: string | null; readonly mine?: string | null }
const wordsIn = (value: unknown): readonly Words[] => (Array.isArray(value) ? (value as readonly Words[]) : [])

const amendedText = (data: Readonly<Record<string, unknown>>, words: OrderWords): string =>
  wordsIn(data.changes)
    .map(({ field, to }) => `${words.name('amend', field)} ${to ?? '—'}`)
    .join(words.language === 'en' ? ', ' : '、')

const lateText = (data: Readonly<Record<string, unknown>>, words: OrderWords): string => {
  if (data.action === 'recordStep') return stepsText(data.records, words)
  if (data.action === 'logContact') return words.name('contact', textIn(data.outcome) ?? '')
  return [evidenceName(textIn(data.kind) ?? '', words), textIn(data.name), readingText(data)].filter(Boolean).join(' ')
}

/** The steps by name, each with what was said of it where that is not simply that it was done. */
const stepsText = (records: unknown, words: OrderWords): string => {
  const said = (Array.isArray(records) ? records : []) as readonly { step: string; outcome: string }[]
  const texts = said.map(({ step, outcome }) =>
    [words.name('steps', step), outcome === 'done' ? '' : words.name('step-state', outcome)].filter(Boolean).join(' '),
  )
  return [...new Set(texts)].join(words.language === 'en' ? ', ' : '、')
}

const readingText = (data: Readonly<Record<string, unknown>>): string => {
  const value = textIn(data.value)
  return value === undefined ? '' : `${value.replace(/^-/, '−')} ${textIn(data.unit) ?? ''}`.trim()
}

/** The smaller line: reasons, notes, and what belongs to them. */
const saidBy = (data: Readonly<Record<string, unknown>>, t: Texts, words: OrderWords): readonly string[] => {
  const found: string[] = []
  const add = (text: string | undefined) => {
    if (text) found.push(text)
  }
  const result = data.result as Readonly<Record<string, unknown>> | undefined
  const code = textIn(data.reasonCode)
  const exception = textIn(data.exception)
  const [why, more] = words.said(exception ?? textIn(data.reason) ?? textIn(data.note), code, textIn(data.reasonList))
  // Sign-ins of before had no outcome.
  const isArrival = typeof data.outcome === 'string' && (arrivalOutcomes as readonly string[]).includes(data.outcome)
  add(exception && why && !isArrival ? t('arrival-exception', { reason: why }) : why)
  add(more)
  if (textIn(data.reason)) add(textIn(data.note))
  add(textIn(data.text))
  const promise = data.promise as Readonly<Record<string, unknown>> | undefined
  const promisedAt = textIn(promise?.dueAt)
  add(
    promisedAt &&
      t('promised', { owner: words.name('feedbackOwner', textIn(promise?.owner) ?? ''), time: words.when(promisedAt) }),
  )
  add(textIn(data.comment))
  const stopped = textIn(data.why)
  add(stopped === 'cancel' || stopped === 'neverAsked' ? t(`stopped-${stopped}`) : undefined)
  const flags = Array.isArray(data.flags) ? data.flags.map((flag) => words.name('flag', String(flag))) : []
  add(flags.length > 0 ? t('flagged', { flags: flags.join('、') }) : undefined)
  add(textIn(data.symptom))
  add(textIn(result?.done))
  add(textIn(data.opinion))
  add(textIn(data.person))
  const until = textIn(data.until)
  add(until && t('until', { time: words.when(until) }))
  add(words.arrival(isArrival ? data : { metresOff: data.metresOff }))
  const again = textIn(data.callBackAt)
  add(again && t('call-again', { time: words.when(again) }))
  const before = data.before as Readonly<Record<string, unknown>> | undefined
  const [from, to] = [textIn(before?.from), textIn(before?.to)]
  add(from && to && t('before', { time: words.window(from, to) }))
  const reply = textIn(data.replyDueAt)
  add(reply && t('reply-until', { time: words.when(reply) }))
  const left = textIn(data.minutesLeft)
  add(left && t('minutes-left', { count: left }))
  add(data.isLate === true ? t('reply-late') : undefined)
  const next = `step.${textIn(data.next)}`
  add(next in orderTimelineTexts ? t('next-step', { step: t(next as 'step.work') }) : undefined)
  const orderedBy = textIn(data.orderedByName)
  add(orderedBy && t('ordered-by', { name: orderedBy }))
  const agreed = data.appointment as Readonly<Record<string, unknown>> | undefined
  const [agreedFrom, agreedTo] = [textIn(agreed?.from), textIn(agreed?.to)]
  add(agreedFrom && agreedTo && t('agreed', { time: words.window(agreedFrom, agreedTo) }))
  for (const { field, mine } of wordsIn(data.conflicts)) {
    add(t('amend-conflict', { field: words.name('amend', field), mine: mine ?? '—' }))
  }
  const said = data.deviceTime as Readonly<Record<string, unknown>> | undefined
  const saidAt = textIn(said?.saidAt)
  add(saidAt && t('device-time', { time: words.when(saidAt), minutes: textIn(said?.outsideMinutes) ?? '' }))
  add(data.settled === 'handBack' ? t('settled-handBack') : undefined)
  add(data.isCauseConfirmed === true ? t('cause-confirmed') : undefined)
  add(data.isCauseConfirmed === false ? t('cause-contested') : undefined)
  return found
}
