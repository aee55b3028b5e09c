import { useEffect, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import type { Bound } from './inputs.tsx'
import { numberText } from './number.ts'
import { ProgressBar } from './progress.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import { acceptOf, type Upload, type Uploads } from './uploads.ts'
import './upload-field.css'

const KIB = 1024
const sizeText = (bytes: number): string =>
  bytes < KIB * KIB
    ? `${numberText(Math.max(1, Math.round(bytes / KIB)), 0)} KB`
    : `${numberText(bytes / KIB / KIB, 1)} MB`

/** Files of a form: dropped, chosen or pasted; each with its picture, how far it is, and what is wrong with it. */
export const UploadField = ({
  uploads,
  onChange,
  ...bound
}: Omit<Bound<readonly string[] | undefined>, 'value'> & {
  readonly value?: unknown
  readonly uploads: Uploads
}) => {
  const t = useText(uiTexts)
  const [isOver, setIsOver] = useState(false)
  const { items, ids, most, purposes, add } = uploads
  const isFull = items.length >= most
  const told = useRef(ids)
  useEffect(() => {
    if (told.current.join() === ids.join()) return
    told.current = ids
    onChange(ids)
  }, [ids, onChange])
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      add(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [add])
  const accept = acceptOf(purposes)
  const kinds = [...new Set(purposes.map((purpose) => (purpose === 'signature' ? 'evidence' : purpose)))]
  return (
    <div className="ui-uploads">
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <UploadRow key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      )}
      {!isFull && (
        <label
          className="ui-upload"
          data-over={isOver}
          onDragOver={(event) => {
            event.preventDefault()
            setIsOver(true)
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setIsOver(false)
            add([...event.dataTransfer.files])
          }}
        >
          <input
            {...(bound.id ? { id: bound.id } : {})}
            type="file"
            className="unseen"
            accept={accept.join(',')}
            multiple={most > 1}
            aria-invalid={bound['aria-invalid']}
            aria-describedby={bound['aria-describedby']}
            aria-label={bound['aria-label']}
            onChange={(event) => {
              add([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <Icon name="upload" size={16} />
          <span>
            {t(items.length === 0 ? 'upload-here' : 'upload-more')}
            <span className="hint"> {kinds.map((kind) => t(`upload-${kind}`)).join(t('upload-or'))}</span>
          </span>
        </label>
      )}
    </div>
  )
}

const UploadRow = ({ item, uploads }: { readonly item: Upload; readonly uploads: Uploads }) => {
  const t = useText(uiTexts)
  const isRefused = item.state === 'refused'
  return (
    <li data-state={item.state}>
      <span className="ui-upload-picture">
        {item.preview ? <img src={item.preview} alt="" /> : <Icon name="file" size={20} />}
      </span>
      <span className="ui-upload-words">
        <span className="clip" data-tip={item.name}>
          {item.name}
        </span>
        {item.state === 'sending' ? (
          <>
            <ProgressBar share={item.share} label={t('upload-sending', { name: item.name })} />
            {item.share >= 1 && <span className="small ink-2">{t('upload-checking')}</span>}
          </>
        ) : isRefused ? (
          <span className="small late" role="alert">
            {item.refusal}
          </span>
        ) : (
          <span className="small ink-2">
            {sizeText(item.stored?.bytes ?? item.bytes)} · {t('upload-kept')}
          </span>
        )}
      </span>
      {isRefused && item.canRetry && (
        <IconButton icon="refresh" label={t('upload-again')} onClick={() => uploads.retry(item.key)} size={16} />
      )}
      <IconButton
        icon="close"
        label={t('upload-remove', { name: item.name })}
        onClick={() => uploads.remove(item.key)}
        size={16}
      />
    </li>
  )
}
