import { useState } from 'react'
import { z } from 'zod'
import { capacityRoutes } from '#core/appointments/capacity.contract.ts'
import type { ReplyOf } from '#core/contract.ts'
import { dayOf } from '#core/time.ts'
import { useFormFields } from '#web/console/organisation/form-fields.ts'
import { useRegionNames, useRegionOptions } from '#web/console/organisation/organisation.queries.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { DayOf, useNow } from '#web/ui/when.tsx'
import { appointmentScreenTexts } from './appointments.text.ts'

type Row = ReplyOf<typeof capacityRoutes.grid>['blackouts'][number]
const changes = [capacityRoutes.grid]

/** Days without visits of the county, its prefecture and the province, each with its reason. */
export const Blackouts = ({ rows, county }: { readonly rows: readonly Row[]; readonly county: string }) => {
  const [t, regionName] = [useText(appointmentScreenTexts), useRegionNames()]
  const [mayEdit, session] = [useMay('appointments.edit'), useSession()]
  const [isAdding, setIsAdding] = useState(false)
  const withdraw = useCommand(capacityRoutes.withdrawBlackout, { changes, done: t('saved') })
  const why = !mayEdit ? t('read-only') : session.user.company.kind === 'operator' ? undefined : t('operator-only')
  const end = async (id: string) => {
    const said = await askConfirm({
      ...{ title: t('blackout-end'), text: t('blackout-end-text'), action: t('blackout-end'), reason: { minimum: 2 } },
    })
    if (said) await withdraw.run({ params: { id }, body: { reason: said.reason } })
  }
  return (
    <Card
      title={t('blackouts')}
      isFlush
      aside={
        <Button isSmall why={why} onClick={() => setIsAdding(true)}>
          {t('blackout-add')}
        </Button>
      }
    >
      {rows.length === 0 && <CardRow icon="calendar" title={t('blackouts-none')} />}
      {rows.map((row) => (
        <CardRow
          key={row.id}
          icon="calendar"
          title={
            <>
              <DayOf day={row.fromOn} />–<DayOf day={row.toOn} /> · {regionName(row.region)}
            </>
          }
          text={`${row.reason} · ${row.createdByName}`}
          end={
            row.isEditable && mayEdit ? (
              <Button isSmall kind="quiet" onClick={() => void end(row.id)}>
                {t('blackout-end')}
              </Button>
            ) : undefined
          }
        />
      ))}
      {isAdding && <AddBlackout county={county} onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

const AddBlackout = ({ county, onClose }: { readonly county: string; readonly onClose: () => void }) => {
  const t = useText(appointmentScreenTexts)
  const [fields, regions] = [useFormFields(), useRegionOptions()]
  const today = dayOf(useNow())
  const add = useCommand(capacityRoutes.addBlackout, { changes, done: t('saved') })
  const form = useForm({
    schema: z
      .object({ region: fields.choice, fromOn: fields.day, toOn: fields.day, reason: fields.reason })
      .refine(({ fromOn, toOn }) => fromOn <= toOn, { path: ['toOn'], message: t('blackout-order') }),
    initial: { region: county, fromOn: today, toOn: today, reason: '' },
    onSubmit: async (body) => {
      await add.send({ body })
      onClose()
    },
  })
  return (
    <Dialog
      title={t('blackout-add')}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        <Field form={form} name="region" label={t('blackout-region')}>
          {(bound) => <Select {...bound} label={t('blackout-region')} options={regions} />}
        </Field>
        <Field form={form} name="fromOn" label={t('blackout-from')}>
          {(bound) => <DayInput {...bound} />}
        </Field>
        <Field form={form} name="toOn" label={t('blackout-to')}>
          {(bound) => <DayInput {...bound} />}
        </Field>
        <Field form={form} name="reason" label={t('reason')}>
          {(bound) => <TextInput {...bound} maxLength={500} />}
        </Field>
      </Form>
    </Dialog>
  )
}
