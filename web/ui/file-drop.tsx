import { type ReactNode, useId, useState } from 'react'
import { Icon } from './icon.tsx'
import { listed } from './language.ts'
import { numberText } from './number.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './file-drop.css'

const MIB = 1_048_576

type Props = {
  readonly label: string
  /** As an input's `accept`: `.xlsx,.csv`. */
  readonly accept: string
  readonly maxBytes: number
  readonly onFile: (file: File) => void
  readonly hint?: ReactNode
  readonly isMultiple?: boolean
}

/** Why a file cannot be taken, before anything is sent; `undefined` when it can. */
export const fileRefusal = (
  file: { readonly name: string; readonly size: number },
  accept: string,
  maxBytes: number,
): 'file-kind' | 'file-size' | 'file-empty' | undefined => {
  const endings = accept.split(',').map((each) => each.trim().toLowerCase())
  if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return 'file-kind'
  if (file.size === 0) return 'file-empty'
  return file.size > maxBytes ? 'file-size' : undefined
}

/** A place to drop a file on, or to click for choosing one. */
export const FileDrop = ({ label, accept, maxBytes, onFile, hint, isMultiple = false }: Props) => {
  const t = useText(uiTexts)
  const id = useId()
  const kinds = listed(accept.split(',').map((each) => each.trim()))
  const [isOver, setIsOver] = useState(false)
  const [refusal, setRefusal] = useState<string | undefined>(undefined)
  const take = (files: FileList | null) => {
    setRefusal(undefined)
    for (const file of [...(files ?? [])].slice(0, isMultiple ? undefined : 1)) {
      const why = fileRefusal(file, accept, maxBytes)
      if (why === undefined) onFile(file)
      else setRefusal(`${file.name}: ${t(why, { accept: kinds, limit: `${numberText(maxBytes / MIB, 0)} MB` })}`)
    }
  }
  return (
    <label
      className="ui-drop"
      htmlFor={id}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        id={id}
        type="file"
        className="unseen"
        accept={accept}
        multiple={isMultiple}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <Icon name="upload" size={28} />
      <span className="strong">{label}</span>
      <span className="hint">
        {hint ?? t('file-hint', { accept: kinds, limit: `${numberText(maxBytes / MIB, 0)} MB` })}
      </span>
      {refusal && (
        <span className="late" role="alert">
          {refusal}
        </span>
      )}
    </label>
  )
}
