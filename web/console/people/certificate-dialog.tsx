import { useState } from 'react'
import { z } from 'zod'
import { fileUpload } from '#core/file.contract.ts'
import { peopleRoutes, type StaffItem } from '#core/people/people.contract.ts'
import { staffRoutes } from '#core/people/staff.contract.ts'
import { dayOf } from '#core/time.ts'
import { orNull, useFormFields } from '#web/console/organisation/form-fields.ts'
import { useSession } from '#web/console/session/session.queries.ts'
import { upload } from '#web/ui/api.ts'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useNow } from '#web/ui/when.tsx'
import { useCertificateKinds } from './people.queries.ts'
import { peopleScreenTexts } from './people-screen.text.ts'

const SCAN_BYTES = 15 * 1_048_576

/** Enters, completes or renews a certificate: number, who gave it, how long it holds, its scan. `kind` is empty for one that is new. */
export const CertificateDialog = ({
  person,
  kind,
  onClose,
}: {
  readonly person: StaffItem
  readonly kind: string
  readonly onClose: () => void
}) => {
  const t = useText(peopleScreenTexts)
  const fields = useFormFields()
  const today = dayOf(useNow())
  const isOperator = useSession().user.company.kind === 'operator'
  const { kinds, nameOf } = useCertificateKinds()
  const [file, setFile] = useState<File | undefined>()
  const held = person.certificates.find((each) => each.kind === kind)
  const certify = useCommand(staffRoutes.certify, {
    changes: [peopleRoutes.staff, peopleRoutes.staffMember],
    done: t('people.certified'),
  })
  const form = useForm({
    schema: z.object({
      kind: fields.choice,
      number: fields.name.max(60),
      issuerName: fields.text.max(60),
      validFrom: fields.day,
      validTo: fields.dayOrNone,
      reason: fields.reason,
    }),
    initial: {
      kind,
      number: held?.number ?? '',
      issuerName: held?.issuerName ?? '',
      validFrom: held?.validFrom ?? today,
      validTo: held?.state === 'incomplete' ? (held.validTo ?? '') : '',
      reason: '',
    },
    onSubmit: async ({ kind: code, issuerName, validTo, ...value }) => {
      const scan = file ? await sent(person.prefecture, file) : undefined
      await certify.send({
        params: { number: person.number, kind: code },
        body: { ...value, issuerName: orNull(issuerName), validTo: orNull(validTo), ...(scan ? { scan } : {}) },
      })
      onClose()
    },
  })
  const chosen = kinds.find((each) => each.code === form.values.kind)
  return (
    <Dialog
      title={kind === '' ? t('people.certify') : t('people.certify-kind', { kind: nameOf(kind) })}
      size="side"
      onClose={onClose}
      isKept={form.isTouched || file !== undefined}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        {kind === '' && (
          <Field form={form} name="kind" label={t('people.kind')}>
            {(bound) => (
              <Select
                {...bound}
                label={t('people.kind')}
                options={kinds.map((each) => ({
                  value: each.code,
                  label: nameOf(each.code),
                  ...(each.issuer === 'operator' && !isOperator ? { why: t('people.kind-why') } : {}),
                }))}
              />
            )}
          </Field>
        )}
        <Field form={form} name="number" label={t('people.certificate-number')}>
          {(bound) => <TextInput {...bound} autoComplete="off" />}
        </Field>
        {chosen?.issuer === 'operator' ? (
          <p className="ink-2">{`${t('people.issuer')}：${t('people.issuer-branch')}`}</p>
        ) : (
          <Field form={form} name="issuerName" label={t('people.issuer')} hint={t('people.issuer-hint')} isOptional>
            {(bound) => <TextInput {...bound} />}
          </Field>
        )}
        <Field form={form} name="validFrom" label={t('people.valid-from')}>
          {(bound) => <DayInput {...bound} />}
        </Field>
        <Field form={form} name="validTo" label={t('people.valid-to')} hint={t('people.valid-to-hint')} isOptional>
          {(bound) => <DayInput {...bound} />}
        </Field>
        <div className="ui-field">
          <span className="ink-2">{t('people.scan')}</span>
          <FileDrop
            label={file?.name ?? t('people.scan-drop')}
            accept=".jpg,.jpeg,.png,.webp,.pdf"
            maxBytes={SCAN_BYTES}
            onFile={setFile}
            hint={held?.scan && !file ? t('people.scan-kept') : undefined}
          />
        </div>
        <Field form={form} name="reason" label={t('people.reason')} hint={t('people.reason-hint')}>
          {(bound) => <TextInput {...bound} />}
        </Field>
      </Form>
    </Dialog>
  )
}

/** Keeps the file; it belongs to the person once the certificate names it. */
const sent = async (prefecture: string, file: File) => {
  const form = new FormData()
  form.set('file', file)
  const kept = await upload(fileUpload, { query: { purpose: 'document', prefecture }, form })
  return { prefecture: kept.prefecture, id: kept.id }
}
