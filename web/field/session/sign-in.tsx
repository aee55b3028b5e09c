import { useState } from 'preact/hooks'
import { useCommand } from '#web/field/ui/answer.ts'
import { TextField } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { setLanguage } from '#web/ui/language.ts'
import { isCallError } from '#web/ui/problem.ts'
import { signIn } from '#web/ui/session.contract.ts'
import { sessionTexts } from './session.text.ts'
import { loadSession } from './session.ts'

export const SignInScreen = () => {
  const t = useText(sessionTexts)
  const [values, setValues] = useState({ login: '', password: '', code: '' })
  const [needsCode, setNeedsCode] = useState(false)
  const command = useCommand(signIn)
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'

  const submit = async () => {
    const { login, password, code } = values
    const reply = await command.run({
      body: { login: login.trim(), password, ...(needsCode ? { code: code.trim() } : {}) },
    })
    if (reply?.needs === 'code') setNeedsCode(true)
    else if (reply) await loadSession()
  }

  const isRefused = command.error !== undefined && !(isCallError(command.error) && command.error.kind === 'signed-out')
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
        above={isRefused && <Refusal error={command.error} />}
        primary={{ children: t('sign-in'), type: 'submit', isBusy: command.isRunning }}
      >
        {needsCode ? (
          <TextField
            label={t('code')}
            hint={t('code-hint')}
            value={values.code}
            onChange={(code) => setValues({ ...values, code })}
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
              onChange={(password) => setValues({ ...values, password })}
              autoComplete="current-password"
            />
          </>
        )}
      </Screen>
    </form>
  )
}
