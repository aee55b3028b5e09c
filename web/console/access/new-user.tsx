import { useState } from 'react'
import { newUserSchema, userRoutes } from '#core/access/user.contract.ts'
import { useCompanyOptions, usePrefectureOptions } from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { MultiSelect, Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { usersTexts } from './users.text.ts'

const schema = newUserSchema.pick({ login: true, name: true, companyId: true, prefectures: true, reason: true })

/** A new account without roles; its first password is shown once, here. */
export const NewUserDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(usersTexts)
  const companies = useCompanyOptions()
  const prefectures = usePrefectureOptions()
  const [made, setMade] = useState<{ login: string; password: string } | undefined>()
  const create = useCommand(userRoutes.create, { changes: [userRoutes.list] })
  const form = useForm({
    schema,
    initial: { login: '', name: '', companyId: '', prefectures: [], reason: '' },
    onSubmit: async (value) => {
      const reply = await create.send({
        body: {
          ...value,
          prefectures: value.prefectures?.length ? value.prefectures : null,
          counties: null,
          stationId: null,
          staffId: null,
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
          {(bound) => <Select {...bound} label={t('users.company')} options={companies} />}
        </Field>
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
