import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { useText } from '#web/field/ui/text.ts'
import { codeIn, keepScan, recentScans, type ScanFor } from './recent-scans.ts'
import { scanTexts } from './scan.text.ts'
import './scan.css'

const EVERY_MS = 180

type Trouble = 'no-camera' | 'no-reader' | undefined

/** The camera looks for a code; who cannot scan types, or takes what was scanned before. */
export const ScanSheet = ({
  what,
  onFound,
  onClose,
}: {
  readonly what: ScanFor
  readonly onFound: (code: string, isScanned: boolean) => void
  readonly onClose: () => void
}) => {
  const t = useText(scanTexts)
  const video = useRef<HTMLVideoElement>(null)
  const [isLooking, setIsLooking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>(undefined)
  const [typed, setTyped] = useState('')
  const take = useRef((_code: string, _isScanned: boolean): void => undefined)
  take.current = (raw, isScanned) => {
    const code = codeIn(raw)
    if (code === '') return
    keepScan(what, code)
    onFound(code, isScanned)
    onClose()
  }
  useEffect(() => {
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const look = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      } catch {
        return setTrouble('no-camera')
      }
      const picture = video.current
      if (isGone || !picture) return stop()
      picture.srcObject = stream
      await picture.play().catch(() => undefined)
      setIsLooking(true)
      const read = await import('./reader.ts').then((part) => part.createReader()).catch(() => undefined)
      if (!read) return setTrouble('no-reader')
      const next = async (): Promise<void> => {
        if (isGone) return
        const found = await read(picture).catch(() => undefined)
        if (found && !isGone) {
          navigator.vibrate?.(80)
          return take.current(found, true)
        }
        timer = setTimeout(() => void next(), EVERY_MS)
      }
      await next()
    }
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    void look()
    return () => {
      isGone = true
      clearTimeout(timer)
      stop()
    }
  }, [])
  const recent = recentScans(what)
  return (
    <Sheet
      title={t('title')}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          why={typed.trim() === '' ? t('type-first') : undefined}
          onClick={() => take.current(typed, false)}
        >
          {t('use-typed')}
        </Button>
      }
    >
      {trouble === undefined ? (
        <div className="scan-view">
          <video ref={video} muted playsInline />
          {!isLooking && <p role="status">{t('starting')}</p>}
          <i />
        </div>
      ) : (
        <p role="status">{t(trouble)}</p>
      )}
      <TextField label={t('type')} value={typed} onChange={setTyped} autoComplete="off" maxLength={80} />
      {recent.length > 0 && (
        <>
          <h2>{t('recent')}</h2>
          <Choices
            label={t('recent')}
            columns={2}
            value={undefined}
            onChange={(code) => take.current(code, false)}
            choices={recent.map((code) => ({ value: code, label: code }))}
          />
        </>
      )}
    </Sheet>
  )
}
