import { useState } from 'react'
import { z } from 'zod'
import { newUserSchema, userRoutes } from '#core/access/user.contract.ts'
import { peopleRoutes } from '#core/people/people.contract.ts'
import {
  useCompanyOptions,
  useContractorOptions,
  usePrefectureOptions,
  useStationOptions,
} from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { type Bound, MultiSelect, Select, TextInput } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { usersTexts } from './users.text.ts'

const schema = newUserSchema
  .pick({ login: true, name: true, companyId: true, prefectures: true, reason: true })
  .extend({ stationId: z.string(), staffId: z.string() })

/** A new account without roles; its first password is shown once, here. */
export const NewUserDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(usersTexts)
  const companies = useCompanyOptions()
  const prefectures = usePrefectureOptions()
  const contractors = useContractorOptions()
  const [made, setMade] = useState<{ login: string; password: string } | undefined>()
  const create = useCommand(userRoutes.create, { changes: [userRoutes.list] })
  const form = useForm({
    schema,
    initial: { login: '', name: '', companyId: '', prefectures: [], stationId: '', staffId: '', reason: '' },
    onSubmit: async (value) => {
      const reply = await create.send({
        body: {
          ...value,
          prefectures: value.prefectures?.length ? value.prefectures : null,
          counties: null,
          stationId: value.stationId || null,
          staffId: value.staffId || null,
        },
      })
      setMade({ login: reply.user.login, password: reply.password })
    },
  })
  if (made) {
    return (
      <Dialog title={t('users.made', { login: made.login })} onClose={onClose} isKept>
        <p className="strong">{t('users.password-once', { password: made.password })}</p>
        <p className="ink-2">{t('users.no-roles-yet')}</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={t('users.create')}
      onClose={onClose}
      isKept={form.isTouched}
      footer={
        <>
          <Button onClick={onClose}>{t('users.cancel')}</Button>
          <Button kind="primary" type="submit" form={form.formId} isBusy={form.isSending}>
            {t('users.save')}
          </Button>
        </>
      }
    >
      <Form form={form}>
        <Field form={form} name="login" label={t('users.login')}>
          {(bound) => <TextInput {...bound} autoComplete="off" />}
        </Field>
        <Field form={form} name="name" label={t('users.name')}>
          {(bound) => <TextInput {...bound} />}
        </Field>
        <Field form={form} name="companyId" label={t('users.company')}>
          {({ onChange, ...bound }) => (
            <Select
              {...bound}
              onChange={(next) => {
                onChange(next)
                // Station and person of another company are none of this one.
                form.set('stationId', '')
                form.set('staffId', '')
              }}
              label={t('users.company')}
              options={companies}
            />
          )}
        </Field>
        {contractors.some(({ value }) => value === form.values.companyId) && (
          <>
            <Field form={form} name="staffId" label={t('users.staff')} hint={t('users.staff-hint')} isOptional>
              {(bound) => <StaffSelect {...bound} company={form.values.companyId} />}
            </Field>
            <Field form={form} name="stationId" label={t('users.station')} hint={t('users.station-hint')} isOptional>
              {(bound) => <StationSelect {...bound} company={form.values.companyId} />}
            </Field>
          </>
        )}
        <Field form={form} name="prefectures" label={t('users.prefectures')} isOptional>
          {({ value, onChange, ...bound }) => (
            <MultiSelect
              {...bound}
              value={value ?? []}
              onChange={(next) => onChange([...next])}
              label={t('users.prefectures')}
              options={prefectures}
            />
          )}
        </Field>
        <Field form={form} name="reason" label={t('users.reason')}>
          {(bound) => <TextInput {...bound} />}
        </Field>
      </Form>
    </Dialog>
  )
}

type OfCompany = Bound<string> & { readonly company: string }

/** The row of the people's list that the account is for, found by name or number. */
const StaffSelect = ({ company, ...bound }: OfCompany) => {
  const t = useText(usersTexts)
  const [q, setSearch] = useState('')
  const query = { company, status: 'active' as const, limit: 50, ...(q ? { q } : {}) }
  const { data, isLoading } = useAnswer(peopleRoutes.staff, { query })
  return (
    <Select
      {...bound}
      label={t('users.staff')}
      any={t('users.nobody')}
      options={(data?.items ?? []).map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` }))}
      onSearch={setSearch}
      isLoading={isLoading}
    />
  )
}

const StationSelect = ({ company, ...bound }: OfCompany) => {
  const t = useText(usersTexts)
  const options = useStationOptions({ company })
  return <Select {...bound} label={t('users.station')} any={t('users.no-station')} options={options} />
}
