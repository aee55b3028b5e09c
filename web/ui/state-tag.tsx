import type { ReactNode } from 'react'
import './state-tag.css'

/** What a colour may mean. `plain` has no meaning and no colour; `accent` is selection only. */
export type Tone = 'late' | 'risk' | 'fine' | 'paused' | 'plain'

/** A state: a dot and a word, on a tint. Pass `isBare` in dense tables, where a tint on each row would shout. */
export const StateTag = ({
  tone,
  children,
  isBare = false,
  tip,
}: {
  readonly tone: Tone
  readonly children: ReactNode
  readonly isBare?: boolean
  readonly tip?: string | undefined
}) => (
  <span className={`ui-tag ui-tag-${tone}${isBare ? ' ui-tag-bare' : ''}`} data-tip={tip}>
    {tone !== 'plain' && <i aria-hidden="true" />}
    {children}
  </span>
)
