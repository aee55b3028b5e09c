import type { FieldStation, TeamBlock, TeamPerson } from '#core/field/field.contract.ts'
import { epochMsOf, type Instant } from '#core/time.ts'
import { useOrderName } from '#web/field/job/order-line.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { clockText, durationText } from '#web/ui/time.ts'
import { teamTexts } from './team.text.ts'

export type Bar = { readonly from: Instant; readonly to: Instant }
export type Stations = readonly FieldStation[]

/** 09:00–10:30, the end of the day as 24:00. */
export const spanText = ({ from, to }: Bar): string => {
  const end = clockText(to)
  return `${clockText(from)}–${end === '00:00' ? '24:00' : end}`
}

const shareOf = (at: Instant, { from, to }: Bar): number => {
  const [start, end] = [epochMsOf(from), epochMsOf(to)]
  return Math.min(100, Math.max(0, ((epochMsOf(at) - start) / (end - start)) * 100))
}

/** A running visit whose order is over its limit is as late as one that missed its promise. */
const toneOf = (block: TeamBlock, isOver: boolean): string =>
  block.part === 'done'
    ? 'done'
    : block.lateMinutes > 0 || (isOver && block.part === 'now')
      ? 'late'
      : block.foreseenMinutes > 0
        ? 'risk'
        : block.part === 'now'
          ? 'now'
          : 'planned'

/** What a block says of itself, read aloud and in the person's list: 已完成, 在忙, 约好; 晚 25分. */
export const useBlockText = (): ((block: TeamBlock) => string) => {
  const [t, language] = [useText(teamTexts), useLanguage()]
  return (block) => {
    const said = [t(`part-${block.part}`)]
    if (block.part !== 'done' && block.lateMinutes > 0)
      said.push(t('missed', { time: durationText(block.lateMinutes, language) }))
    else if (block.foreseenMinutes > 0)
      said.push(t('foreseen', { time: durationText(block.foreseenMinutes, language) }))
    if (block.isHelper) said.push(t('as-helper'))
    return said.join(' · ')
  }
}

/** One person's day: done grey, under way filled, promised dashed, late and foreseen in their colours, the present as a line. */
export const DayBar = ({ person, bar }: { readonly person: TeamPerson; readonly bar: Bar }) => {
  const [t, now, nameOf, blockText] = [useText(teamTexts), useNow(), useOrderName(), useBlockText()]
  const over = new Set(person.orders.flatMap(({ number, dueAt }) => (dueAt !== null && dueAt < now ? number : [])))
  const said = person.blocks.map((block) => `${spanText(block)} ${nameOf(block)} ${blockText(block)}`)
  return (
    <span
      className="day-bar"
      role="img"
      aria-label={said.length > 0 ? said.join('；') : t('day-empty', { name: person.name })}
    >
      {person.blocks.map((block) => {
        const [left, right] = [shareOf(block.from, bar), shareOf(block.to, bar)]
        return right === 0 ? null : (
          <i
            key={`${block.number} ${block.from}`}
            className={`day-block day-${toneOf(block, over.has(block.number))}${block.part === 'now' ? ' day-running' : ''}`}
            style={{ left: `${left}%`, width: `${right - left}%` }}
          />
        )
      })}
      <i className="day-now" style={{ left: `${shareOf(now, bar)}%` }} />
    </span>
  )
}

/** The hours over the bars: both ends, and the present between them when it does not touch them. */
export const BarScale = ({ bar }: { readonly bar: Bar }) => {
  const now = useNow()
  const share = shareOf(now, bar)
  const end = clockText(bar.to)
  return (
    <p className="day-scale" aria-hidden="true">
      <span>{clockText(bar.from)}</span>
      {share > 28 && share < 72 && <b style={{ left: `${share}%` }}>{clockText(now)}</b>}
      <span>{end === '00:00' ? '24:00' : end}</span>
    </p>
  )
}
