import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { serverTimeOf } from './clock.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import { useLiveState } from './use-live.ts'
import { Ago } from './when.tsx'
import './page.css'

/** Where the frame's top bar takes the title and filters of the page below it. */
export const PageSlot = createContext<HTMLElement | null>(null)

type Props = {
  readonly title: string
  /** Right of the title: the filter sentence, or a state. */
  readonly filters?: ReactNode
  /** When the shown data was fetched (`updatedAt` of pages, `dataUpdatedAt` of an answer), in epoch ms. */
  readonly updatedAt?: number
  /** The page refreshes itself through live events. */
  readonly isLive?: boolean
  /** The page itself does not scroll; its filled card or table does. */
  readonly isFilled?: boolean
  readonly children: ReactNode
}

/** A page of the console: its title, filters and the age of its data stand in the top bar, its content below. */
export const Page = ({ title, filters, updatedAt, isLive = false, isFilled = false, children }: Props) => {
  const slot = useContext(PageSlot)
  const t = useText(uiTexts)
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  return (
    <>
      {slot &&
        createPortal(
          <>
            <h1>{title}</h1>
            {filters}
            {updatedAt !== undefined && updatedAt > 0 && <DataAge updatedAt={updatedAt} isLive={isLive} />}
          </>,
          slot,
        )}
      <div className={`ui-page${isFilled ? ' ui-page-filled' : ''}`}>{children}</div>
    </>
  )
}

/** 实时 3秒前, with a dot: green while the line is open, grey when the page only shows what it fetched. */
const DataAge = ({ updatedAt, isLive }: { readonly updatedAt: number; readonly isLive: boolean }) => {
  const t = useText(uiTexts)
  const state = useLiveState()
  const isOn = isLive && state === 'live'
  return (
    <span className={`ui-age no-print${isOn ? ' ui-age-live' : ''}`}>
      <i aria-hidden="true" />
      {isOn ? t('age-live') : isLive ? t('age-off') : t('age-data')} <Ago at={serverTimeOf(updatedAt)} isLively />
    </span>
  )
}

/** Columns side by side with the page's gap; `sides` as CSS grid columns, stacked when the window is narrow. */
export const Columns = ({ sides, children }: { readonly sides: string; readonly children: ReactNode }) => (
  <div className="ui-columns" style={{ '--sides': sides } as React.CSSProperties}>
    {children}
  </div>
)

/** Cards under each other inside a column. */
export const Column = ({ children }: { readonly children: ReactNode }) => <div className="ui-column">{children}</div>
