import { useState } from 'preact/hooks'
import { materialUses } from '#core/visits/record.ts'
import { visitNames } from '#core/visits/visits.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { numberOf } from '#web/field/job/reading.ts'
import { useAct } from '#web/field/job/use-act.ts'
import { ScanField } from '#web/field/scan/scan-field.tsx'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { visitOf } from './seen.ts'
import { visitFieldTexts } from './visit.text.ts'

type Material = OrderDetail['visits'][number]['materials'][number]

/** What was put in and taken out on this visit. */
export const MaterialsCard = ({ order, mayAdd }: { readonly order: OrderDetail; readonly mayAdd: boolean }) => {
  const [t, names] = [useText(visitFieldTexts), useText(visitNames)]
  const [open, setOpen] = useState<Material | 'new' | undefined>(undefined)
  const materials = visitOf(order)?.materials ?? []
  if (materials.length === 0 && !mayAdd) return null
  return (
    <Card title={t('materials')}>
      {materials.map((each) => (
        <CardRow
          key={each.id}
          icon={each.use === 'used' ? 'plus' : 'minus'}
          title={each.name ?? each.code ?? each.serial ?? ''}
          text={[names(`material.${each.use}`), each.name ? each.serial : undefined].filter(Boolean).join(' · ')}
          end={`${each.quantity} ${each.unit}`}
          {...(mayAdd ? { onClick: () => setOpen(each) } : {})}
        />
      ))}
      {mayAdd && (
        <CardBody>
          <Button icon="plus" onClick={() => setOpen('new')}>
            {t('material-add')}
          </Button>
        </CardBody>
      )}
      {open && (
        <MaterialSheet order={order} entry={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </Card>
  )
}

type Draft = { use: Material['use']; name: string; serial: string; isScanned: boolean; quantity: string; unit: string }

const NAMES = ['onu', 'drop', 'connector', 'jumper', 'router', 'other'] as const
const UNITS = ['piece', 'set', 'metre'] as const

const MaterialSheet = ({
  order,
  entry,
  onClose,
}: {
  readonly order: OrderDetail
  readonly entry: Material | undefined
  readonly onClose: () => void
}) => {
  const [t, names] = [useText(visitFieldTexts), useText(visitNames)]
  const act = useAct(order.number, order.version)
  const key = `material ${order.number} ${entry?.id ?? ''}`
  const [draft, change] = useDraft<Draft>(key, {
    ...{ use: entry?.use ?? 'used', name: entry?.name ?? '', serial: entry?.serial ?? '' },
    ...{ isScanned: entry?.isScanned ?? false, quantity: String(entry?.quantity ?? 1), unit: entry?.unit ?? '' },
  })
  const units = UNITS.map((unit) => t(`unit-${unit}`))
  const unit = units.includes(draft.unit) ? draft.unit : (units[0] ?? '')
  const quantity = numberOf(draft.quantity)
  const corrects = entry ? { correctsId: entry.id } : {}
  const send = async (amount: number) => {
    const [name, serial] = [draft.name.trim(), draft.serial.trim()]
    const said = { ...(name ? { name } : {}), ...(serial ? { serial } : {}) }
    const body = { ...said, ...corrects, use: draft.use, quantity: amount, unit, isScanned: draft.isScanned }
    if (!(await act.run('recordMaterial', body))) return
    dropDraft(key)
    onClose()
  }
  const isEmpty = draft.name.trim() === '' && draft.serial.trim() === ''
  const isOther = draft.name !== '' && !NAMES.some((name) => name !== 'other' && t(`name-${name}`) === draft.name)
  return (
    <Sheet
      title={t('material-add')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          {entry && (
            <Button kind="danger" icon="remove" isBusy={act.running !== undefined} onClick={() => void send(0)}>
              {t('material-remove')}
            </Button>
          )}
          <Button
            kind="primary"
            why={
              isEmpty ? t('material-needed') : quantity === undefined || quantity <= 0 ? t('value-wrong') : undefined
            }
            isBusy={act.running !== undefined}
            onClick={() => void send(quantity ?? 1)}
          >
            {t('material-save')}
          </Button>
        </>
      }
    >
      <Choices
        label={t('material-use')}
        columns={2}
        value={draft.use}
        onChange={(use) => change({ use })}
        choices={materialUses.map((value) => ({ value, label: names(`material.${value}`) }))}
      />
      <Choices
        label={t('material-name')}
        columns={3}
        value={isOther ? t('name-other') : draft.name}
        onChange={(name) => change({ name: name === t('name-other') ? ' ' : name })}
        choices={NAMES.map((name) => ({ value: t(`name-${name}`), label: t(`name-${name}`) }))}
      />
      {isOther && <TextField label={t('material-name')} value={draft.name} onChange={(name) => change({ name })} />}
      <ScanField
        label={t('material-serial')}
        what="serial"
        value={draft.serial}
        onChange={(serial, isScanned) => change({ serial, isScanned })}
      />
      <TextField
        label={t('material-quantity')}
        inputMode="decimal"
        value={draft.quantity}
        onChange={(text) => change({ quantity: text })}
      />
      <Choices
        label={t('material-unit')}
        columns={3}
        value={unit}
        onChange={(next) => change({ unit: next })}
        choices={units.map((value) => ({ value, label: value }))}
      />
    </Sheet>
  )
}
