import { slaTexts } from '#core/sla/sla.text.ts'
import { type Language, textOf } from '#core/text.ts'
import type { Severity } from './notify.rules.ts'
import { notifyTexts } from './notify.text.ts'

/** What a notification keeps of its event: enough for its words in any language, and no personal data. */
export type NotificationData = {
  readonly number?: string | undefined
  readonly symptom?: string | undefined
  readonly county?: string | undefined
  readonly actor?: string | undefined
  readonly reason?: string | undefined
  readonly clock?: string | undefined
  readonly minutesLeft?: number | undefined
  readonly level?: number | string | undefined
  readonly count?: number | undefined
  readonly title?: string | undefined
  readonly status?: string | undefined
}

const KEPT_TEXT = 200

/** What of an event's data the words need. */
export const notificationData = (data: Readonly<Record<string, unknown>>): NotificationData => {
  const text = (key: string): string | undefined =>
    typeof data[key] === 'string' ? data[key].slice(0, KEPT_TEXT) : undefined
  const number = (key: string): number | undefined => (typeof data[key] === 'number' ? data[key] : undefined)
  return {
    reason: text('reason') ?? text('note') ?? text('text'),
    clock: text('kind'),
    minutesLeft: number('minutesLeft'),
    level: number('level') ?? text('level'),
    count: number('count') ?? number('lateMinutes'),
    title: text('title'),
    status: text('status') ?? (data.outcome === 'neverAsked' ? 'neverAsked' : undefined),
  }
}

export const titleOf = (kind: string, data: NotificationData, language: Language): string => {
  const key = `notify.${kind}`
  const special = data.status ? `${key}.${data.status}` : key
  const clock = data.clock ? textOf(slaTexts, `sla.clock.${data.clock}`, language) : ''
  return textOf(notifyTexts, special in notifyTexts ? special : key, language, {
    number: data.number ?? '',
    actor: data.actor ?? '',
    clock,
    minutesLeft: Math.round(data.minutesLeft ?? 0),
    level: data.level ?? '',
    count: data.count ?? '',
    title: data.title ?? '',
  })
}

/** The line under the title: what it is about and where, or what was said. */
export const textBelow = (data: NotificationData): string =>
  [data.county, data.symptom, data.reason].filter((each) => each !== undefined && each !== '').join(' · ')

const FINE = new Set(['workOrder.restored', 'workOrder.handBackApproved', 'workOrder.verified', 'job.finished'])
const PAUSED = new Set(['workOrder.suspended', 'workOrder.suspensionRequested'])

export const toneOf = (kind: string, severity: Severity): 'late' | 'risk' | 'fine' | 'paused' | 'plain' => {
  if (severity !== 'info') return severity
  if (FINE.has(kind)) return 'fine'
  return PAUSED.has(kind) ? 'paused' : 'plain'
}
