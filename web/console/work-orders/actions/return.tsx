import { useMemo } from 'react'
import { z } from 'zod'
import { parties } from '#core/network/boundary.ts'
import { signers } from '#core/visits/confirmation.ts'
import { orderNames, returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { resultKinds } from '#core/work-orders/work-order.ts'
import { orderDetailTexts } from '#web/console/work-orders/order-detail.text.ts'
import { proofsOf, proofValue } from '#web/console/work-orders/order-proof.ts'
import { useDictionary, useOrderWords } from '#web/console/work-orders/order-words.ts'
import { evidenceName } from '#web/console/work-orders/timeline-card.tsx'
import { Field, type FormState } from '#web/ui/form.tsx'
import { Choices, NumberInput, Select, TextArea } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { UploadField } from '#web/ui/upload-field.tsx'
import { type Uploads, useUploads } from '#web/ui/uploads.ts'
import { actionTexts } from './action.text.ts'
import { type Cause, CausePicker } from './cause-picker.tsx'
import { ActionFrame, type ActionProps, optional, useUploadWhy } from './frame.tsx'
import { useReasonOptions, useReasons } from './reason.tsx'
import { resultChoices } from './restore.tsx'

export const units: Readonly<Record<string, string>> = {
  onuRxDbm: 'dBm',
  boxRxDbm: 'dBm',
  speedMbps: 'Mbps',
  pingMs: 'ms',
  pingLossPercent: '%',
}

/** Readings that this business usually has; those that are needed come first. */
export const readingKinds = (order: Pick<OrderDetail, 'line' | 'requiredReadings'>): readonly string[] => {
  const usual = order.line === 'home' ? ['onuRxDbm', 'speedMbps', 'pingMs'] : ['pingLossPercent', 'pingMs', 'boxRxDbm']
  return [...order.requiredReadings, ...usual.filter((kind) => !order.requiredReadings.includes(kind))]
}

const shape = z.object({
  kind: z.enum(resultKinds),
  cause: z.string().min(1),
  segment: z.string().min(1),
  party: z.string().optional(),
  done: z.string().trim().min(1).max(2000),
  /** By kind. */
  readings: z.record(z.string(), z.number().optional()),
  callLog: z.string().trim().min(1).max(2000).optional(),
  signatureFileId: z.array(z.string()),
  signatureException: z.string().trim().min(1).max(500).optional(),
  reasonCode: z.string().optional(),
  signedBy: z.enum(signers).optional(),
  satisfaction: z.enum(['1', '2', '3', '4']).optional(),
})
type ReturnSchema = typeof shape

const bodyOf = ({ readings, satisfaction, signatureFileId: [signature], ...said }: z.output<ReturnSchema>) => ({
  ...said,
  ...(signature === undefined ? {} : { signatureFileId: signature }),
  readings: Object.entries(readings).flatMap(([kind, value]) =>
    value === undefined ? [] : [{ kind, value, unit: units[kind] ?? '' }],
  ),
  ...(satisfaction === undefined ? {} : { satisfaction: Number(satisfaction) }),
})

/** What was found and done, with its proof. */
export const ReturnAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const dictionary = useDictionary()
  const { order } = props
  const schema = useMemo(
    () =>
      shape.refine(({ signatureFileId: [scanned], signedBy }) => scanned === undefined || signedBy !== undefined, {
        path: ['signedBy'],
        message: t('signed-by-needed'),
      }),
    [t],
  )
  const kinds = resultChoices(order)
  const scan = useUploads({ prefecture: order.prefecture, purposes: SCAN, most: 1 })
  return (
    <ActionFrame
      {...props}
      size="large"
      why={useUploadWhy(scan)}
      schema={schema}
      initial={{
        kind: kinds[0] ?? 'onSite',
        cause: '',
        segment: '',
        party: undefined,
        done: '',
        readings: {},
        callLog: undefined,
        signatureFileId: [],
        signatureException: undefined,
        reasonCode: undefined,
        signedBy: undefined,
        satisfaction: undefined,
      }}
      toBody={bodyOf}
    >
      {(form) => (
        <>
          <Field form={form} name="kind" label={t('restore-kind')}>
            {(bound) => (
              <Choices
                {...bound}
                onChange={(kind) => kind && bound.onChange(kind)}
                choices={kinds.map((value) => ({ value, label: names(`result.${value}`) }))}
              />
            )}
          </Field>
          {dictionary ? <CauseFields form={form} order={order} causes={dictionary.causes} /> : <Loading rows={4} />}
          <Field form={form} name="done" label={t('work-done')}>
            {(bound) => <TextArea {...bound} maxLength={2000} placeholder={t('work-done-place')} />}
          </Field>
          <Readings form={form} order={order} />
          {form.values.kind === 'onSite' ? (
            <Signature form={form} order={order} scan={scan} />
          ) : (
            <Field form={form} name="callLog" label={t('call-log')} hint={t('call-log-hint')}>
              {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={2000} />}
            </Field>
          )}
        </>
      )}
    </ActionFrame>
  )
}

const CauseFields = ({
  form,
  order,
  causes,
}: {
  readonly form: FormState<ReturnSchema>
  readonly order: OrderDetail
  readonly causes: readonly Cause[]
}) => {
  const t = useText(actionTexts)
  const words = useOrderWords()
  const dictionary = useDictionary()
  const chosen = causes.find((cause) => cause.code === form.values.cause)
  const party = useMemo(() => {
    if (!chosen || form.values.segment === '') return undefined
    if (chosen.party !== 'byBoundary') return chosen.party
    return dictionary?.maintainers.find((row) => row.line === order.line && row.segment === form.values.segment)?.party
  }, [chosen, dictionary, order.line, form.values.segment])
  return (
    <>
      <Field form={form} name="cause" label={t('cause')} hint={chosen ? words.cause(chosen.code) : t('cause-place')}>
        {(bound) => (
          <CausePicker
            id={bound.id}
            label={t('cause')}
            causes={causes}
            line={order.line}
            value={bound.value}
            onChange={(code) => {
              bound.onChange(code)
              const cause = causes.find((each) => each.code === code)
              form.set('segment', cause?.segments[0] ?? '')
              form.set('party', undefined)
            }}
          />
        )}
      </Field>
      {chosen && (
        <div className="actions-two">
          <Field form={form} name="segment" label={t('segment')}>
            {(bound) => (
              <Select
                {...bound}
                label={t('segment')}
                options={chosen.segments.map((value) => ({ value, label: words.name('segment', value) }))}
              />
            )}
          </Field>
          <Field
            form={form}
            name="party"
            label={t('party')}
            isOptional
            hint={party && t('party-hint', { party: words.name('party', party) })}
          >
            {(bound) => (
              <Select
                {...optional(bound)}
                label={t('party')}
                placeholder={party ? words.name('party', party) : t('party')}
                options={parties.map((value) => ({ value, label: words.name('party', value) }))}
              />
            )}
          </Field>
        </div>
      )}
    </>
  )
}

const Readings = ({ form, order }: { readonly form: FormState<ReturnSchema>; readonly order: OrderDetail }) => {
  const [t, names] = [useText(actionTexts), useText(returnNames)]
  const words = useOrderWords()
  const taken = proofsOf(order).filter((proof) => proof.value !== undefined)
  return (
    <Field
      form={form}
      name="readings"
      label={t('readings')}
      hint={
        taken.length > 0
          ? t('readings-taken', {
              list: listed(taken.map((proof) => `${evidenceName(proof.kind, words)} ${proofValue(proof)}`)),
            })
          : undefined
      }
    >
      {(bound) => (
        <div>
          {readingKinds(order).map((kind) => {
            const isNeeded =
              form.values.kind === 'onSite' &&
              order.requiredReadings.includes(kind) &&
              !taken.some((proof) => proof.kind === kind)
            const key = `reading.${kind}`
            const label = key in returnNames ? names(key as 'reading.pingMs') : kind
            return (
              <div key={kind} className="actions-reading">
                <span>
                  {label} {isNeeded && <span className="hint">{t('readings-needed')}</span>}
                </span>
                <NumberInput
                  aria-label={label}
                  value={bound.value[kind]}
                  onChange={(value) => bound.onChange({ ...bound.value, [kind]: value })}
                  unit={units[kind] ?? ''}
                />
              </div>
            )
          })}
        </div>
      )}
    </Field>
  )
}

const SCAN = ['signature'] as const

const Signature = ({
  form,
  order,
  scan,
}: {
  readonly form: FormState<ReturnSchema>
  readonly order: OrderDetail
  readonly scan: Uploads
}) => {
  const [t, detail, names] = [useText(actionTexts), useText(orderDetailTexts), useText(returnNames)]
  const options = useReasonOptions(useReasons('noSignature', order))
  return (
    <>
      <Field form={form} name="signatureFileId" label={t('signature-scan')} hint={t('signature-hint')}>
        {(bound) => <UploadField {...bound} onChange={(ids) => bound.onChange([...(ids ?? [])])} uploads={scan} />}
      </Field>
      {scan.items.length > 0 ? (
        <Field form={form} name="signedBy" label={t('signed-by')}>
          {(bound) => (
            <Choices {...bound} choices={signers.map((value) => ({ value, label: names(`signer.${value}`) }))} />
          )}
        </Field>
      ) : (
        <>
          <Field form={form} name="reasonCode" label={t('signature-exception')}>
            {(bound) => (
              <Select
                {...optional(bound)}
                onChange={(code) => {
                  bound.onChange(code || undefined)
                  form.set('signatureException', options.find((each) => each.value === code)?.label)
                }}
                label={t('signature-exception')}
                options={options}
              />
            )}
          </Field>
          <Field form={form} name="signatureException" label={t('signature-words')} isOptional>
            {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={500} />}
          </Field>
        </>
      )}
      <Field form={form} name="satisfaction" label={t('satisfaction')} isOptional>
        {(bound) => (
          <Choices
            {...bound}
            choices={(['4', '3', '2', '1'] as const).map((value) => ({
              value,
              label: detail(`satisfaction.${value}`),
            }))}
          />
        )}
      </Field>
    </>
  )
}
