import { type ReactNode, useState } from 'react'
import { IconButton } from '#web/ui/button.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import { sessionTexts } from './session.text.ts'
import './session.css'

/** A form that stands alone, under the name of the product. */
export const SessionCard = ({
  title,
  text,
  refusal,
  onSubmit,
  children,
  below,
}: {
  readonly title?: ReactNode
  readonly text?: ReactNode
  readonly refusal?: string | undefined
  readonly onSubmit: () => Promise<void>
  readonly children: ReactNode
  readonly below?: ReactNode
}) => {
  const t = useText(sessionTexts)
  const ui = useText(uiTexts)
  return (
    <main className="session">
      <form
        className="session-card"
        onSubmit={(event) => {
          event.preventDefault()
          void onSubmit()
        }}
      >
        <header className="session-brand">
          <img src="/icon.svg" width={40} height={40} alt="" />
          <div>
            <h1>{ui('product')}</h1>
            <p className="hint">{t('slogan')}</p>
          </div>
        </header>
        {title && <h2>{title}</h2>}
        {text && <p className="ink-2">{text}</p>}
        {refusal && (
          <p className="session-refusal" role="alert">
            {refusal}
          </p>
        )}
        {children}
      </form>
      {below}
    </main>
  )
}

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}

/** A password that can be looked at, and says when Caps Lock is on. */
export const PasswordField = ({
  label,
  value,
  onChange,
  autoComplete,
  error,
  hint,
}: FieldProps & { readonly autoComplete: 'current-password' | 'new-password'; readonly hint?: string | undefined }) => {
  const t = useText(sessionTexts)
  const [isShown, setIsShown] = useState(false)
  const [isCaps, setIsCaps] = useState(false)
  return (
    <label className="session-field">
      {label}
      <TextInput
        type={isShown ? 'text' : 'password'}
        value={value}
        onChange={onChange}
        autoComplete={autoComplete}
        aria-invalid={error !== undefined}
        required
        onKeyUp={(event) => setIsCaps(event.getModifierState('CapsLock'))}
        end={
          <IconButton
            icon={isShown ? 'eye-off' : 'eye'}
            label={isShown ? t('hide-password') : t('show-password')}
            onClick={() => setIsShown(!isShown)}
          />
        }
      />
      {error ? <span className="session-error">{error}</span> : hint && <span className="hint">{hint}</span>}
      {isCaps && <span className="hint">{t('caps-lock')}</span>}
    </label>
  )
}

/** The six digits of the authenticator. */
export const CodeField = ({ label, value, onChange, error }: FieldProps) => {
  const t = useText(sessionTexts)
  return (
    <label className="session-field">
      {label}
      <TextInput
        value={value}
        onChange={onChange}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        aria-invalid={error !== undefined}
        required
        autoFocus
      />
      {error ? <span className="session-error">{error}</span> : <span className="hint">{t('code-hint')}</span>}
    </label>
  )
}
