import { type ReactNode, useEffect, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './pictures.css'

/** A kept file as it is shown: a picture, something to listen to, or something to open elsewhere. */
export type Picture = {
  readonly key: string
  readonly title: string
  /** Who, when, where; a line each. */
  readonly facts: readonly ReactNode[]
  readonly address: string
  /** Address of the small picture; none: an icon stands there. */
  readonly thumbnail: string | undefined
  readonly kind: 'picture' | 'sound' | 'other'
}

const icons: Readonly<Record<Picture['kind'], IconName>> = { picture: 'photo', sound: 'phone', other: 'file' }

/** Small pictures in a row; one opens large, and the arrow keys go on to the next. */
export const Pictures = ({ items, label }: { readonly items: readonly Picture[]; readonly label: string }) => {
  const [open, setOpen] = useState<number | undefined>(undefined)
  return (
    <>
      <ul className="ui-pictures" aria-label={label}>
        {items.map((item, index) => (
          <li key={item.key}>
            <button type="button" onClick={() => setOpen(index)} aria-label={item.title} data-tip={item.title}>
              {item.thumbnail ? (
                <img src={item.thumbnail} alt="" loading="lazy" />
              ) : (
                <Icon name={icons[item.kind]} size={24} />
              )}
            </button>
            <span className="small clip">{item.title}</span>
          </li>
        ))}
      </ul>
      {open !== undefined && <PictureViewer items={items} start={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** One picture as large as the window allows, with who, when and where beneath. */
export const PictureViewer = ({
  items,
  start,
  onClose,
}: {
  readonly items: readonly Picture[]
  readonly start: number
  readonly onClose: () => void
}) => {
  const t = useText(uiTexts)
  const [at, setAt] = useState(start)
  const [isWhole, setIsWhole] = useState(true)
  const count = items.length
  const item = items[Math.min(at, count - 1)]
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (step === 0 || count < 2) return
      event.preventDefault()
      setIsWhole(true)
      setAt((before) => (before + step + count) % count)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [count])
  if (!item) return null
  const go = (step: number) => {
    setIsWhole(true)
    setAt((at + step + count) % count)
  }
  return (
    <Dialog title={item.title} size="large" onClose={onClose}>
      <div className="ui-picture">
        {item.kind === 'picture' ? (
          <button
            type="button"
            className="ui-picture-frame"
            data-whole={isWhole}
            aria-label={isWhole ? t('picture-closer') : t('picture-whole')}
            onClick={() => setIsWhole(!isWhole)}
          >
            <img src={item.address} alt={item.title} />
          </button>
        ) : (
          <div className="ui-picture-frame ui-picture-other">
            {item.kind === 'sound' ? (
              // biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions
              <audio controls src={item.address} />
            ) : (
              <Icon name="file" size={40} />
            )}
          </div>
        )}
        <div className="ui-picture-foot">
          <div className="ui-picture-facts">
            {item.facts.map((fact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one picture, never moved
              <span key={`${item.key} ${index}`}>{fact}</span>
            ))}
          </div>
          {count > 1 && (
            <span className="ui-picture-steps">
              <button type="button" className="ui-icon-button" aria-label={t('picture-before')} onClick={() => go(-1)}>
                <Icon name="left" />
              </button>
              <span className="number">
                {at + 1}/{count}
              </span>
              <button type="button" className="ui-icon-button" aria-label={t('picture-next')} onClick={() => go(1)}>
                <Icon name="right" />
              </button>
            </span>
          )}
          <a href={item.address} target="_blank" rel="noreferrer">
            {t('picture-open')}
          </a>
        </div>
      </div>
    </Dialog>
  )
}
