import { z } from 'zod'
import { organisationRoutes, type StationItem } from '#core/organisation/organisation.contract.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Facts } from '#web/ui/card.tsx'
import { useSeen } from '#web/ui/changed-meanwhile.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, type FormState, useForm } from '#web/ui/form.tsx'
import { ChangedRow, FormDialog } from '#web/ui/form-dialog.tsx'
import { Checkbox, MultiSelect, Select, TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { orNull, useFormFields } from './form-fields.ts'
import { useCompanyNames, useContractorOptions, useCountyOptions, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'

const useSchema = () => {
  const fields = useFormFields()
  return z.object({
    companyId: fields.choice,
    name: fields.name,
    county: fields.choice,
    counties: z.array(z.string()),
    hotline: fields.phone,
    fax: fields.phone,
    address: fields.text,
    isClosed: z.boolean(),
    reason: fields.reason,
  })
}
type Schema = ReturnType<typeof useSchema>
type Values = z.input<Schema>

const changes = [organisationRoutes.stations, organisationRoutes.grids]

/** Its own county is always among those it serves. */
const bodyOf = ({ companyId: _, isClosed: __, hotline, fax, address, counties, county, ...rest }: Values) => ({
  ...rest,
  county,
  counties: [...new Set([county, ...counties])],
  hotline: orNull(hotline),
  fax: orNull(fax),
  address: orNull(address),
})

/** A station that is new. */
export const NewStation = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const { user } = useSession()
  const create = useCommand(organisationRoutes.createStation, { changes, done: t('organisation.saved') })
  const initial = {
    ...{ companyId: user.company.kind === 'contractor' ? user.company.id : '', name: '', county: '', counties: [] },
    ...{ hotline: '', fax: '', address: '', isClosed: false, reason: '' },
  }
  const form = useForm({
    schema: useSchema(),
    initial,
    onSubmit: async (value) => {
      await create.send({ body: { ...bodyOf(value), companyId: value.companyId, position: null } })
      onClose()
    },
  })
  return (
    <FormDialog title={t('organisation.add-station')} form={form} onClose={onClose}>
      <StationFields form={form} isNew />
    </FormDialog>
  )
}

const valuesOf = (row: StationItem): Values => ({
  companyId: row.companyId,
  name: row.name,
  county: row.county,
  counties: row.counties,
  hotline: row.hotline ?? '',
  fax: row.fax ?? '',
  address: row.address ?? '',
  isClosed: !row.isActive,
  reason: '',
})

/** A station as it is, to be changed by whoever may. */
export const StationPanel = ({ row, onClose }: { readonly row: StationItem; readonly onClose: () => void }) =>
  useMay('organisation.edit') ? (
    <EditStation row={row} onClose={onClose} />
  ) : (
    <StationView row={row} onClose={onClose} />
  )

const EditStation = ({ row, onClose }: { readonly row: StationItem; readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const seen = useSeen(row)
  const edit = useCommand(organisationRoutes.editStation, { changes, done: t('organisation.changed') })
  const form = useForm({
    schema: useSchema(),
    initial: valuesOf(row),
    onSubmit: async (value) => {
      await edit.send({
        params: { id: row.id },
        body: { ...bodyOf(value), position: seen.seen.position, isActive: !value.isClosed, version: seen.seen.version },
      })
      onClose()
    },
  })
  const shown = (each: StationItem) => ({
    name: each.name,
    county: regionName(each.county),
    counties: listed(each.counties.map(regionName)),
    hotline: each.hotline ?? '',
    fax: each.fax ?? '',
    address: each.address ?? '',
    state: t(each.isActive ? 'organisation.state.active' : 'organisation.state.closed'),
  })
  return (
    <FormDialog title={seen.seen.name} form={form} onClose={onClose}>
      <ChangedRow
        row={row}
        seen={seen}
        shown={shown}
        labelOf={(key) => t(`organisation.${key}`)}
        onTake={() => form.reset(valuesOf(row))}
      />
      <StationFields form={form} />
      <Field form={form} name="isClosed" label={t('organisation.state')} hint={t('organisation.close-hint')}>
        {(bound) => <Checkbox {...bound}>{t('organisation.close-station')}</Checkbox>}
      </Field>
    </FormDialog>
  )
}

const StationFields = ({ form, isNew = false }: { readonly form: FormState<Schema>; readonly isNew?: boolean }) => {
  const t = useText(organisationScreenTexts)
  const companies = useContractorOptions()
  const companyName = useCompanyNames()
  const counties = useCountyOptions([])
  return (
    <>
      {isNew ? (
        <Field form={form} name="companyId" label={t('organisation.company')}>
          {(bound) => <Select {...bound} label={t('organisation.company')} options={companies} />}
        </Field>
      ) : (
        <Facts items={[{ label: t('organisation.company'), value: companyName(form.values.companyId) }]} />
      )}
      <Field form={form} name="name" label={t('organisation.name')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
      <Field form={form} name="county" label={t('organisation.county')}>
        {(bound) => <Select {...bound} label={t('organisation.county')} options={counties} />}
      </Field>
      <Field
        form={form}
        name="counties"
        label={t('organisation.counties')}
        hint={t('organisation.counties-hint')}
        isOptional
      >
        {({ value, onChange, ...bound }) => (
          <MultiSelect
            {...bound}
            value={value}
            onChange={(next) => onChange([...next])}
            label={t('organisation.counties')}
            options={counties}
          />
        )}
      </Field>
      <Field form={form} name="hotline" label={t('organisation.hotline')} isOptional>
        {(bound) => <TextInput {...bound} inputMode="tel" />}
      </Field>
      <Field form={form} name="fax" label={t('organisation.fax')} isOptional>
        {(bound) => <TextInput {...bound} inputMode="tel" />}
      </Field>
      <Field form={form} name="address" label={t('organisation.address')} isOptional>
        {(bound) => <TextInput {...bound} />}
      </Field>
      <Field form={form} name="reason" label={t('organisation.reason')} hint={t('organisation.reason-hint')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
    </>
  )
}

const StationView = ({ row, onClose }: { readonly row: StationItem; readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  return (
    <Dialog title={row.name} size="side" onClose={onClose}>
      <Facts
        items={[
          { label: t('organisation.company'), value: companyName(row.companyId) },
          { label: t('organisation.county'), value: `${regionName(row.prefecture)} ${regionName(row.county)}` },
          { label: t('organisation.counties'), value: listed(row.counties.map(regionName)) },
          { label: t('organisation.hotline'), value: row.hotline ?? '—' },
          { label: t('organisation.fax'), value: row.fax ?? '—' },
          { label: t('organisation.address'), value: row.address ?? '—' },
          { label: t('organisation.staff'), value: row.staffCount },
        ]}
      />
      <p className="hint">{t('organisation.edit-why')}</p>
    </Dialog>
  )
}
