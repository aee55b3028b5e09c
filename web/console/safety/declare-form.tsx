import { useState } from 'react'
import { z } from 'zod'
import { weatherHazards } from '#core/safety/hazard.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { usePlaces } from '#web/console/work-orders/places.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { InstantInput } from '#web/ui/day-input.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { Choices, Select, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { safetyScreenTexts } from './safety-screen.text.ts'

const schema = z.object({
  place: z.string().min(1),
  hazard: z.enum(weatherHazards),
  from: z.string().min(1),
  to: z.string().min(1),
  note: z.string().trim().min(1).max(500),
})

/** Storm or ice for a prefecture or a county, from when to when. */
export const DeclareForm = () => {
  const [isOpen, setIsOpen] = useState(false)
  const t = useText(safetyScreenTexts)
  if (!isOpen) {
    return (
      <div className="safety-form">
        <Button icon="plus" onClick={() => setIsOpen(true)}>
          {t('declare')}
        </Button>
      </div>
    )
  }
  return <OpenForm onDone={() => setIsOpen(false)} />
}

const OpenForm = ({ onDone }: { readonly onDone: () => void }) => {
  const [t, names, places] = [useText(safetyScreenTexts), useText(safetyNames), usePlaces()]
  const options = [...places.prefectures, ...places.countiesOf(undefined)]
  const declare = useCommand(safetyRoutes.declare, { changes: [safetyRoutes.declarations] })
  const form = useForm({
    schema,
    initial: { place: '', hazard: 'storm', from: '', to: '', note: '' },
    onSubmit: async ({ place, ...said }) => {
      const isCounty = !place.endsWith('00')
      const where = isCounty ? { prefecture: `${place.slice(0, 4)}00`, county: place } : { prefecture: place }
      await declare.send({ body: { ...where, ...said } })
      onDone()
    },
  })
  return (
    <div className="safety-form">
      <Form form={form}>
        <Field form={form} name="place" label={t('where')}>
          {(bound) => <Select {...bound} label={t('where')} options={options} />}
        </Field>
        <Field form={form} name="hazard" label={t('which')}>
          {(bound) => (
            <Choices
              {...bound}
              onChange={(hazard) => hazard && bound.onChange(hazard)}
              choices={weatherHazards.map((value) => ({ value, label: names(`hazard.${value}`) }))}
            />
          )}
        </Field>
        <Field form={form} name="from" label={t('from')}>
          {(bound) => <InstantInput {...bound} />}
        </Field>
        <Field form={form} name="to" label={t('to')}>
          {(bound) => <InstantInput {...bound} />}
        </Field>
        <Field form={form} name="note" label={t('note')}>
          {(bound) => <TextInput {...bound} maxLength={500} />}
        </Field>
        <Button kind="primary" type="submit" form={form.formId} isBusy={form.isSending}>
          {t('declare')}
        </Button>
      </Form>
    </div>
  )
}
