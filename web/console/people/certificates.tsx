import { useState } from 'react'
import { fileDownload } from '#core/file.contract.ts'
import { peopleRoutes, type StaffItem } from '#core/people/people.contract.ts'
import { staffRoutes } from '#core/people/staff.contract.ts'
import { dayOf } from '#core/time.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { addressOf } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { useNow } from '#web/ui/when.tsx'
import { CertificateDialog } from './certificate-dialog.tsx'
import { useCertificateKinds } from './people.queries.ts'
import { peopleScreenTexts } from './people-screen.text.ts'

export const CERTIFICATE_TONES = {
  valid: 'fine',
  expiring: 'risk',
  incomplete: 'risk',
  expired: 'late',
  none: 'paused',
} as const

type Certificate = StaffItem['certificates'][number]

/** What somebody may do by certificate, until when, and what is still to be completed (R-V6). */
export const Certificates = ({ person }: { readonly person: StaffItem }) => {
  const t = useText(peopleScreenTexts)
  const mayEdit = useMay('people.edit')
  const [open, setOpen] = useState<string | undefined>()
  return (
    <Card
      title={t('people.certificates')}
      isFlush
      aside={
        <Button isSmall why={mayEdit ? undefined : t('people.edit-why')} onClick={() => setOpen('')}>
          {t('people.certify')}
        </Button>
      }
    >
      {person.certificates.length === 0 && <CardRow icon="alert" title={t('people.no-certificate')} />}
      {person.certificates.map((certificate) => (
        <CertificateRow
          key={certificate.kind}
          person={person}
          certificate={certificate}
          onRenew={() => setOpen(certificate.kind)}
        />
      ))}
      {open !== undefined && <CertificateDialog person={person} kind={open} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

const CertificateRow = ({
  person,
  certificate,
  onRenew,
}: {
  readonly person: StaffItem
  readonly certificate: Certificate
  readonly onRenew: () => void
}) => {
  const t = useText(peopleScreenTexts)
  const { nameOf } = useCertificateKinds()
  const why = useWhyNot(certificate.kind)
  const today = dayOf(useNow())
  const revoke = useCommand(staffRoutes.revokeCertificate, {
    changes: [peopleRoutes.staff, peopleRoutes.staffMember],
    done: t('people.revoked-done'),
  })
  const { kind, scan, state } = certificate
  const ask = async () => {
    const action = t('people.revoke')
    const said = await askConfirm({
      ...{ title: `${action} · ${nameOf(kind)}`, text: t('people.revoke-text'), action, isDangerous: true },
      reason: { minimum: 2 },
    })
    const params = { number: person.number, kind }
    if (said) await revoke.run({ params, body: { revokedOn: today, reason: said.reason } })
  }
  const issuer = certificate.issuerName ?? (certificate.issuer ? t(`people.issuer.${certificate.issuer}`) : undefined)
  const until = certificate.revokedOn
    ? t('people.revoked', { day: certificate.revokedOn })
    : certificate.validTo
      ? t('people.until', { day: certificate.validTo })
      : t('people.no-end')
  return (
    <CardRow
      icon="shield"
      title={nameOf(kind)}
      text={
        <>
          {[certificate.number ?? undefined, issuer, until].filter(Boolean).join(' · ')}
          {state === 'incomplete' && certificate.issuer !== 'contractor' && (
            <span className="risk"> · {t('people.incomplete-why')}</span>
          )}
          {scan && (
            <>
              {' · '}
              <a href={addressOf(fileDownload, { params: scan, query: {} })} target="_blank" rel="noreferrer">
                {t('people.scan-open')}
              </a>
            </>
          )}
        </>
      }
      end={
        <span className="row">
          <StateTag tone={CERTIFICATE_TONES[state]}>{t(`people.certificate.${state}`)}</StateTag>
          <Button isSmall kind="quiet" why={why} onClick={onRenew}>
            {t(state === 'incomplete' ? 'people.complete' : 'people.renew')}
          </Button>
          {certificate.revokedOn === null && (
            <Button isSmall kind="quiet" why={why} isBusy={revoke.isRunning} onClick={() => void ask()}>
              {t('people.revoke')}
            </Button>
          )}
        </span>
      }
    />
  )
}

/** A contractor gives, renews and revokes nothing that the branch network department tests for. */
const useWhyNot = (kind: string): string | undefined => {
  const t = useText(peopleScreenTexts)
  const mayEdit = useMay('people.edit')
  const isOperator = useSession().user.company.kind === 'operator'
  const { kinds } = useCertificateKinds()
  if (!mayEdit) return t('people.edit-why')
  const isOperators = kinds.find((each) => each.code === kind)?.issuer === 'operator'
  return isOperators && !isOperator ? t('people.kind-why') : undefined
}
