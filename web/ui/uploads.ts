import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { fileUpload, type StoredFile } from '#core/file.contract.ts'
import { allowedTypes, type MediaType, type uploadPurposes } from '#core/file.ts'
import { commandKey, upload } from './api.ts'
import { errorWords } from './error-words.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

export type UploadPurpose = (typeof uploadPurposes)[number]

/** One file on its way to the server, or kept there, or refused with the reason. */
export type Upload = {
  readonly key: string
  readonly name: string
  readonly bytes: number
  /** Address of the picture on this machine. */
  readonly preview: string | undefined
  readonly state: 'sending' | 'kept' | 'refused'
  /** 0 to 1. */
  readonly share: number
  readonly refusal: string | undefined
  readonly canRetry: boolean
  readonly stored: StoredFile | undefined
}

/** Endings by which people's machines know the kinds that are taken; what a file is, its first bytes decide. */
const ENDINGS: Readonly<Partial<Record<MediaType, readonly string[]>>> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'application/pdf': ['.pdf'],
  'audio/mpeg': ['.mp3'],
  'audio/mp4': ['.m4a'],
  'audio/amr': ['.amr'],
  'audio/wav': ['.wav'],
  'audio/ogg': ['.ogg'],
}
const endingsOf = (type: MediaType): readonly string[] => ENDINGS[type] ?? []

/** For an input's `accept`, and for saying it. */
export const acceptOf = (purposes: readonly UploadPurpose[]): readonly string[] => [
  ...new Set(purposes.flatMap((purpose) => allowedTypes[purpose].flatMap(endingsOf))),
]

/** For which of the purposes this file is; none when it is of no kind that is taken. */
export const purposeFor = (
  file: { readonly name: string; readonly type: string },
  purposes: readonly UploadPurpose[],
): UploadPurpose | undefined => {
  const name = file.name.toLowerCase()
  const isOf = (type: MediaType): boolean =>
    type === file.type || endingsOf(type).some((ending) => name.endsWith(ending))
  return purposes.find((purpose) => allowedTypes[purpose].some(isOf))
}

type Kept = { readonly file: File; readonly purpose: UploadPurpose; readonly abort: AbortController }

export type Uploads = {
  readonly items: readonly Upload[]
  /** Of the files that are kept. */
  readonly ids: readonly string[]
  readonly isSending: boolean
  /** Some file was refused and is still in the list. */
  readonly hasRefused: boolean
  readonly purposes: readonly UploadPurpose[]
  readonly most: number
  readonly add: (files: readonly File[]) => void
  readonly remove: (key: string) => void
  readonly retry: (key: string) => void
}

/**
 * The files of one form: each is sent at once, by itself, and its id goes with the command later. What is removed again, or belongs
 * to a form that is closed, the server throws away after a while.
 */
export const useUploads = ({
  prefecture,
  purposes,
  most = 10,
}: {
  readonly prefecture: string
  /** In the order of preference: a picture that fits two is sent for the first. */
  readonly purposes: readonly UploadPurpose[]
  readonly most?: number
}): Uploads => {
  const t = useText(uiTexts)
  const [items, setItems] = useState<readonly Upload[]>([])
  const files = useRef(new Map<string, Kept>())
  const previews = useRef(new Set<string>())

  useEffect(
    () => () => {
      for (const { abort } of files.current.values()) abort.abort()
      for (const address of previews.current) URL.revokeObjectURL(address)
    },
    [],
  )

  const change = useCallback(
    (key: string, changes: Partial<Upload>) =>
      setItems((before) => before.map((each) => (each.key === key ? { ...each, ...changes } : each))),
    [],
  )

  const send = useCallback(
    async (key: string) => {
      const kept = files.current.get(key)
      if (!kept) return
      const form = new FormData()
      form.append('file', kept.file)
      change(key, { state: 'sending', share: 0, refusal: undefined })
      try {
        const stored = await upload(
          fileUpload,
          {
            query: {
              purpose: kept.purpose,
              prefecture,
              ...(kept.file.lastModified > 0 ? { deviceAt: new Date(kept.file.lastModified).toISOString() } : {}),
            },
            form,
          },
          { key, signal: kept.abort.signal, onProgress: (share) => change(key, { share }) },
        )
        change(key, { state: 'kept', share: 1, stored })
      } catch (error) {
        if (kept.abort.signal.aborted) return
        const { title, text } = errorWords(t, error)
        change(key, { state: 'refused', refusal: text || title, canRetry: true })
      }
    },
    [change, prefecture, t],
  )

  const add = useCallback(
    (added: readonly File[]) => {
      const room = Math.max(0, most - files.current.size)
      const fresh = added.map((file, index): Upload => {
        const key = commandKey()
        const purpose = purposeFor(file, purposes)
        const refusal =
          index >= room
            ? t('upload-too-many', { most })
            : file.size === 0
              ? t('file-empty')
              : purpose === undefined
                ? t('file-kind', { accept: acceptOf(purposes).join(' ') })
                : undefined
        const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined
        if (preview) previews.current.add(preview)
        if (refusal === undefined && purpose) files.current.set(key, { file, purpose, abort: new AbortController() })
        return {
          key,
          name: file.name,
          bytes: file.size,
          preview,
          state: refusal === undefined ? 'sending' : 'refused',
          share: 0,
          refusal,
          canRetry: false,
          stored: undefined,
        }
      })
      setItems((before) => [...before, ...fresh])
      for (const each of fresh) void send(each.key)
    },
    [most, purposes, send, t],
  )

  const remove = useCallback((key: string) => {
    files.current.get(key)?.abort.abort()
    files.current.delete(key)
    setItems((before) => before.filter((each) => each.key !== key))
  }, [])

  const retry = useCallback((key: string) => void send(key), [send])

  return useMemo(
    () => ({
      items,
      ids: items.flatMap(({ stored }) => (stored ? [stored.id] : [])),
      isSending: items.some(({ state }) => state === 'sending'),
      hasRefused: items.some(({ state }) => state === 'refused'),
      purposes,
      most,
      add,
      remove,
      retry,
    }),
    [items, purposes, most, add, remove, retry],
  )
}
