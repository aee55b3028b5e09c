import { useState } from 'react'
import type { ReplyOf } from '#core/contract.ts'
import { type OverrideLevel, overrideLevels } from '#core/parameter.ts'
import {
  parameterCatalogue,
  parameterDetail,
  parameterSet,
  parameterWithdraw,
} from '#core/parameters/parameters.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Checkbox, NumberInput, Select, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { parametersTexts } from './parameters.text.ts'
import { shortValue } from './value.tsx'

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
            <NewValue key={detail.key} detail={detail} />
            <History detail={detail} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

const inForceIn = (detail: Detail): unknown =>
  detail.values.find((value) => value.level === 'province' && value.state === 'inForce')?.value ?? detail.default

const NewValue = ({ detail }: { readonly detail: Detail }) => {
  const t = useText(parametersTexts)
  const mayEdit = useMay('parameters.edit')
  const current = inForceIn(detail)
  const isPlain = ['number', 'boolean', 'string'].includes(typeof current)
  const [value, setValue] = useState<unknown>(isPlain ? current : JSON.stringify(current, null, 2))
  const [level, setLevel] = useState<OverrideLevel>('province')
  const [subject, setSubject] = useState('')
  const [from, setFrom] = useState(detail.today)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const set = useCommand(parameterSet, { changes: [parameterCatalogue, parameterDetail], done: t('parameters.saved') })
  const save = async () => {
    setProblem(undefined)
    const parsed = isPlain ? { value } : parse(String(value))
    if (!parsed) return setProblem(t('parameters.json-wrong'))
    await set.run({
      params: { key: detail.key },
      body: { level, subject, effectiveFrom: from, value: parsed.value, reason },
    })
  }
  return (
    <section className="stack">
      <h3>{t('parameters.set')}</h3>
      <ValueInput
        value={value}
        onChange={setValue}
        isPlain={isPlain}
        label={t('parameters.new-value')}
        hint={t('parameters.json-hint')}
      />
      {problem && <p className="late">{problem}</p>}
      <div className="row">
        <Select
          label={t('parameters.level')}
          value={level}
          onChange={(next) => setLevel(next as OverrideLevel)}
          options={overrideLevels.map((each) => ({ value: each, label: t(`parameters.level.${each}`) }))}
        />
        {level !== 'province' && (
          <TextInput
            aria-label={t('parameters.subject')}
            placeholder={t('parameters.subject')}
            value={subject}
            onChange={setSubject}
          />
        )}
        <DayInput aria-label={t('parameters.from')} value={from} onChange={setFrom} min={detail.today} />
      </div>
      <TextInput
        aria-label={t('parameters.reason')}
        placeholder={t('parameters.reason')}
        value={reason}
        onChange={setReason}
      />
      <div>
        <Button
          kind="primary"
          isBusy={set.isRunning}
          why={mayEdit ? undefined : t('parameters.cannot-edit')}
          onClick={() => void save()}
        >
          {t('parameters.save')}
        </Button>
      </div>
    </section>
  )
}

type ValueInputProps = {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly isPlain: boolean
  readonly label: string
  readonly hint: string
}

const ValueInput = ({ value, onChange, isPlain, label, hint }: ValueInputProps) => {
  if (typeof value === 'boolean') {
    return (
      <Checkbox value={value} onChange={onChange}>
        {label}
      </Checkbox>
    )
  }
  if (typeof value === 'number') return <NumberInput aria-label={label} value={value} onChange={onChange} />
  if (isPlain) return <TextInput aria-label={label} value={String(value ?? '')} onChange={onChange} />
  return (
    <>
      <TextArea aria-label={label} rows={14} value={String(value)} onChange={onChange} spellCheck={false} />
      <p className="hint">{hint}</p>
    </>
  )
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
