import type { Instant } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OutboxItem } from '#web/field/outbox.ts'
import { useText } from '#web/field/ui/text.ts'
import { outboxTexts } from './outbox.text.ts'

/** 回单 · 王**: what was done, and for whom. */
export const useItemWords = () => {
  const [t, names] = [useText(outboxTexts), useText(orderNames)]
  const what = ({ command }: OutboxItem): string =>
    command.kind === 'order'
      ? names(`action.${command.action}` as keyof typeof orderNames)
      : t(command.route === 'look' ? 'what-look' : 'what-call')
  const who = ({ command, who: name }: OutboxItem): string => name ?? (command.kind === 'order' ? command.number : '')
  const title = (item: OutboxItem): string => t('what-who', { what: what(item), who: who(item) })
  return { what, who, title }
}

/** What was written, readable: words and figures. */
export const contentText = ({ command }: OutboxItem): string => {
  const content = command.kind === 'order' ? command.input : { ...command.params, ...command.body }
  return valuesIn(content).join('，')
}

/** Codes, ids and instants are for machines; words and figures are what the person wrote. */
const isForMachines = (text: string): boolean =>
  /^[a-z][\w.-]*$/i.test(text) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text) || /^\d{4}-\d\d-\d\dT/.test(text)

const valuesIn = (value: unknown): string[] => {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap(valuesIn)
  if (typeof value === 'object') return Object.values(value).flatMap(valuesIn)
  const text = String(value)
  return isForMachines(text) || typeof value === 'boolean' ? [] : [text]
}

const NOTE_LETTERS = 1_800
export const shortened = (text: string): string =>
  text.length > NOTE_LETTERS ? `${text.slice(0, NOTE_LETTERS)}…` : text

export const numberOf = ({ command }: Pick<OutboxItem, 'command'>): string | undefined =>
  command.kind === 'order' ? command.number : undefined

/** Of the same order, what the server took when it refused this one. */
export const othersTaken = (item: OutboxItem, all: readonly OutboxItem[]): number =>
  all.filter(
    ({ id, state, answeredAt, ...each }) =>
      id !== item.id &&
      (state === 'done' || state === 'kept') &&
      answeredAt === item.answeredAt &&
      numberOf(each) === numberOf(item),
  ).length

export const sentAt = (item: OutboxItem): Instant => item.answeredAt ?? item.doneAt
