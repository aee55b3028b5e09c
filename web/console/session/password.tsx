import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import { isCallError } from '#web/ui/problem.ts'
import { changePassword, readSession } from '#web/ui/session.contract.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { useSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'
import { Brand, PasswordField } from './sign-in.tsx'
import './session.css'

/** Changes the own password; the first sign-in with a given password comes here and goes nowhere else. */
export const PasswordScreen = () => {
  const t = useText(sessionTexts)
  const ui = useText(uiTexts)
  const navigate = useNavigate()
  const client = useQueryClient()
  const isForced = useSession().mustChangePassword ?? false
  const [values, setValues] = useState({ current: '', next: '', repeat: '' })
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [isSending, setIsSending] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (values.next !== values.repeat) return setErrors({ repeat: t('repeat-differs') })
    setIsSending(true)
    setErrors({})
    try {
      await call(changePassword, { body: { current: values.current, next: values.next } })
      await client.resetQueries({ queryKey: [readSession.path] })
      toast({ tone: 'fine', title: t('password-changed') })
      await navigate({ to: '/', replace: true })
    } catch (error) {
      const words = errorWords(ui, error)
      const byField = isCallError(error) ? error.fields.map((each) => [each.field, each.text]) : []
      setErrors(byField.length > 0 ? Object.fromEntries(byField) : { all: words.text || words.title })
    } finally {
      setIsSending(false)
    }
  }

  return (
    <main className="session">
      <form className="session-card" onSubmit={(event) => void submit(event)}>
        <Brand />
        <h2>{t('change-password')}</h2>
        {isForced && <p className="ink-2">{t('must-change')}</p>}
        {errors.all && (
          <p className="session-refusal" role="alert">
            {errors.all}
          </p>
        )}
        <PasswordField
          label={t('current')}
          value={values.current}
          onChange={(current) => setValues({ ...values, current })}
          autoComplete="current-password"
          error={errors.current}
        />
        <PasswordField
          label={t('next')}
          value={values.next}
          onChange={(next) => setValues({ ...values, next })}
          autoComplete="new-password"
          error={errors.next}
        />
        <PasswordField
          label={t('repeat')}
          value={values.repeat}
          onChange={(repeat) => setValues({ ...values, repeat })}
          autoComplete="new-password"
          error={errors.repeat}
        />
        <Button kind="primary" type="submit" isBusy={isSending}>
          {t('change-password')}
        </Button>
        {!isForced && (
          <Button kind="quiet" onClick={() => void navigate({ to: '/' })}>
            {ui('cancel')}
          </Button>
        )}
      </form>
    </main>
  )
}
