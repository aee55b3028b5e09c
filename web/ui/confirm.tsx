import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Choices, TextArea } from './inputs.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

export type Question = {
  readonly title: ReactNode
  /** What will happen, in a sentence. */
  readonly text?: ReactNode
  /** The action's own words on the button: 撤销工单. */
  readonly action: string
  readonly isDangerous?: boolean
  /** Asks for words; `choices` are codes with labels, `minimum` counts the characters of the note. */
  readonly reason?: {
    readonly label?: string
    readonly choices?: readonly { readonly value: string; readonly label: string }[]
    readonly minimum?: number
    readonly placeholder?: string
  }
}

export type Answer = { readonly choice: string | undefined; readonly reason: string }

type Pending = { readonly question: Question; readonly answer: (answer: Answer | undefined) => void }

let pending: Pending | undefined
const listeners = new Set<() => void>()
const change = (next: Pending | undefined): void => {
  pending = next
  for (const listener of listeners) listener()
}

/** Asks before something that matters. Answers with the reason given, or `undefined` when the reader thought better of it. */
export const askConfirm = (question: Question): Promise<Answer | undefined> =>
  new Promise((resolve) => {
    pending?.answer(undefined)
    change({
      question,
      answer: (answer) => {
        change(undefined)
        resolve(answer)
      },
    })
  })

/** Mounted once, in the frame. */
export const ConfirmHost = () => {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pending,
  )
  return current ? <ConfirmDialog {...current} /> : null
}

const ConfirmDialog = ({ question, answer }: Pending) => {
  const t = useText(uiTexts)
  const [choice, setChoice] = useState<string | undefined>(undefined)
  const [note, setNote] = useState('')
  const { reason } = question
  const minimum = reason?.minimum ?? (reason && !reason.choices ? 2 : 0)
  const why =
    reason?.choices && choice === undefined
      ? t('choose-one')
      : note.trim().length < minimum
        ? t('reason-needed', { count: minimum })
        : undefined
  return (
    <Dialog
      title={question.title}
      isKept={note !== ''}
      onClose={() => answer(undefined)}
      footer={
        <>
          <Button onClick={() => answer(undefined)}>{t('cancel')}</Button>
          <Button
            kind={question.isDangerous ? 'danger' : 'primary'}
            why={why}
            onClick={() => answer({ choice, reason: note.trim() })}
          >
            {question.action}
          </Button>
        </>
      }
    >
      <div className="stack">
        {question.text && <p>{question.text}</p>}
        {reason?.choices && (
          <Choices
            aria-label={reason.label ?? t('reason')}
            value={choice}
            onChange={setChoice}
            choices={reason.choices}
          />
        )}
        {reason && (
          <TextArea
            data-autofocus
            value={note}
            onChange={setNote}
            maxLength={500}
            aria-label={reason.label ?? t('reason')}
            placeholder={reason.placeholder ?? reason.label ?? t('reason')}
          />
        )}
      </div>
    </Dialog>
  )
}
