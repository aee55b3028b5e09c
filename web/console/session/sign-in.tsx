import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { accessRoutes, type Session } from '#core/access/access.contract.ts'
import type { Language } from '#core/text.ts'
import { call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { setLanguage } from '#web/ui/language.ts'
import { queryClient, queryOf } from '#web/ui/query.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { CodeField, PasswordField, SessionCard } from './brand.tsx'
import { firstDuty, forgetSession, keepSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'
import { useStep } from './use-step.ts'

/** Where to go after signing in: only a path of this console, never another site. */
export const returnPath = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'

export const SignInScreen = () => {
  const t = useText(sessionTexts)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { readonly to?: string; readonly ended?: string }
  const known = queryClient.getQueryData(queryOf(accessRoutes.session, {}).queryKey)
  const [awaitsCode, setAwaitsCode] = useState(known?.awaitsTotp ?? false)
  const [values, setValues] = useState({ login: '', password: '', code: '' })
  /** A language picked on this page is the reader's choice from now on; otherwise the account's own comes with the session. */
  const [chosen, setChosen] = useState<Language | undefined>(undefined)
  const step = useStep()

  const goOn = async (session: Session) => {
    keepSession(session)
    setAwaitsCode(session.awaitsTotp)
    if (session.awaitsTotp) return
    setLanguage(chosen ?? session.language)
    if (chosen && chosen !== session.language)
      await call(accessRoutes.setLanguage, { body: { language: chosen } }).then(keepSession, () => undefined)
    await navigate({ to: firstDuty(session) ?? returnPath(search.to), replace: true })
  }

  const submit = () =>
    step.run(async () => {
      if (awaitsCode) return goOn(await call(accessRoutes.secondFactor, { body: { code: values.code } }))
      forgetSession()
      const { login, password } = values
      await goOn(await call(accessRoutes.signIn, { body: { login, password, face: 'console' } }))
    })

  return (
    <SessionCard
      refusal={step.refusal ?? step.fields.login ?? step.fields.password}
      onSubmit={submit}
      below={<LanguageSwitch onChoose={setChosen} />}
    >
      {awaitsCode ? (
        <CodeField
          label={t('code')}
          value={values.code}
          error={step.fields.code}
          onChange={(code) => setValues({ ...values, code })}
        />
      ) : (
        <>
          <label className="session-field">
            {t('login')}
            <TextInput
              value={values.login}
              onChange={(login) => setValues({ ...values, login })}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
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
      )}
      <Button kind="primary" type="submit" isBusy={step.isSending}>
        {awaitsCode ? t('code-next') : t('sign-in')}
      </Button>
      {awaitsCode && (
        <Button
          kind="quiet"
          onClick={() => {
            forgetSession()
            setAwaitsCode(false)
          }}
        >
          {t('other-account')}
        </Button>
      )}
      {!awaitsCode && <SingleSignOn />}
    </SessionCard>
  )
}

/** Offered only where the operator has configured it. */
const SingleSignOn = () => {
  const t = useText(sessionTexts)
  const { data } = useQuery(queryOf(accessRoutes.signInOptions, {}))
  if (!data?.singleSignOn) return null
  return (
    <a className="session-other" href="/api/v1/session/single-sign-on">
      {t('single-sign-on')}
    </a>
  )
}

const LanguageSwitch = ({ onChoose }: { readonly onChoose: (language: Language) => void }) => {
  const t = useText(sessionTexts)
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <Button
      kind="quiet"
      icon="language"
      onClick={() => {
        setLanguage(other)
        onChoose(other)
      }}
    >
      {t(`name-${other}`)}
    </Button>
  )
}
