import { z } from 'zod'
import type { StaffItem } from '#core/people/people.contract.ts'
import { peopleRoutes } from '#core/people/people.contract.ts'
import { peopleTexts } from '#core/people/people.text.ts'
import { staffNumberSchema, staffRoutes } from '#core/people/staff.contract.ts'
import { type Post, posts } from '#core/people/staff.ts'
import { orNull, useFormFields } from '#web/console/organisation/form-fields.ts'
import {
  useCompanyNames,
  useContractorOptions,
  useCountyOptions,
  useRegionNames,
  useStationOptions,
} from '#web/console/organisation/organisation.queries.ts'
import { useSession } from '#web/console/session/session.queries.ts'
import { useSeen } from '#web/ui/changed-meanwhile.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Field, type FormState, useForm } from '#web/ui/form.tsx'
import { ChangedRow, FormDialog } from '#web/ui/form-dialog.tsx'
import { Segments, Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { peopleScreenTexts } from './people-screen.text.ts'

const useSchema = (isNew: boolean) => {
  const t = useText(peopleScreenTexts)
  const fields = useFormFields()
  return z.object({
    number: isNew
      ? z
          .string()
          .trim()
          .refine((text) => staffNumberSchema.safeParse(text).success, t('people.number-wrong'))
      : z.string(),
    name: fields.name.max(40),
    companyId: fields.choice,
    county: fields.choice,
    stationId: z.string(),
    post: z.enum(posts),
    phone: fields.phone,
    joinedOn: fields.dayOrNone,
    status: z.enum(['active', 'suspended']),
    reason: fields.reason,
  })
}
type Schema = ReturnType<typeof useSchema>
type Values = z.input<Schema>

const changes = [peopleRoutes.staff, peopleRoutes.staffMember]
const bodyOf = ({ name, county, stationId, post, joinedOn, reason }: Values) => ({
  ...{ name, county, stationId: orNull(stationId), post, joinedOn: orNull(joinedOn), reason },
})

/** Somebody who is new to a contractor. */
export const NewPerson = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(peopleScreenTexts)
  const { company } = useSession().user
  const create = useCommand(staffRoutes.create, { changes, done: t('people.saved') })
  const post: Post = 'engineer'
  const form = useForm({
    schema: useSchema(true),
    initial: {
      ...{ number: '', name: '', companyId: company.kind === 'contractor' ? company.id : '', county: '' },
      ...{ stationId: '', post: post as Post, phone: '', joinedOn: '', status: 'active' as const, reason: '' },
    },
    onSubmit: async (value) => {
      const { number, companyId, phone } = value
      await create.send({ body: { number, companyId, phone: orNull(phone), ...bodyOf(value) } })
      onClose()
    },
  })
  return (
    <FormDialog title={t('people.add')} form={form} onClose={onClose}>
      <PersonFields form={form} isNew />
    </FormDialog>
  )
}

const isMasked = (phone: string | null): boolean => phone?.includes('*') ?? false

const valuesOf = (person: StaffItem): Values => ({
  number: person.number,
  name: person.name,
  companyId: person.companyId,
  county: person.county,
  stationId: person.stationId ?? '',
  post: person.post,
  phone: isMasked(person.phone) ? '' : (person.phone ?? ''),
  joinedOn: person.joinedOn ?? '',
  status: person.status === 'suspended' ? 'suspended' : 'active',
  reason: '',
})

/** Name, post, station and phone of somebody who is here; a masked phone stays unless another is written. */
export const EditPerson = ({ person, onClose }: { readonly person: StaffItem; readonly onClose: () => void }) => {
  const t = useText(peopleScreenTexts)
  const post = useText(peopleTexts)
  const regionName = useRegionNames()
  const seen = useSeen(person)
  const edit = useCommand(staffRoutes.edit, { changes, done: t('people.changed') })
  const form = useForm({
    schema: useSchema(false),
    initial: valuesOf(person),
    onSubmit: async (value) => {
      const phone = isMasked(person.phone) && value.phone.trim() === '' ? {} : { phone: orNull(value.phone) }
      const body = { ...bodyOf(value), ...phone, status: value.status, version: seen.seen.version }
      await edit.send({ params: { number: person.number }, body })
      onClose()
    },
  })
  const shown = (each: StaffItem) => ({
    name: each.name,
    place: regionName(each.county),
    station: each.stationName ?? '',
    post: post(`people.post.${each.post}`),
    phone: each.phone ?? '',
    joined: each.joinedOn ?? '',
    status: t(`people.status.${each.status}`),
  })
  return (
    <FormDialog title={seen.seen.name} form={form} onClose={onClose}>
      <ChangedRow
        row={person}
        seen={seen}
        shown={shown}
        labelOf={(key) => t(`people.${key}`)}
        onTake={() => form.reset(valuesOf(person))}
      />
      <PersonFields form={form} maskedPhone={isMasked(person.phone) ? person.phone : null} />
      <Field form={form} name="status" label={t('people.status')} hint={t('people.suspended-hint')}>
        {({ value, onChange }) => (
          <Segments
            label={t('people.status')}
            value={value}
            onChange={onChange}
            choices={(['active', 'suspended'] as const).map((each) => ({
              value: each,
              label: t(`people.status.${each}`),
            }))}
          />
        )}
      </Field>
    </FormDialog>
  )
}

const PersonFields = ({
  form,
  isNew = false,
  maskedPhone = null,
}: {
  readonly form: FormState<Schema>
  readonly isNew?: boolean
  readonly maskedPhone?: string | null
}) => {
  const t = useText(peopleScreenTexts)
  const post = useText(peopleTexts)
  const companies = useContractorOptions()
  const companyName = useCompanyNames()
  const counties = useCountyOptions([])
  const { companyId } = form.values
  const stations = useStationOptions({ company: companyId })
  return (
    <>
      {isNew && (
        <>
          <Field form={form} name="number" label={t('people.number')}>
            {(bound) => <TextInput {...bound} autoComplete="off" />}
          </Field>
          <Field form={form} name="companyId" label={t('people.company')}>
            {(bound) => <Select {...bound} label={t('people.company')} options={companies} />}
          </Field>
        </>
      )}
      {!isNew && <p className="ink-2">{`${form.values.number} · ${companyName(companyId)}`}</p>}
      <Field form={form} name="name" label={t('people.name')}>
        {(bound) => <TextInput {...bound} autoComplete="off" />}
      </Field>
      <Field form={form} name="post" label={t('people.post')}>
        {({ value, onChange, ...bound }) => (
          <Select
            {...bound}
            value={value}
            onChange={(next) => onChange(posts.find((each) => each === next) ?? value)}
            label={t('people.post')}
            options={posts.map((each) => ({ value: each, label: post(`people.post.${each}`), words: each }))}
          />
        )}
      </Field>
      <Field form={form} name="county" label={t('people.place')}>
        {(bound) => <Select {...bound} label={t('people.place')} options={counties} />}
      </Field>
      <Field form={form} name="stationId" label={t('people.station')} isOptional>
        {(bound) => (
          <Select
            {...bound}
            label={t('people.station')}
            any={t(companyId === '' ? 'people.company-first' : 'people.no-station')}
            options={stations}
          />
        )}
      </Field>
      <Field
        form={form}
        name="phone"
        label={t('people.phone')}
        hint={maskedPhone === null ? undefined : t('people.phone-keep', { phone: maskedPhone })}
        isOptional
      >
        {(bound) => <TextInput {...bound} inputMode="tel" autoComplete="off" />}
      </Field>
      <Field form={form} name="joinedOn" label={t('people.joined')} isOptional>
        {(bound) => <DayInput {...bound} />}
      </Field>
      <Field form={form} name="reason" label={t('people.reason')} hint={t('people.reason-hint')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
    </>
  )
}
