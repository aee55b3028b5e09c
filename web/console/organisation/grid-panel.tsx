import { z } from 'zod'
import { type GridItem, organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { type AreaClass, areaClasses } from '#core/organisation/region.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Facts } from '#web/ui/card.tsx'
import { useSeen } from '#web/ui/changed-meanwhile.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, type FormState, useForm } from '#web/ui/form.tsx'
import { ChangedRow, FormDialog } from '#web/ui/form-dialog.tsx'
import { Checkbox, Segments, Select, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { namesOf, orNull, useFormFields } from './form-fields.ts'
import { GridOwner } from './grid-owner.tsx'
import { useCountyOptions, useRegionNames, useStationOptions } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'

const useSchema = () => {
  const fields = useFormFields()
  return z.object({
    name: fields.name,
    county: fields.choice,
    areaClass: z.enum(areaClasses),
    stationId: z.string(),
    communities: z.string().max(10_000),
    isClosed: z.boolean(),
    reason: fields.reason,
  })
}
type Schema = ReturnType<typeof useSchema>
type Values = z.input<Schema>

const changes = [organisationRoutes.grids]
const bodyOf = ({ name, areaClass, stationId, communities, reason }: Values) => ({
  ...{ name, areaClass, stationId: orNull(stationId), communities: namesOf(communities), reason },
})

/** A grid that is new; who looks after it is said once it is there. */
export const NewGrid = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const create = useCommand(organisationRoutes.createGrid, { changes, done: t('organisation.saved') })
  const area: AreaClass = 'urban'
  const form = useForm({
    schema: useSchema(),
    initial: {
      ...{ name: '', county: '', areaClass: area as AreaClass, stationId: '', communities: '' },
      ...{ isClosed: false, reason: '' },
    },
    onSubmit: async (value) => {
      await create.send({ body: { county: value.county, ...bodyOf(value) } })
      onClose()
    },
  })
  return (
    <FormDialog title={t('organisation.add-grid')} form={form} onClose={onClose}>
      <GridFields form={form} isNew />
    </FormDialog>
  )
}

const valuesOf = (row: GridItem): Values => ({
  name: row.name,
  county: row.county,
  areaClass: row.areaClass,
  stationId: row.station?.id ?? '',
  communities: row.communities.join('\n'),
  isClosed: !row.isActive,
  reason: '',
})

/** A grid, who looks after it for each line, and its form for whoever may change it: the operator. */
export const GridPanel = ({ row, onClose }: { readonly row: GridItem; readonly onClose: () => void }) => {
  const mayEdit = useMay('organisation.edit')
  const isOperator = useSession().user.company.kind === 'operator'
  return mayEdit && isOperator ? (
    <EditGrid row={row} onClose={onClose} />
  ) : (
    <Dialog title={row.name} size="side" onClose={onClose}>
      <GridFacts row={row} />
      <Owners row={row} />
    </Dialog>
  )
}

const EditGrid = ({ row, onClose }: { readonly row: GridItem; readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const seen = useSeen(row)
  const edit = useCommand(organisationRoutes.editGrid, { changes, done: t('organisation.changed') })
  const form = useForm({
    schema: useSchema(),
    initial: valuesOf(row),
    onSubmit: async (value) => {
      await edit.send({
        params: { id: row.id },
        body: { ...bodyOf(value), isActive: !value.isClosed, version: seen.seen.version },
      })
      onClose()
    },
  })
  const shown = (each: GridItem) => ({
    name: each.name,
    area: t(`organisation.${each.areaClass}`),
    station: each.station?.name ?? '',
    communities: listed(each.communities),
    owners: listed(each.owners.map((owner) => owner.staffName)),
  })
  return (
    <FormDialog title={seen.seen.name} form={form} onClose={onClose} above={<Owners row={row} />}>
      <ChangedRow
        row={row}
        seen={seen}
        shown={shown}
        labelOf={(key) => t(`organisation.${key}`)}
        onTake={() => form.reset(valuesOf(row))}
      />
      <GridFields form={form} />
      <Field form={form} name="isClosed" label={t('organisation.state')}>
        {(bound) => <Checkbox {...bound}>{t('organisation.close-grid')}</Checkbox>}
      </Field>
    </FormDialog>
  )
}

const Owners = ({ row }: { readonly row: GridItem }) => (
  <div className="stack">
    {businessLines.map((line) => (
      <GridOwner key={line} row={row} line={line} />
    ))}
  </div>
)

const GridFields = ({ form, isNew = false }: { readonly form: FormState<Schema>; readonly isNew?: boolean }) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const counties = useCountyOptions([])
  const { county } = form.values
  const stations = useStationOptions({ county })
  return (
    <>
      {isNew ? (
        <Field form={form} name="county" label={t('organisation.county')}>
          {(bound) => <Select {...bound} label={t('organisation.county')} options={counties} />}
        </Field>
      ) : (
        <Facts items={[{ label: t('organisation.county'), value: regionName(county) }]} />
      )}
      <Field form={form} name="name" label={t('organisation.name')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
      <Field form={form} name="areaClass" label={t('organisation.area')} hint={t('organisation.area-hint')}>
        {({ value, onChange }) => (
          <Segments
            label={t('organisation.area')}
            value={value}
            onChange={onChange}
            choices={areaClasses.map((each) => ({ value: each, label: t(`organisation.${each}`) }))}
          />
        )}
      </Field>
      <Field form={form} name="stationId" label={t('organisation.station')} isOptional>
        {(bound) => (
          <Select
            {...bound}
            label={t('organisation.station')}
            any={t(county === '' ? 'organisation.county-first' : 'organisation.no-station')}
            options={stations}
          />
        )}
      </Field>
      <Field
        form={form}
        name="communities"
        label={t('organisation.communities')}
        hint={t('organisation.communities-hint')}
        isOptional
      >
        {(bound) => <TextArea isUnchecked {...bound} rows={5} />}
      </Field>
      <Field form={form} name="reason" label={t('organisation.reason')} hint={t('organisation.reason-hint')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
    </>
  )
}

const GridFacts = ({ row }: { readonly row: GridItem }) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  return (
    <Facts
      items={[
        { label: t('organisation.county'), value: `${regionName(row.prefecture)} ${regionName(row.county)}` },
        { label: t('organisation.area'), value: t(`organisation.${row.areaClass}`) },
        { label: t('organisation.station'), value: row.station?.name ?? '—' },
        { label: t('organisation.communities'), value: listed(row.communities) || '—' },
      ]}
    />
  )
}
