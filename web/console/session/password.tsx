import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { accessRoutes } from '#core/access/access.contract.ts'
import { call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { PasswordField, SessionCard } from './brand.tsx'
import { firstDuty, keepSession, useSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'
import { useStep } from './use-step.ts'

/** Changes the own password; the first sign-in with a given password comes here and goes nowhere else. */
export const PasswordScreen = () => {
  const t = useText(sessionTexts)
  const ui = useText(uiTexts)
  const navigate = useNavigate()
  const isForced = useSession().mustChangePassword
  const rules = useAnswer(accessRoutes.passwordRules, {}).data
  const [values, setValues] = useState({ current: '', next: '', repeat: '' })
  const step = useStep()

  const submit = async () => {
    if (values.next !== values.repeat) return step.setFields({ repeat: t('repeat-differs') })
    await step.run(async () => {
      const body = { current: values.current, next: values.next }
      const session = await call(accessRoutes.changePassword, { body })
      keepSession(session)
      toast({ tone: 'fine', title: t('password-changed') })
      await navigate({ to: firstDuty(session) ?? '/', replace: true })
    })
  }

  return (
    <SessionCard
      title={t('change-password')}
      text={isForced ? t('must-change') : undefined}
      refusal={step.refusal}
      onSubmit={submit}
    >
      <PasswordField
        label={t('current')}
        value={values.current}
        onChange={(current) => setValues({ ...values, current })}
        autoComplete="current-password"
        error={step.fields.current}
      />
      <PasswordField
        label={t('next')}
        value={values.next}
        onChange={(next) => setValues({ ...values, next })}
        autoComplete="new-password"
        error={step.fields.next}
        hint={rules && t('password-rules', { length: rules.minLength, kinds: rules.minKinds })}
      />
      <PasswordField
        label={t('repeat')}
        value={values.repeat}
        onChange={(repeat) => setValues({ ...values, repeat })}
        autoComplete="new-password"
        error={step.fields.repeat}
      />
      <Button kind="primary" type="submit" isBusy={step.isSending}>
        {t('change-password')}
      </Button>
      {!isForced && (
        <Button kind="quiet" onClick={() => void navigate({ to: '/' })}>
          {ui('cancel')}
        </Button>
      )}
    </SessionCard>
  )
}
