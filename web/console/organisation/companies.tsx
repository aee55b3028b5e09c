import { useState } from 'react'
import { z } from 'zod'
import type { ReplyOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { ChangedMeanwhile, useSeen } from '#web/ui/changed-meanwhile.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, type FormState, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { Checkbox, TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { namesOf, useFormFields } from './form-fields.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import './organisation.css'

type Company = ReplyOf<typeof organisationRoutes.companies>['items'][number]
const changes = [organisationRoutes.companies]

const useMayEdit = (): boolean => {
  const isOperator = useSession().user.company.kind === 'operator'
  return useMay('organisation.edit') && isOperator
}

/** The operator and its contractors, with the names that files give them. */
export const Companies = () => {
  const t = useText(organisationScreenTexts)
  const answer = useAnswer(organisationRoutes.companies, {})
  const mayEdit = useMayEdit()
  const why = mayEdit ? undefined : t('organisation.edit-why')
  const [open, setOpen] = useState<string | undefined>()
  const row = answer.data?.items.find((each) => each.id === open)
  const close = () => setOpen(undefined)
  return (
    <Card
      isFlush
      title={t('organisation.companies')}
      aside={
        <Button isSmall icon="plus" why={why} onClick={() => setOpen('+')}>
          {t('organisation.add-company')}
        </Button>
      }
    >
      <Loaded query={answer} rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('organisation.none')} />
          ) : (
            <div className="organisation-table">
              <table className="ui-plain-table">
                <thead>
                  <tr>
                    <th>{t('organisation.short-name')}</th>
                    <th>{t('organisation.full-name')}</th>
                    <th>{t('organisation.kind')}</th>
                    <th>{t('organisation.aliases')}</th>
                    <th>{t('organisation.state')}</th>
                    <th>
                      <span className="unseen">{t('organisation.edit')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.id}>
                      <td className="strong">{item.name}</td>
                      <td>{item.fullName}</td>
                      <td>{t(`organisation.kind.${item.kind}`)}</td>
                      <td className="ink-2">{listed(item.aliases) || '—'}</td>
                      <td>
                        <StateTag tone={item.isActive ? 'plain' : 'paused'} isBare>
                          {t(item.isActive ? 'organisation.state.active' : 'organisation.state.closed')}
                        </StateTag>
                      </td>
                      <td className="number">
                        <Button isSmall kind="quiet" why={why} onClick={() => setOpen(item.id)}>
                          {t('organisation.edit')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      {open === '+' && <NewCompany onClose={close} />}
      {row && <EditCompany key={row.id} row={row} onClose={close} />}
    </Card>
  )
}

const useSchema = () => {
  const t = useText(organisationScreenTexts)
  const fields = useFormFields()
  return z.object({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, t('organisation.id-wrong')),
    name: fields.name,
    fullName: fields.name.max(128),
    aliases: z.string().max(5_000),
    isClosed: z.boolean(),
    reason: fields.reason,
  })
}

const NewCompany = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const create = useCommand(organisationRoutes.createCompany, { changes, done: t('organisation.saved') })
  const form = useForm({
    schema: useSchema(),
    initial: { id: '', name: '', fullName: '', aliases: '', isClosed: false, reason: '' },
    onSubmit: async ({ isClosed: _, aliases, ...value }) => {
      await create.send({ body: { ...value, aliases: namesOf(aliases) } })
      onClose()
    },
  })
  return (
    <Dialog
      title={t('organisation.add-company')}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        <Field form={form} name="id" label={t('organisation.company-id')} hint={t('organisation.company-id-hint')}>
          {(bound) => <TextInput {...bound} autoComplete="off" />}
        </Field>
        <CompanyFields form={form} />
      </Form>
    </Dialog>
  )
}

const EditCompany = ({ row, onClose }: { readonly row: Company; readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const { seen, isOutdated, catchUp } = useSeen(row)
  const edit = useCommand(organisationRoutes.editCompany, { changes, done: t('organisation.changed') })
  const valuesOf = (each: Company) => ({
    ...{ id: each.id, name: each.name, fullName: each.fullName, aliases: listed(each.aliases) },
    ...{ isClosed: !each.isActive, reason: '' },
  })
  const form = useForm({
    schema: useSchema(),
    initial: valuesOf(row),
    onSubmit: async ({ id, isClosed, aliases, ...value }) => {
      const body = { ...value, aliases: namesOf(aliases), isActive: !isClosed, version: seen.version }
      await edit.send({ params: { id }, body })
      onClose()
    },
  })
  return (
    <Dialog
      title={seen.name}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        {isOutdated && (
          <ChangedMeanwhile
            differences={[
              { label: t('organisation.short-name'), before: seen.name, now: row.name },
              { label: t('organisation.full-name'), before: seen.fullName, now: row.fullName },
              { label: t('organisation.aliases'), before: listed(seen.aliases), now: listed(row.aliases) },
            ]}
            onTake={() => {
              form.reset(valuesOf(row))
              catchUp()
            }}
            onKeep={catchUp}
          />
        )}
        <CompanyFields form={form} />
        {row.kind === 'contractor' && (
          <Field
            form={form}
            name="isClosed"
            label={t('organisation.state')}
            hint={t('organisation.close-company-hint')}
          >
            {(bound) => <Checkbox {...bound}>{t('organisation.close-company')}</Checkbox>}
          </Field>
        )}
      </Form>
    </Dialog>
  )
}

const CompanyFields = ({ form }: { readonly form: FormState<ReturnType<typeof useSchema>> }) => {
  const t = useText(organisationScreenTexts)
  return (
    <>
      <Field form={form} name="name" label={t('organisation.short-name')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
      <Field form={form} name="fullName" label={t('organisation.full-name')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
      <Field
        form={form}
        name="aliases"
        label={t('organisation.aliases')}
        hint={t('organisation.aliases-hint')}
        isOptional
      >
        {(bound) => <TextInput {...bound} />}
      </Field>
      <Field form={form} name="reason" label={t('organisation.reason')} hint={t('organisation.reason-hint')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
    </>
  )
}
