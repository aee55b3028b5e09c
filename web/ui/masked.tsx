import { useEffect, useState } from 'react'
import { Button, IconButton } from './button.tsx'
import { errorWords } from './error-words.ts'
import { Choices, TextInput } from './inputs.tsx'
import { Popover } from './popover.tsx'
import { useText } from './text.ts'
import { toast } from './toast.tsx'
import { uiTexts } from './ui.text.ts'
import './masked.css'

type Props = {
  /** As the server masked it: `138****5678`. */
  readonly value: string
  /** What it is, for the reader of screens: 电话. */
  readonly label: string
  /** Asks the server for the whole value with the given reason; absent when this person may never see it. */
  readonly reveal?: (reason: string) => Promise<string>
  /** A reason that holds without asking, so that one tap reveals: the open order in the reader's hands. */
  readonly standingReason?: string
  /** Reasons to pick from; free text besides. */
  readonly reasons?: readonly string[]
  readonly secondsShown?: number
}

const MINIMUM = 4

/** Personal data: masked, revealed in place through a small eye, hidden again by itself. */
export const Masked = ({ value, label, reveal, standingReason, reasons, secondsShown = 60 }: Props) => {
  const t = useText(uiTexts)
  const [whole, setWhole] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (whole === undefined) return
    const hide = () => setWhole(undefined)
    const timer = setTimeout(hide, secondsShown * 1_000)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [whole, secondsShown])

  return (
    <span className="ui-masked">
      <span>{whole ?? value}</span>
      {whole !== undefined && <IconButton icon="eye-off" label={t('hide-again')} onClick={() => setWhole(undefined)} />}
      {reveal && whole === undefined && standingReason !== undefined && (
        <IconButton
          icon="eye"
          label={`${t('reveal')} ${label}`}
          onClick={() => {
            reveal(standingReason).then(setWhole, (error: unknown) => toast({ tone: 'late', ...errorWords(t, error) }))
          }}
        />
      )}
      {reveal && whole === undefined && standingReason === undefined && (
        <Popover
          label={`${t('reveal')} ${label}`}
          trigger={(props) => <IconButton {...props} icon="eye" label={`${t('reveal')} ${label}`} />}
        >
          {(close) => (
            <AskReason
              reasons={reasons ?? []}
              onReason={async (reason) => {
                setWhole(await reveal(reason))
                close()
              }}
            />
          )}
        </Popover>
      )}
    </span>
  )
}

const AskReason = ({
  reasons,
  onReason,
}: {
  readonly reasons: readonly string[]
  readonly onReason: (reason: string) => Promise<void>
}) => {
  const t = useText(uiTexts)
  const [reason, setReason] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const [refused, setRefused] = useState<string | undefined>(undefined)
  const why = reason.trim().length < MINIMUM ? t('reason-needed', { count: MINIMUM }) : undefined
  return (
    <form
      className="ui-popover-body stack"
      style={{ width: 300 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (why !== undefined) return
        setIsAsking(true)
        setRefused(undefined)
        onReason(reason.trim()).catch((error: unknown) => {
          const words = errorWords(t, error)
          setRefused(words.text || words.title)
          setIsAsking(false)
        })
      }}
    >
      <b>{t('reveal-title')}</b>
      {reasons.length > 0 && (
        <Choices
          aria-label={t('reason')}
          value={reasons.find((each) => each === reason)}
          onChange={(value) => setReason(value ?? '')}
          choices={reasons.map((each) => ({ value: each, label: each }))}
        />
      )}
      <TextInput
        value={reason}
        onChange={setReason}
        aria-label={t('reason')}
        placeholder={t('reason')}
        maxLength={200}
      />
      <p className={refused ? 'late small' : 'hint'}>{refused ?? t('reveal-note')}</p>
      <Button kind="primary" type="submit" why={why} isBusy={isAsking}>
        {t('reveal-now')}
      </Button>
    </form>
  )
}
