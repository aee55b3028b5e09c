import { useState } from 'react'
import { z } from 'zod'
import { peopleRoutes, type StaffItem } from '#core/people/people.contract.ts'
import { staffRoutes } from '#core/people/staff.contract.ts'
import { dayOf } from '#core/time.ts'
import { orNull, useFormFields } from '#web/console/organisation/form-fields.ts'
import {
  useContractorOptions,
  useCountyOptions,
  useStationOptions,
} from '#web/console/organisation/organisation.queries.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useNow } from '#web/ui/when.tsx'
import { peopleScreenTexts } from './people-screen.text.ts'
import { EditPerson } from './person-form.tsx'
import './people.css'

const changes = [peopleRoutes.staff, peopleRoutes.staffMember]
type Act = 'edit' | 'depart' | 'transfer'
type Props = { readonly person: StaffItem; readonly onClose: () => void }

/** What may be done to somebody's employment now, and why not the rest. */
export const PersonActs = ({ person }: { readonly person: StaffItem }) => {
  const t = useText(peopleScreenTexts)
  const mayEdit = useMay('people.edit')
  const isOperator = useSession().user.company.kind === 'operator'
  const [act, setAct] = useState<Act | undefined>()
  const reinstate = useCommand(staffRoutes.reinstate, { changes, done: t('people.changed') })
  const why = mayEdit ? undefined : t('people.edit-why')
  const close = () => setAct(undefined)
  if (person.status === 'left') {
    const ask = async () => {
      const action = t('people.reinstate')
      const said = await askConfirm({
        ...{ title: action, text: t('people.reinstate-text'), action, reason: { minimum: 2 } },
      })
      const { number, version } = person
      if (said) await reinstate.run({ params: { number }, body: { version, reason: said.reason } })
    }
    return (
      <div className="row">
        <Button why={why} isBusy={reinstate.isRunning} onClick={() => void ask()}>
          {t('people.reinstate')}
        </Button>
      </div>
    )
  }
  return (
    <div className="row people-acts">
      <Button icon="edit" why={why} onClick={() => setAct('edit')}>
        {t('people.edit')}
      </Button>
      <Button why={why ?? (isOperator ? undefined : t('people.transfer-why'))} onClick={() => setAct('transfer')}>
        {t('people.transfer')}
      </Button>
      <Button kind="danger" why={why} onClick={() => setAct('depart')}>
        {t('people.depart')}
      </Button>
      {act === 'edit' && <EditPerson person={person} onClose={close} />}
      {act === 'depart' && <Depart person={person} onClose={close} />}
      {act === 'transfer' && <Transfer person={person} onClose={close} />}
    </div>
  )
}

const Depart = ({ person, onClose }: Props) => {
  const t = useText(peopleScreenTexts)
  const fields = useFormFields()
  const today = dayOf(useNow())
  const depart = useCommand(staffRoutes.endEmployment, { changes, done: t('people.departed') })
  const form = useForm({
    schema: z.object({ leftOn: fields.day, reason: fields.reason }),
    initial: { leftOn: today, reason: '' },
    onSubmit: async (value) => {
      await depart.send({ params: { number: person.number }, body: { ...value, version: person.version } })
      onClose()
    },
  })
  return (
    <Dialog
      title={`${t('people.depart')} · ${person.name}`}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} action={t('people.depart')} />}
    >
      <Form form={form}>
        <p className="ink-2">{t('people.depart-text')}</p>
        <Field form={form} name="leftOn" label={t('people.depart-on')}>
          {(bound) => <DayInput {...bound} max={today} />}
        </Field>
        <Field form={form} name="reason" label={t('people.reason')} hint={t('people.reason-hint')}>
          {(bound) => <TextInput {...bound} />}
        </Field>
      </Form>
    </Dialog>
  )
}

const Transfer = ({ person, onClose }: Props) => {
  const t = useText(peopleScreenTexts)
  const fields = useFormFields()
  const companies = useContractorOptions()
  const counties = useCountyOptions([])
  const transfer = useCommand(staffRoutes.transfer, { changes, done: t('people.transferred') })
  const form = useForm({
    schema: z.object({
      companyId: fields.choice,
      county: fields.choice,
      stationId: z.string(),
      reason: fields.reason,
    }),
    initial: { companyId: '', county: '', stationId: '', reason: '' },
    onSubmit: async ({ stationId, ...value }) => {
      const body = { ...value, stationId: orNull(stationId), version: person.version }
      await transfer.send({ params: { number: person.number }, body })
      onClose()
    },
  })
  const stations = useStationOptions({ company: form.values.companyId })
  return (
    <Dialog
      title={`${t('people.transfer')} · ${person.name}`}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} action={t('people.transfer')} />}
    >
      <Form form={form}>
        <p className="ink-2">{t('people.transfer-text')}</p>
        <Field form={form} name="companyId" label={t('people.company')}>
          {(bound) => (
            <Select
              {...bound}
              label={t('people.company')}
              options={companies.filter((company) => company.value !== person.companyId)}
            />
          )}
        </Field>
        <Field form={form} name="county" label={t('people.place')}>
          {(bound) => <Select {...bound} label={t('people.place')} options={counties} />}
        </Field>
        <Field form={form} name="stationId" label={t('people.station')} isOptional>
          {(bound) => (
            <Select {...bound} label={t('people.station')} placeholder={t('people.no-station')} options={stations} />
          )}
        </Field>
        <Field form={form} name="reason" label={t('people.reason')} hint={t('people.reason-hint')}>
          {(bound) => <TextInput {...bound} />}
        </Field>
      </Form>
    </Dialog>
  )
}
