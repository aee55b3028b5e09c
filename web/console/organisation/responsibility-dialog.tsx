import { z } from 'zod'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { type BusinessLine, businessLineSchema } from '#core/organisation/organisation.ts'
import type { ResponsibilityItem } from '#core/organisation/responsibility.contract.ts'
import { dayOf, isDay } from '#core/time.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { ChangedMeanwhile, useSeen } from '#web/ui/changed-meanwhile.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, type FormState, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { Select, TextInput } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useNow } from '#web/ui/when.tsx'
import { orNull, useFormFields } from './form-fields.ts'
import { useCompanyNames, useContractorOptions, useRegionNames, useRegionOptions } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import { type Entry, ResponsibilityPreview } from './responsibility-preview.tsx'
import { LineChoice } from './who-is-responsible.tsx'

const useSchema = () => {
  const fields = useFormFields()
  return z.object({
    region: fields.choice,
    gridId: z.string(),
    line: businessLineSchema,
    companyId: fields.choice,
    effectiveFrom: fields.day,
    effectiveTo: fields.dayOrNone,
    reason: fields.reason,
  })
}
type Schema = ReturnType<typeof useSchema>
type Values = z.input<Schema>

const changes = [organisationRoutes.responsibilities, organisationRoutes.issues, organisationRoutes.whoIsResponsible]

/** What can be shown of its consequences already: place, company and days are said. */
const entryOf = (values: Values, id?: string): Entry | undefined => {
  const { region, gridId, line, companyId, effectiveFrom, effectiveTo } = values
  const isSaid = region !== '' && companyId !== '' && isDay(effectiveFrom) && (effectiveTo === '' || isDay(effectiveTo))
  if (!isSaid || (effectiveTo !== '' && effectiveTo < effectiveFrom)) return undefined
  return {
    ...{ region, line, companyId, effectiveFrom },
    ...(id === undefined ? {} : { id }),
    ...(gridId === '' ? {} : { gridId }),
    ...(effectiveTo === '' ? {} : { effectiveTo }),
  }
}

/** A company becomes responsible somewhere; what that leaves open or says twice is shown before it is saved. */
export const NewResponsibility = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const today = dayOf(useNow())
  const create = useCommand(organisationRoutes.createResponsibility, { changes, done: t('organisation.saved') })
  const line: BusinessLine = 'home'
  const form = useForm({
    schema: useSchema(),
    initial: {
      ...{ region: '', gridId: '', line: line as BusinessLine, companyId: '' },
      ...{ effectiveFrom: today, effectiveTo: '', reason: '' },
    },
    onSubmit: async (value) => {
      const { gridId, effectiveTo, ...rest } = value
      await create.send({ body: { ...rest, gridId: orNull(gridId), effectiveTo: orNull(effectiveTo) } })
      onClose()
    },
  })
  return (
    <Dialog
      title={t('organisation.add')}
      size="side"
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        <PlaceFields form={form} />
        <PeriodFields form={form} />
        <ResponsibilityPreview entry={entryOf(form.values)} />
        <ReasonField form={form} />
      </Form>
    </Dialog>
  )
}

/** Other days for an entry: it ends, it begins later. What has been stays; one that has not begun can be withdrawn. */
export const EditResponsibility = ({
  row,
  onClose,
}: {
  readonly row: ResponsibilityItem
  readonly onClose: () => void
}) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const today = dayOf(useNow())
  const { seen, isOutdated, catchUp } = useSeen(row)
  const edit = useCommand(organisationRoutes.editResponsibility, { changes, done: t('organisation.changed') })
  const withdraw = useCommand(organisationRoutes.withdrawResponsibility, {
    changes,
    done: t('organisation.withdrawn'),
    onDone: onClose,
  })
  const valuesOf = (each: ResponsibilityItem): Values => ({
    ...{ region: each.region, gridId: each.grid?.id ?? '', line: each.line, companyId: each.companyId },
    ...{ effectiveFrom: each.effectiveFrom, effectiveTo: each.effectiveTo ?? '', reason: '' },
  })
  const form = useForm({
    schema: useSchema(),
    initial: valuesOf(row),
    onSubmit: async ({ effectiveFrom, effectiveTo, reason }) => {
      const body = { effectiveFrom, effectiveTo: orNull(effectiveTo), version: seen.version, reason }
      await edit.send({ params: { id: row.id }, body })
      onClose()
    },
  })
  const takeBack = async () => {
    const why = await askConfirm({
      title: t('organisation.withdraw'),
      text: t('organisation.withdraw-text'),
      action: t('organisation.withdraw'),
      isDangerous: true,
      reason: { minimum: 2 },
    })
    if (why) await withdraw.run({ params: { id: row.id }, body: { version: seen.version, reason: why.reason } })
  }
  return (
    <Dialog
      title={t('organisation.edit-responsibility')}
      size="side"
      onClose={onClose}
      isKept={form.isTouched}
      footer={
        <>
          <Button
            why={row.effectiveFrom > today ? undefined : t('organisation.withdraw-why')}
            isBusy={withdraw.isRunning}
            onClick={() => void takeBack()}
          >
            {t('organisation.withdraw')}
          </Button>
          <FormButtons form={form} onClose={onClose} />
        </>
      }
    >
      <Form form={form}>
        {isOutdated && (
          <ChangedMeanwhile
            differences={[
              { label: t('organisation.from'), before: seen.effectiveFrom, now: row.effectiveFrom },
              { label: t('organisation.to'), before: seen.effectiveTo ?? '', now: row.effectiveTo ?? '' },
            ]}
            onTake={() => {
              form.reset(valuesOf(row))
              catchUp()
            }}
            onKeep={catchUp}
          />
        )}
        <Facts
          items={[
            {
              label: t('organisation.region'),
              value: row.grid ? `${regionName(row.region)} ${row.grid.name}` : regionName(row.region),
            },
            { label: t('organisation.line'), value: t(`organisation.${row.line}`) },
            { label: t('organisation.company'), value: companyName(row.companyId) },
          ]}
        />
        <PeriodFields form={form} />
        <ResponsibilityPreview entry={form.isTouched ? entryOf(form.values, row.id) : undefined} />
        <ReasonField form={form} />
      </Form>
    </Dialog>
  )
}

type Fields = { readonly form: FormState<Schema> }

const PlaceFields = ({ form }: Fields) => {
  const t = useText(organisationScreenTexts)
  const regions = useRegionOptions()
  const companies = useContractorOptions()
  const { region } = form.values
  const isCounty = region !== '' && !region.endsWith('00')
  const grids = useAnswer(organisationRoutes.grids, { query: { county: region, limit: 500 } }, { isOn: isCounty })
  return (
    <>
      <Field form={form} name="region" label={t('organisation.region')}>
        {(bound) => (
          <Select
            {...bound}
            onChange={(value) => {
              bound.onChange(value)
              form.set('gridId', '')
            }}
            label={t('organisation.region')}
            options={regions}
          />
        )}
      </Field>
      {isCounty && (grids.data?.items.length ?? 0) > 0 && (
        <Field form={form} name="gridId" label={t('organisation.grid')} hint={t('organisation.grid-hint')} isOptional>
          {(bound) => (
            <Select
              {...bound}
              label={t('organisation.grid')}
              placeholder={t('organisation.whole-county')}
              options={(grids.data?.items ?? []).map((grid) => ({ value: grid.id, label: grid.name }))}
            />
          )}
        </Field>
      )}
      <Field form={form} name="line" label={t('organisation.line')}>
        {({ value, onChange }) => <LineChoice value={value} onChange={onChange} />}
      </Field>
      <Field form={form} name="companyId" label={t('organisation.company')}>
        {(bound) => <Select {...bound} label={t('organisation.company')} options={companies} />}
      </Field>
    </>
  )
}

const PeriodFields = ({ form }: Fields) => {
  const t = useText(organisationScreenTexts)
  return (
    <>
      <Field form={form} name="effectiveFrom" label={t('organisation.first-day')}>
        {(bound) => <DayInput {...bound} />}
      </Field>
      <Field
        form={form}
        name="effectiveTo"
        label={t('organisation.last-day')}
        hint={t('organisation.last-day-hint')}
        isOptional
      >
        {(bound) => <DayInput {...bound} />}
      </Field>
    </>
  )
}

const ReasonField = ({ form }: Fields) => {
  const t = useText(organisationScreenTexts)
  return (
    <Field form={form} name="reason" label={t('organisation.reason')} hint={t('organisation.reason-hint')}>
      {(bound) => <TextInput {...bound} />}
    </Field>
  )
}
