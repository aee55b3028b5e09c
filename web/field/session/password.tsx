import { useState } from 'preact/hooks'
import { accessRoutes } from '#core/access/access.contract.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { sessionTexts } from './session.text.ts'
import { keepSession } from './session.ts'

/** Changes the own password; forced when somebody else has set it. */
export const PasswordScreen = ({ isForced }: { readonly isForced: boolean }) => {
  const t = useText(sessionTexts)
  const [values, setValues] = useState({ current: '', next: '', repeat: '' })
  const [differs, setDiffers] = useState(false)
  const command = useCommand(accessRoutes.changePassword)

  const submit = async () => {
    setDiffers(values.next !== values.repeat)
    if (values.next !== values.repeat) return
    const reply = await command.run({ body: { current: values.current, next: values.next } })
    if (!reply) return
    note({ text: t('changed') })
    keepSession(reply)
    go('/me')
  }

  const field = (name: keyof typeof values, label: string, autoComplete: string, error?: string) => (
    <TextField
      label={label}
      type="password"
      autoComplete={autoComplete}
      value={values[name]}
      onChange={(value) => setValues({ ...values, [name]: value })}
      error={error}
    />
  )

  return (
    <form
      className="whole"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Screen
        title={t('change-password')}
        subtitle={isForced ? t('change-first') : undefined}
        {...(isForced ? { isForCustomer: true } : { back: '/me' as const })}
        above={command.error !== undefined && <Refusal error={command.error} />}
        primary={{ children: t('change-password'), type: 'submit', isBusy: command.isRunning }}
      >
        {field('current', t('current'), 'current-password')}
        {field('next', t('next-password'), 'new-password')}
        {field('repeat', t('repeat'), 'new-password', differs ? t('differs') : undefined)}
      </Screen>
    </form>
  )
}
