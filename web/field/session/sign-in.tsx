import { useState } from 'preact/hooks'
import { accessRoutes } from '#core/access/access.contract.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { TextField } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { setLanguage } from '#web/ui/language.ts'
import { sessionTexts } from './session.text.ts'
import { keepSession, type SignedOutWhy } from './session.ts'

/** The password, and then the code where the account has a second factor. */
export const SignInScreen = ({
  awaitsCode,
  why,
}: {
  readonly awaitsCode: boolean
  readonly why?: SignedOutWhy | undefined
}) => {
  const t = useText(sessionTexts)
  const [values, setValues] = useState({ login: '', password: '', code: '' })
  const password = useCommand(accessRoutes.signIn)
  const code = useCommand(accessRoutes.secondFactor)
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'

  const submit = async () => {
    const session = awaitsCode
      ? await code.run({ body: { code: values.code } })
      : await password.run({ body: { login: values.login, password: values.password, face: 'field' } })
    if (!session) return
    setLanguage(session.language)
    keepSession(session)
  }

  const command = awaitsCode ? code : password
  return (
    <form
      className="whole"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Screen
        title={t('title')}
        aside={{ icon: 'language', label: t(`name-${other}`), onClick: () => setLanguage(other) }}
        isForCustomer
        above={command.error !== undefined && <Refusal error={command.error} />}
        primary={{ children: t('sign-in'), type: 'submit', isBusy: command.isRunning }}
      >
        {why && <p role="status">{t(why)}</p>}
        {awaitsCode ? (
          <TextField
            label={t('code')}
            hint={t('code-hint')}
            value={values.code}
            onChange={(digits) => setValues({ ...values, code: digits })}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
          />
        ) : (
          <>
            <TextField
              label={t('login')}
              value={values.login}
              onChange={(login) => setValues({ ...values, login })}
              autoComplete="username"
            />
            <TextField
              label={t('password')}
              type="password"
              value={values.password}
              onChange={(typed) => setValues({ ...values, password: typed })}
              autoComplete="current-password"
            />
          </>
        )}
      </Screen>
    </form>
  )
}
