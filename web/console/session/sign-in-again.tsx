import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { accessRoutes, type Session } from '#core/access/access.contract.ts'
import { call, configureApi } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { queryClient } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { CodeField, PasswordField } from './brand.tsx'
import { onSessionExpired, sessionExpired, setSessionExpired } from './expired.ts'
import { firstDuty, forgetSession, keepSession, useSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'
import { useStep } from './use-step.ts'
import './session.css'

/** The session ended in the middle of work: signing in over the page, which keeps everything that was typed. */
export const SignInAgain = () => (useSyncExternalStore(onSessionExpired, sessionExpired) ? <Again /> : null)

const Again = () => {
  const t = useText(sessionTexts)
  const id = useId()
  const navigate = useNavigate()
  const { user } = useSession()
  const href = useRouterState({ select: (state) => state.location.href })
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string>()
  const step = useStep()
  const form = useRef<HTMLFormElement>(null)
  // A window takes up its first button; here the password is what is asked for.
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input[type="password"]')?.focus(), [])

  const goOn = async (session: Session) => {
    if (session.awaitsTotp) {
      configureApi({ csrf: session.csrf })
      return setCode('')
    }
    keepSession(session)
    setSessionExpired(false)
    const duty = firstDuty(session)
    if (duty) return navigate({ to: duty })
    await queryClient.invalidateQueries()
  }
  const submit = () =>
    step.run(async () => {
      if (code !== undefined) return goOn(await call(accessRoutes.secondFactor, { body: { code } }))
      configureApi({ csrf: undefined })
      await goOn(await call(accessRoutes.signIn, { body: { login: user.login, password, face: 'console' } }))
    })
  const leave = () => {
    setSessionExpired(false)
    forgetSession()
    void navigate({ to: '/sign-in', search: { to: href } as never, replace: true })
  }
  return (
    <Dialog
      title={t('again-title')}
      isKept
      onClose={leave}
      footer={
        <>
          <Button kind="quiet" onClick={leave}>
            {t('again-other')}
          </Button>
          <Button kind="primary" type="submit" form={id} isBusy={step.isSending}>
            {code === undefined ? t('sign-in') : t('code-next')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        className="session-again"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p>{t('again-text', { name: user.name })}</p>
        {step.refusal && (
          <p className="late" role="alert">
            {step.refusal}
          </p>
        )}
        {code === undefined ? (
          <>
            <input type="text" name="username" autoComplete="username" value={user.login} readOnly hidden />
            <PasswordField
              label={t('password')}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              error={step.fields.password}
            />
          </>
        ) : (
          <CodeField label={t('code')} value={code} onChange={setCode} error={step.fields.code} />
        )}
      </form>
    </Dialog>
  )
}
