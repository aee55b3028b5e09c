import { useState } from 'preact/hooks'
import type { ReplyOf } from '#core/contract.ts'
import { type Hazard, hazards } from '#core/safety/hazard.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { Act } from '#web/field/job/use-act.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, StateTag } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { MultiChoices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { safetyFieldTexts } from './safety.text.ts'
import './safety.css'

type JobSafety = ReplyOf<typeof safetyRoutes.job>
type Check = JobSafety['checks'][number]

/** The hazards of the job, what each asks for, and the confirmation before work starts. */
export const HazardsCard = ({ order, act }: { readonly order: OrderDetail; readonly act: Act }) => {
  const [t, names] = [useText(safetyFieldTexts), useText(safetyNames)]
  const { data } = useAnswer(safetyRoutes.job, { params: { number: order.number } })
  const [open, setOpen] = useState<'flag' | Check | undefined>(undefined)
  const may = (action: 'declareHazards' | 'confirmSafety') =>
    order.actions.some((each) => each.action === action && each.refusal === null)
  if (!data || (data.checks.length === 0 && !may('declareHazards'))) return null
  const close = () => {
    setOpen(undefined)
    act.forget()
  }
  return (
    <Card title={t('hazards')} {...(data.checks.some(({ refusal }) => refusal) ? { tone: 'late' as const } : {})}>
      <CardBody>
        {data.checks.length === 0 && <p className="small">{t('hazards-none')}</p>}
        {data.checks.map((check) => (
          <div key={check.hazard} className="safety-item">
            <Icon name={check.isConfirmed ? 'done' : 'alert'} size={22} />
            <span>
              <b>{names(`hazard.${check.hazard}`)}</b>{' '}
              <StateTag tone={check.refusal ? 'late' : check.isConfirmed ? 'fine' : 'risk'}>
                {t(check.isConfirmed ? 'hazard-confirmed' : 'hazard-open')}
              </StateTag>
              {check.refusal && <p className="late">{check.refusal}</p>}
              {!check.isConfirmed && !check.refusal && check.items.length > 0 && may('confirmSafety') && (
                <Button onClick={() => setOpen(check)}>{t('hazard-confirm')}</Button>
              )}
            </span>
          </div>
        ))}
        {may('declareHazards') && (
          <Button kind="quiet" icon="alert" onClick={() => setOpen('flag')}>
            {t('hazards-flag')}
          </Button>
        )}
      </CardBody>
      {open === 'flag' && <FlagSheet data={data} act={act} onClose={close} />}
      {open !== undefined && open !== 'flag' && <CheckSheet check={open} data={data} act={act} onClose={close} />}
    </Card>
  )
}

type SheetProps = { readonly data: JobSafety; readonly act: Act; readonly onClose: () => void }

const FlagSheet = ({ data, act, onClose }: SheetProps) => {
  const [t, names] = [useText(safetyFieldTexts), useText(safetyNames)]
  const [flags, setFlags] = useState<readonly Hazard[]>(data.flags)
  const [words, setWords] = useState('')
  const save = async () => {
    const said = words.trim()
    if (await act.run('declareHazards', { flags: [...flags], ...(said ? { note: said } : {}) })) onClose()
  }
  return (
    <Sheet
      title={t('hazards-flag')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button kind="primary" isBusy={act.running !== undefined} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <MultiChoices
        label={t('hazards-flag')}
        columns={2}
        value={flags}
        onChange={setFlags}
        choices={hazards.map((value) => ({ value, label: names(`hazard.${value}`) }))}
      />
      <TextArea label={t('hazards-note')} value={words} onChange={setWords} />
    </Sheet>
  )
}

/** Item by item; what the system knows by itself stands there answered. */
const CheckSheet = ({ check, data, act, onClose }: SheetProps & { readonly check: Check }) => {
  const [t, names, language] = [useText(safetyFieldTexts), useText(safetyNames), useLanguage()]
  const [items, setItems] = useState<readonly string[]>([])
  const [gases, setGases] = useState<Readonly<Record<string, string>>>({})
  const ticks = check.items.filter(({ kind }) => kind === 'tick')
  const limits = check.items.some(({ kind }) => kind === 'gas') ? data.rules.gasLimits : []
  const reading = Object.fromEntries(
    limits.flatMap(({ code }) => {
      const value = Number(gases[code]?.replace(',', '.'))
      return gases[code]?.trim() && Number.isFinite(value) ? [[code, value]] : []
    }),
  )
  const isWhole = ticks.every(({ code }) => items.includes(code)) && limits.every(({ code }) => code in reading)
  const save = async () => {
    const said = { hazard: check.hazard, items: [...items], ...(limits.length > 0 ? { reading } : {}) }
    if (await act.run('confirmSafety', said)) onClose()
  }
  return (
    <Sheet
      title={names(`hazard.${check.hazard}`)}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            kind="primary"
            icon="shield"
            why={isWhole ? undefined : t('hazard-missing')}
            isBusy={act.running !== undefined}
            onClick={() => void save()}
          >
            {t('hazard-confirm')}
          </Button>
        </>
      }
    >
      {check.items
        .filter(({ isMet }) => isMet !== null)
        .map((item) => (
          <p key={item.code} className="safety-item">
            <Icon name={item.isMet ? 'done' : 'alert'} size={22} />
            <span>{item.refusal ?? item.name}</span>
          </p>
        ))}
      <MultiChoices
        label={names(`hazard.${check.hazard}`)}
        columns={1}
        value={items}
        onChange={setItems}
        choices={ticks.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {limits.map(({ code, name, unit, minimum, maximum }) => (
        <TextField
          key={code}
          label={name[language]}
          value={gases[code] ?? ''}
          unit={unit}
          inputMode="decimal"
          hint={[minimum === undefined ? '' : `≥ ${minimum}`, maximum === undefined ? '' : `≤ ${maximum}`]
            .filter(Boolean)
            .join(' · ')}
          onChange={(value) => setGases({ ...gases, [code]: value })}
        />
      ))}
    </Sheet>
  )
}
