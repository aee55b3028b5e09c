import { Fragment, type ReactNode } from 'react'
import { dayOf, type Instant } from '#core/time.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { useLanguage } from './text.ts'
import { clockText, dayText, fullInstantText } from './time.ts'
import { useNow } from './when.tsx'
import './timeline.css'

export type TimelineEntry = {
  readonly key: string
  readonly at: Instant
  readonly icon: IconName
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly who?: ReactNode
  readonly isLate?: boolean
}

/** What happened, newest first as given: time, mark, words, who. A line names the day where it changes. */
export const Timeline = ({ entries }: { readonly entries: readonly TimelineEntry[] }) => {
  const [now, language] = [useNow(), useLanguage()]
  return (
    <ol className="ui-timeline">
      {entries.map((entry, index) => {
        const day = dayOf(entry.at)
        const before = entries[index - 1]
        const isNewDay = before ? dayOf(before.at) !== day : day !== dayOf(now)
        return (
          <Fragment key={entry.key}>
            {isNewDay && <li className="ui-timeline-day">{dayText(day, dayOf(now), language)}</li>}
            <li>
              <time className="ui-timeline-at" dateTime={entry.at} data-tip={fullInstantText(entry.at, language)}>
                {clockText(entry.at)}
              </time>
              <span className="ui-timeline-mark">
                <span className={entry.isLate ? 'ui-timeline-late' : undefined}>
                  <Icon name={entry.icon} size={13} />
                </span>
              </span>
              <div>
                <div>{entry.title}</div>
                {entry.text && <div className="small ink-2">{entry.text}</div>}
              </div>
              {entry.who && <div className="ui-timeline-who">{entry.who}</div>}
            </li>
          </Fragment>
        )
      })}
    </ol>
  )
}
