import { z } from 'zod'
import type { Route } from '#core/contract.ts'
import { intakeRoutes, type Taken, type WaitingReport } from '#core/intake/intake.contract.ts'
import { businessLineSchema, businessLines } from '#core/organisation/organisation.ts'
import { useCountyOptions } from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { Choices, Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { waitingTexts } from './waiting.text.ts'

const schema = z.object({
  county: z.string().min(1),
  address: z.string().trim().min(1).max(300),
  line: businessLineSchema,
  customerName: z.string().max(100),
})

type Props = {
  readonly report: WaitingReport
  readonly changes: readonly Route[]
  readonly done: (taken: Taken) => string
  readonly onClose: () => void
}

/** An order for somebody who is in no ledger: where they live is enough. */
export const ElsewhereDialog = ({ report, changes, done, onClose }: Props) => {
  const t = useText(waitingTexts)
  const counties = useCountyOptions([])
  const make = useCommand(intakeRoutes.makeOrder, { changes, done, onDone: onClose })
  const form = useForm({
    schema,
    initial: { county: report.county ?? '', address: '', line: report.line ?? ('home' as const), customerName: '' },
    onSubmit: async ({ customerName, ...place }) => {
      await make.send({
        params: { number: report.number },
        body: { ...place, ...(customerName === '' ? {} : { customerName }) },
      })
    },
  })
  return (
    <Dialog
      title={t('elsewhere')}
      onClose={onClose}
      isKept={form.isTouched}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" form={form.formId} isBusy={form.isSending}>
            {t('elsewhere-make')}
          </Button>
        </>
      }
    >
      <Form form={form}>
        <p className="ink-2">{t('elsewhere-text', { address: report.address ?? '—' })}</p>
        <Field form={form} name="county" label={t('county')}>
          {(bound) => <Select {...bound} label={t('county')} options={counties} />}
        </Field>
        <Field form={form} name="address" label={t('address')}>
          {(bound) => <TextInput {...bound} data-autofocus maxLength={300} />}
        </Field>
        <Field form={form} name="line" label={t('line')}>
          {(bound) => (
            <Choices
              {...bound}
              onChange={(line) => bound.onChange(line ?? 'home')}
              choices={businessLines.map((value) => ({ value, label: t(`line.${value}`) }))}
            />
          )}
        </Field>
        <Field form={form} name="customerName" label={t('name')} isOptional>
          {(bound) => <TextInput {...bound} maxLength={100} />}
        </Field>
      </Form>
    </Dialog>
  )
}
