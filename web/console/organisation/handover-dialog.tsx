import { z } from 'zod'
import { handoverRoutes } from '#core/organisation/handover.contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { type BusinessLine, businessLineSchema, businessLines } from '#core/organisation/organisation.ts'
import { addDays, dayOf, isDay } from '#core/time.ts'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { MultiChoices, MultiSelect, Select, TextInput } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useNow } from '#web/ui/when.tsx'
import { useFormFields } from './form-fields.ts'
import { handoverTexts } from './handover.text.ts'
import { HandoverOutcome } from './handover-outcome.tsx'
import { useContractorOptions, useRegionOptions } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'

const changes = [organisationRoutes.responsibilities, organisationRoutes.issues, organisationRoutes.whoIsResponsible]

const useSchema = () => {
  const t = useText(handoverTexts)
  const fields = useFormFields()
  return z
    .object({
      regions: z.array(z.string()).refine((chosen) => chosen.length > 0, t('handover.choose')),
      lines: z.array(businessLineSchema).refine((chosen) => chosen.length > 0, t('handover.choose')),
      fromCompanyId: fields.choice,
      toCompanyId: fields.choice,
      from: fields.day,
      reason: fields.reason,
    })
    .refine((value) => value.fromCompanyId !== value.toCompanyId, {
      path: ['toCompanyId'],
      message: t('handover.same'),
    })
}
type Values = z.input<ReturnType<typeof useSchema>>

/** What can be asked about already. */
const questionOf = ({ regions, lines, fromCompanyId, toCompanyId, from }: Values) => {
  const isSaid = regions.length > 0 && lines.length > 0 && fromCompanyId !== '' && toCompanyId !== ''
  if (!isSaid || fromCompanyId === toCompanyId || !isDay(from)) return undefined
  return { regions: regions.join(','), lines: lines.join(','), fromCompanyId, toCompanyId, from }
}

/** Regions and lines go from one company to another on a day: what moves and what stays stands beside the form before it is saved. */
export const HandoverDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(handoverTexts)
  const own = useText(organisationScreenTexts)
  const today = dayOf(useNow())
  const regions = useRegionOptions()
  const companies = useContractorOptions()
  const both: BusinessLine[] = [...businessLines]
  const handOver = useCommand(handoverRoutes.handOver, { changes, done: t('handover.done') })
  const form = useForm({
    schema: useSchema(),
    initial: {
      ...{ regions: [], lines: both, fromCompanyId: '', toCompanyId: '' },
      ...{ from: addDays(today, 1), reason: '' },
    },
    onSubmit: async (value) => {
      if (!answer.data) return
      try {
        await handOver.send({ body: { ...value, seen: answer.data.seen } })
      } catch (error) {
        // What was seen may hold no longer; after a success there would be nothing left to ask about.
        void answer.refetch()
        throw error
      }
      onClose()
    },
  })
  const question = questionOf(form.values)
  const answer = useAnswer(
    handoverRoutes.preview,
    { query: question ?? { regions: '', lines: '', fromCompanyId: '', toCompanyId: '', from: '' } },
    { isOn: question !== undefined },
  )
  const isShown = question !== undefined && answer.data !== undefined && !answer.isPlaceholderData && !answer.error
  return (
    <Dialog
      title={t('handover.title')}
      size="large"
      onClose={onClose}
      isKept={form.isTouched}
      footer={
        <FormButtons
          form={form}
          onClose={onClose}
          action={t('handover.act')}
          why={isShown ? undefined : t('handover.why')}
        />
      }
    >
      <div className="organisation-handover">
        <Form form={form}>
          <Field form={form} name="regions" label={t('handover.regions')} hint={t('handover.regions-hint')}>
            {({ value, onChange, ...bound }) => (
              <MultiSelect
                {...bound}
                value={value}
                onChange={(next) => onChange([...next])}
                label={t('handover.regions')}
                options={regions}
              />
            )}
          </Field>
          <Field form={form} name="lines" label={t('handover.lines')}>
            {({ value, onChange, id: _, name: __, ...bound }) => (
              <MultiChoices
                {...bound}
                aria-label={t('handover.lines')}
                value={value}
                onChange={(next) => onChange([...next])}
                choices={businessLines.map((line) => ({ value: line, label: own(`organisation.${line}`) }))}
              />
            )}
          </Field>
          <Field form={form} name="fromCompanyId" label={t('handover.from-company')}>
            {(bound) => <Select {...bound} label={t('handover.from-company')} options={companies} />}
          </Field>
          <Field form={form} name="toCompanyId" label={t('handover.to-company')}>
            {(bound) => (
              <Select
                {...bound}
                label={t('handover.to-company')}
                options={companies.filter((company) => company.value !== form.values.fromCompanyId)}
              />
            )}
          </Field>
          <Field form={form} name="from" label={t('handover.day')} hint={t('handover.day-hint')}>
            {(bound) => <DayInput {...bound} min={today} />}
          </Field>
          <Field form={form} name="reason" label={own('organisation.reason')} hint={own('organisation.reason-hint')}>
            {(bound) => <TextInput {...bound} />}
          </Field>
        </Form>
        <section className="stack" aria-live="polite">
          {question === undefined ? (
            <p className="ink-2">{t('handover.wait')}</p>
          ) : (
            <HandoverOutcome answer={answer} fromCompanyId={form.values.fromCompanyId} />
          )}
        </section>
      </div>
    </Dialog>
  )
}
