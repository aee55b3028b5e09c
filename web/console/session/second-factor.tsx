import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { accessRoutes } from '#core/access/access.contract.ts'
import { type CallReply, call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { qrModules } from '#web/ui/qr.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { CodeField, PasswordField, SessionCard } from './brand.tsx'
import { firstDuty, keepSession, useSession } from './session.queries.ts'
import { sessionTexts } from './session.text.ts'
import { useStep } from './use-step.ts'

type Enrolment = CallReply<typeof accessRoutes.enrolTotp>

/** Sets up the second factor, or gives it up: the password, then the picture for the phone, then the first code. */
export const SecondFactorScreen = () => {
  const t = useText(sessionTexts)
  const ui = useText(uiTexts)
  const navigate = useNavigate()
  const session = useSession()
  const [values, setValues] = useState({ password: '', code: '' })
  const [enrolment, setEnrolment] = useState<Enrolment | undefined>(undefined)
  const step = useStep()
  const { password, code } = values

  const submit = () =>
    step.run(async () => {
      if (session.hasTotp) {
        keepSession(await call(accessRoutes.removeTotp, { body: { password, code } }))
        toast({ tone: 'fine', title: t('factor-removed') })
        return navigate({ to: '/', replace: true })
      }
      if (!enrolment) return setEnrolment(await call(accessRoutes.enrolTotp, { body: { password } }))
      const next = await call(accessRoutes.confirmTotp, { body: { pending: enrolment.pending, code } })
      keepSession(next)
      toast({ tone: 'fine', title: t('factor-set') })
      await navigate({ to: firstDuty(next) ?? '/', replace: true })
    })

  const text = session.hasTotp ? t('factor-has') : session.mustEnrolTotp ? t('factor-must') : t('factor-why')
  return (
    <SessionCard
      title={t('second-factor')}
      text={enrolment ? t('factor-scan') : text}
      refusal={step.refusal}
      onSubmit={submit}
    >
      {enrolment ? (
        <Picture enrolment={enrolment} />
      ) : (
        <PasswordField
          label={t('current')}
          value={password}
          onChange={(next) => setValues({ ...values, password: next })}
          autoComplete="current-password"
          error={step.fields.password}
        />
      )}
      {(enrolment || session.hasTotp) && (
        <CodeField
          label={t('code')}
          value={code}
          error={step.fields.code}
          onChange={(next) => setValues({ ...values, code: next })}
        />
      )}
      <Button kind={session.hasTotp ? 'danger' : 'primary'} type="submit" isBusy={step.isSending}>
        {session.hasTotp ? t('factor-remove') : enrolment ? t('factor-confirm') : t('factor-begin')}
      </Button>
      {!session.mustEnrolTotp && (
        <Button kind="quiet" onClick={() => void navigate({ to: '/' })}>
          {ui('cancel')}
        </Button>
      )}
    </SessionCard>
  )
}

const QUIET = 4

/** The picture to scan, always dark on white, and the same secret to type. */
const Picture = ({ enrolment }: { readonly enrolment: Enrolment }) => {
  const t = useText(sessionTexts)
  const modules = useMemo(() => qrModules(enrolment.uri), [enrolment.uri])
  const size = modules.length + 2 * QUIET
  const path = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
  return (
    <div className="session-code">
      <svg width={196} height={196} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('factor-picture')}>
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path.join('')} fill="#000000" shapeRendering="crispEdges" />
      </svg>
      <p className="hint">{t('factor-type')}</p>
      <code>{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
    </div>
  )
}
