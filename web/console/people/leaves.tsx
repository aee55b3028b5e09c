import { useState } from 'react'
import { z } from 'zod'
import type { StaffItem } from '#core/people/people.contract.ts'
import { staffRoutes } from '#core/people/staff.contract.ts'
import { dayOf } from '#core/time.ts'
import { useFormFields } from '#web/console/organisation/form-fields.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf, useNow } from '#web/ui/when.tsx'
import { peopleScreenTexts } from './people-screen.text.ts'

const changes = [staffRoutes.leaves]

/** Days off, the latest first: on those days nobody is sent. */
export const Leaves = ({ person }: { readonly person: StaffItem }) => {
  const t = useText(peopleScreenTexts)
  const today = dayOf(useNow())
  const mayEdit = useMay('people.edit')
  const why = mayEdit ? (person.status === 'left' ? t('people.edit-left-why') : undefined) : t('people.edit-why')
  const [isAdding, setIsAdding] = useState(false)
  const answer = useAnswer(staffRoutes.leaves, { params: { number: person.number } })
  const end = useCommand(staffRoutes.endLeave, { changes, done: t('people.changed') })
  const ask = async (id: string) => {
    const action = t('people.leave-end')
    const said = await askConfirm({
      ...{ title: action, text: t('people.leave-end-text'), action, reason: { minimum: 2 } },
    })
    if (said) await end.run({ params: { number: person.number, id }, body: { reason: said.reason } })
  }
  const stateOf = (leave: { readonly fromOn: string; readonly toOn: string }) =>
    leave.toOn < today ? 'over' : leave.fromOn > today ? 'coming' : 'now'
  return (
    <Card
      title={t('people.leave')}
      isFlush
      aside={
        <Button isSmall why={why} onClick={() => setIsAdding(true)}>
          {t('people.leave-add')}
        </Button>
      }
    >
      <Loaded query={answer} rows={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <CardRow icon="calendar" title={t('people.leave-none')} />}
            {items.map((leave) => {
              const state = stateOf(leave)
              return (
                <CardRow
                  key={leave.id}
                  icon="calendar"
                  title={
                    <>
                      <DayOf day={leave.fromOn} />–<DayOf day={leave.toOn} />
                    </>
                  }
                  text={`${leave.reason} · ${leave.createdByName}`}
                  end={
                    <span className="row">
                      <StateTag tone={state === 'now' ? 'risk' : 'plain'}>{t(`people.leave-${state}`)}</StateTag>
                      {state !== 'over' && mayEdit && (
                        <Button isSmall kind="quiet" onClick={() => void ask(leave.id)}>
                          {t('people.leave-end')}
                        </Button>
                      )}
                    </span>
                  }
                />
              )
            })}
          </>
        )}
      </Loaded>
      {isAdding && <AddLeave person={person} onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

const AddLeave = ({ person, onClose }: { readonly person: StaffItem; readonly onClose: () => void }) => {
  const t = useText(peopleScreenTexts)
  const fields = useFormFields()
  const today = dayOf(useNow())
  const add = useCommand(staffRoutes.addLeave, { changes, done: t('people.saved') })
  const form = useForm({
    schema: z
      .object({ fromOn: fields.day, toOn: fields.day, reason: fields.reason })
      .refine(({ fromOn, toOn }) => fromOn <= toOn, { path: ['toOn'], message: t('people.day-order') }),
    initial: { fromOn: today, toOn: today, reason: '' },
    onSubmit: async (body) => {
      await add.send({ params: { number: person.number }, body })
      onClose()
    },
  })
  return (
    <Dialog
      title={`${t('people.leave-add')} · ${person.name}`}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        <Field form={form} name="fromOn" label={t('people.leave-first')}>
          {(bound) => <DayInput {...bound} />}
        </Field>
        <Field form={form} name="toOn" label={t('people.leave-last')}>
          {(bound) => <DayInput {...bound} />}
        </Field>
        <Field form={form} name="reason" label={t('people.reason')}>
          {(bound) => <TextInput {...bound} />}
        </Field>
      </Form>
    </Dialog>
  )
}
