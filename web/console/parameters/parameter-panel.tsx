import { useMemo } from 'react'
import { z } from 'zod'
import type { ReplyOf } from '#core/contract.ts'
import { type Confidence, type OverrideLevel, overrideLevels } from '#core/parameter.ts'
import {
  parameterCatalogue,
  parameterDetail,
  parameterSet,
  parameterValueSchema,
  parameterWithdraw,
} from '#core/parameters/parameters.contract.ts'
import {
  useCompanyOptions,
  useCountyOptions,
  usePrefectureOptions,
} from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { type Bound, Checkbox, NumberInput, Select, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { parametersTexts } from './parameters.text.ts'
import { choicesOf, choiceText, shortValue, unitText } from './value.tsx'

type Detail = ReplyOf<typeof parameterDetail>
const TONES = { past: 'plain', inForce: 'fine', upcoming: 'risk', withdrawn: 'paused' } as const

/** One parameter: its history at every level, and a new value from a day on. */
export const ParameterPanel = ({
  parameterKey,
  onClose,
}: {
  readonly parameterKey: string
  readonly onClose: () => void
}) => {
  const language = useLanguage()
  const answer = useAnswer(parameterDetail, { params: { key: parameterKey } })
  return (
    <Dialog title={answer.data?.title[language] ?? parameterKey} size="side" onClose={onClose}>
      <Loaded query={answer} rows={8}>
        {(detail) => (
          <div className="stack">
            <Ground detail={detail} />
            <NewValue key={detail.key} detail={detail} />
            <History detail={detail} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

/** What holds today, on which ground it stands, and what was shipped. */
const Ground = ({ detail }: { readonly detail: Detail }) => {
  const t = useText(parametersTexts)
  return (
    <Facts
      labelWidth={72}
      items={[
        { label: t('parameters.value'), value: shortValue(inForceIn(detail), t) },
        { label: t('parameters.unit'), value: unitText(detail.unit, t) },
        { label: t('parameters.default'), value: shortValue(detail.default, t) },
        { label: t('parameters.mark'), value: t(`parameters.mark.${detail.confidence as Confidence}`) },
      ]}
    />
  )
}

const inForceIn = (detail: Detail): unknown =>
  detail.values.find((value) => value.level === 'province' && value.state === 'inForce')?.value ?? detail.default

const NewValue = ({ detail }: { readonly detail: Detail }) => {
  const t = useText(parametersTexts)
  const mayEdit = useMay('parameters.edit')
  const current = inForceIn(detail)
  const isPlain = ['number', 'boolean', 'string'].includes(typeof current)
  const set = useCommand(parameterSet, { changes: [parameterCatalogue, parameterDetail], done: t('parameters.saved') })
  const form = useForm({
    schema: useMemo(() => setSchema(isPlain, t('parameters.json-wrong')), [isPlain, t]),
    initial: {
      ...{ value: isPlain ? current : JSON.stringify(current, null, 2), level: 'province', subject: '' },
      ...{ effectiveFrom: detail.today, reason: '' },
    },
    onSubmit: async (body) => {
      await set.send({ params: { key: detail.key }, body })
      form.set('reason', '')
    },
  })
  return (
    <section className="stack">
      <h3>{t('parameters.set')}</h3>
      <Form form={form}>
        <Field
          form={form}
          name="value"
          label={t('parameters.new-value')}
          hint={isPlain ? undefined : t('parameters.json-hint')}
        >
          {(bound) => (
            <ValueInput
              {...bound}
              isPlain={isPlain}
              choices={choicesOf(detail.schema)}
              label={t('parameters.new-value')}
            />
          )}
        </Field>
        <Field form={form} name="level" label={t('parameters.level')}>
          {({ onChange, ...bound }) => (
            <Select
              {...bound}
              onChange={(next) => {
                onChange(next as OverrideLevel)
                // A place of the old level is none of the new one.
                form.set('subject', '')
              }}
              label={t('parameters.level')}
              options={overrideLevels.map((each) => ({ value: each, label: t(`parameters.level.${each}`) }))}
            />
          )}
        </Field>
        {form.values.level !== 'province' && (
          <Field form={form} name="subject" label={t('parameters.subject')}>
            {({ value, ...bound }) => (
              <SubjectInput {...bound} value={value ?? ''} level={form.values.level} label={t('parameters.subject')} />
            )}
          </Field>
        )}
        <Field form={form} name="effectiveFrom" label={t('parameters.from')}>
          {(bound) => <DayInput {...bound} min={detail.today} />}
        </Field>
        <Field form={form} name="reason" label={t('parameters.reason')}>
          {(bound) => <TextInput {...bound} maxLength={500} />}
        </Field>
        <div>
          <Button
            kind="primary"
            type="submit"
            isBusy={form.isSending}
            why={mayEdit ? undefined : t('parameters.cannot-edit')}
          >
            {t('parameters.save')}
          </Button>
        </div>
      </Form>
    </section>
  )
}

type SubjectProps = Bound<string> & { readonly level: string; readonly label: string }

/** Regions and companies are chosen by their names; a contract is known by its number alone. */
const SubjectInput = ({ level, label, ...bound }: SubjectProps) => {
  const [prefectures, counties, companies] = [usePrefectureOptions(), useCountyOptions([]), useCompanyOptions()]
  if (level === 'contract') return <TextInput {...bound} />
  const options = level === 'prefecture' ? prefectures : level === 'county' ? counties : companies
  return <Select {...bound} label={label} options={options} />
}

/** A table is typed as JSON: what cannot be read as such is refused at its field, before it is sent. */
const setSchema = (isPlain: boolean, wrong: string) =>
  parameterValueSchema.extend({
    value: isPlain
      ? z.unknown()
      : z.unknown().transform((text, context) => {
          const parsed = parse(String(text))
          if (!parsed) context.addIssue({ code: 'custom', message: wrong })
          return parsed?.value
        }),
  })

type ValueInputProps = Bound<unknown> & {
  readonly isPlain: boolean
  readonly label: string
  readonly choices: readonly string[]
}

const ValueInput = ({ value, onChange, isPlain, label, choices, ...rest }: ValueInputProps) => {
  const t = useText(parametersTexts)
  if (choices.length > 0) {
    const options = choices.map((each) => ({ value: each, label: choiceText(each, t) }))
    return <Select {...rest} value={String(value ?? '')} onChange={onChange} label={label} options={options} />
  }
  if (typeof value === 'boolean') {
    return (
      <Checkbox {...rest} value={value} onChange={onChange}>
        {label}
      </Checkbox>
    )
  }
  if (isPlain && typeof value !== 'string') {
    return <NumberInput {...rest} value={typeof value === 'number' ? value : undefined} onChange={onChange} />
  }
  if (isPlain) return <TextInput {...rest} value={String(value ?? '')} onChange={onChange} />
  return <TextArea isUnchecked {...rest} rows={14} value={String(value)} onChange={onChange} spellCheck={false} />
}

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const History = ({ detail }: { readonly detail: Detail }) => {
  const t = useText(parametersTexts)
  const mayEdit = useMay('parameters.edit')
  const withdraw = useCommand(parameterWithdraw, {
    changes: [parameterCatalogue, parameterDetail],
    done: t('parameters.withdrawn'),
  })
  const ask = async (version: number) => {
    const answer = await askConfirm({
      title: t('parameters.withdraw'),
      action: t('parameters.withdraw'),
      reason: { minimum: 2 },
    })
    if (answer) await withdraw.run({ params: { key: detail.key, version }, body: { reason: answer.reason } })
  }
  return (
    <section className="stack">
      <h3>{t('parameters.history')}</h3>
      {detail.values.length === 0 && <p className="ink-2">{t('parameters.history-none')}</p>}
      {detail.values.map((value) => (
        <div key={value.version} className="spread">
          <div>
            <div>
              <StateTag tone={TONES[value.state]}>{t(`parameters.state.${value.state}`)}</StateTag>{' '}
              <span className="strong number">{shortValue(value.value, t)}</span>
            </div>
            <div className="hint">
              {t(`parameters.level.${value.level}`)} {value.subjectName} · {value.effectiveFrom} · {value.createdByName}{' '}
              · {value.reason}
            </div>
          </div>
          {value.state === 'upcoming' && mayEdit && (
            <Button isSmall onClick={() => void ask(value.version)}>
              {t('parameters.withdraw')}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}
