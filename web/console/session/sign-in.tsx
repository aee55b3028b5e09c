import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '#web/ui/api.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { setLanguage } from '#web/ui/language.ts'
import { signIn } from '#web/ui/session.contract.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import { forgetSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'
import './session.css'

/** Where to go after signing in: only a path of this console, never another site. */
export const returnPath = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'

export const SignInScreen = () => {
  const t = useText(sessionTexts)
  const ui = useText(uiTexts)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { readonly to?: string; readonly ended?: string }
  const [values, setValues] = useState({ login: '', password: '', code: '' })
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [isSending, setIsSending] = useState(false)
  const [refusal, setRefusal] = useState<string | undefined>(undefined)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    setRefusal(undefined)
    try {
      const { login, password, code } = values
      const body = { login: login.trim(), password, ...(step === 'code' ? { code: code.trim() } : {}) }
      const { needs } = await call(signIn, { body })
      if (needs === 'code') return setStep('code')
      forgetSession()
      await navigate({ to: needs === 'password' ? '/password' : returnPath(search.to), replace: true })
    } catch (error) {
      const words = errorWords(ui, error)
      setRefusal(words.text || words.title)
    } finally {
      setIsSending(false)
    }
  }

  return (
    <main className="session">
      <form className="session-card" onSubmit={(event) => void submit(event)}>
        <Brand />
        {search.ended !== undefined && !refusal && <p className="session-note">{t('session-ended')}</p>}
        {refusal && (
          <p className="session-refusal" role="alert">
            {refusal}
          </p>
        )}
        {step === 'password' ? (
          <>
            <label className="session-field">
              {t('login')}
              <TextInput
                value={values.login}
                onChange={(login) => setValues({ ...values, login })}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                autoFocus
              />
            </label>
            <PasswordField
              label={t('password')}
              value={values.password}
              onChange={(password) => setValues({ ...values, password })}
              autoComplete="current-password"
            />
          </>
        ) : (
          <label className="session-field">
            {t('code')}
            <TextInput
              value={values.code}
              onChange={(code) => setValues({ ...values, code })}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={8}
              required
              autoFocus
            />
            <span className="hint">{t('code-hint')}</span>
          </label>
        )}
        <Button kind="primary" type="submit" isBusy={isSending}>
          {step === 'code' ? t('code-next') : t('sign-in')}
        </Button>
        {step === 'code' && (
          <Button kind="quiet" onClick={() => setStep('password')}>
            {t('other-account')}
          </Button>
        )}
      </form>
      <LanguageSwitch />
    </main>
  )
}

/** The name of the product above a form that stands alone. */
export const Brand = () => {
  const t = useText(sessionTexts)
  const ui = useText(uiTexts)
  return (
    <header className="session-brand">
      <img src="/icon.svg" width={40} height={40} alt="" />
      <div>
        <h1>{ui('product')}</h1>
        <p className="hint">{t('slogan')}</p>
      </div>
    </header>
  )
}

/** A password that can be looked at, and says when Caps Lock is on. */
export const PasswordField = ({
  label,
  value,
  onChange,
  autoComplete,
  error,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoComplete: 'current-password' | 'new-password'
  readonly error?: string | undefined
}) => {
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
      {error && <span className="ui-field-error">{error}</span>}
      {isCaps && <span className="hint">{t('caps-lock')}</span>}
    </label>
  )
}

const LanguageSwitch = () => {
  const t = useText(sessionTexts)
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <Button kind="quiet" icon="language" onClick={() => setLanguage(other)}>
      {t(`name-${other}`)}
    </Button>
  )
}
