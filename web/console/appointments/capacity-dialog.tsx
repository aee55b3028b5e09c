import { useMemo } from 'react'
import { z } from 'zod'
import { type CapacityCell, capacityRoutes } from '#core/appointments/capacity.contract.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'
import { useCompanyNames } from '#web/console/organisation/organisation.queries.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { Choices, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { appointmentScreenTexts } from './appointments.text.ts'

/** One window of one day, a whole day, or a window of every day. */
export type CapacityTarget = {
  readonly day?: string
  readonly windowFrom?: string
  readonly title: string
  readonly cell?: CapacityCell
}

const ways = ['minutes', 'close', 'rule'] as const

/** Minutes, closed with a reason, or by rule again; why it is changed is kept. */
export const CapacityDialog = ({
  target,
  county,
  company,
  kind,
  workMinutes,
  onClose,
}: {
  readonly target: CapacityTarget
  readonly county: string
  readonly company: string | undefined
  readonly kind: OrderKind | undefined
  readonly workMinutes: Readonly<Record<string, number>>
  readonly onClose: () => void
}) => {
  const [t, names, companyName] = [useText(appointmentScreenTexts), useText(orderNames), useCompanyNames()]
  const save = useCommand(capacityRoutes.setCapacity, { changes: [capacityRoutes.grid], done: t('saved') })
  const schema = useMemo(
    () =>
      z
        .object({
          how: z.enum(ways).optional().pipe(z.enum(ways)),
          minutes: z.string(),
          closedReason: z.string().trim().max(200),
          reason: z.string().trim().min(2).max(500),
        })
        .refine(({ how, minutes }) => how !== 'minutes' || (/^\d{1,6}$/.test(minutes) && Number(minutes) <= 100_000), {
          ...{ path: ['minutes'], message: t('minutes-wrong') },
        })
        .refine(({ how, closedReason }) => how !== 'close' || closedReason.length >= 2, {
          ...{ path: ['closedReason'], message: t('close-why') },
        }),
    [t],
  )
  const form = useForm({
    schema,
    initial: {
      how: target.cell?.reason === 'closedByHand' ? ('close' as const) : ('minutes' as const),
      minutes: target.cell?.minutes === null || target.cell === undefined ? '' : String(target.cell.minutes),
      closedReason: target.cell?.note ?? '',
      reason: '',
    },
    onSubmit: async ({ how, minutes, closedReason, reason }) => {
      const cell = {
        ...(target.day ? { onDay: target.day } : {}),
        ...(target.windowFrom ? { windowFrom: target.windowFrom } : {}),
        minutes: how === 'rule' ? null : how === 'close' ? 0 : Number(minutes),
        ...(how === 'close' ? { closedReason } : {}),
      }
      const whose = { ...(company ? { company } : {}), ...(kind ? { kind } : {}) }
      await save.send({ body: { county, ...whose, cells: [cell], reason } })
      onClose()
    },
  })
  const who = company ? companyName(company) : t('company-any')
  return (
    <Dialog
      title={`${target.title} · ${t('edit-for', { who, kind: kind ? names(`kind.${kind}`) : t('kind-any') })}`}
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        <Field form={form} name="how" label={t('how')}>
          {(bound) => <Choices {...bound} choices={ways.map((value) => ({ value, label: t(`how.${value}`) }))} />}
        </Field>
        {form.values.how === 'minutes' && (
          <Field
            form={form}
            name="minutes"
            label={t('minutes')}
            hint={t('minutes-hint', { fault: workMinutes.fault ?? 0, installation: workMinutes.installation ?? 0 })}
          >
            {(bound) => <TextInput {...bound} inputMode="numeric" end={t('minutes-unit')} />}
          </Field>
        )}
        {form.values.how === 'close' && (
          <Field form={form} name="closedReason" label={t('close-why')}>
            {(bound) => <TextInput {...bound} maxLength={200} />}
          </Field>
        )}
        <Field form={form} name="reason" label={t('reason')}>
          {(bound) => <TextArea {...bound} rows={2} maxLength={500} />}
        </Field>
      </Form>
    </Dialog>
  )
}
