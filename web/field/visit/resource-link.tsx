import { useState } from 'preact/hooks'
import { resourceChangeRoutes, resourceKinds } from '#core/visits/resource-change.ts'
import { resourceNames } from '#core/visits/visits.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { ScanField } from '#web/field/scan/scan-field.tsx'
import { useAnswer, useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow, StateTag } from '#web/field/ui/card.tsx'
import { Choices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'

const TONES = { reported: 'paused', entered: 'fine', rejected: 'risk' } as const

/** What changed on site, as it was reported, and the way to report it. */
export const ResourceChangeLink = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(resourceNames)
  const [isOpen, setIsOpen] = useState(false)
  const answer = useAnswer(resourceChangeRoutes.list, { query: { order: order.number, limit: 20 } })
  const items = answer.data?.items ?? []
  return (
    <Card title={t('resource.title')}>
      {items.map(({ id, change, state, reason, dueAt }) => (
        <CardRow
          key={id}
          title={t(`resource-kind.${change.kind}`)}
          text={reason ?? (state === 'reported' ? <When at={dueAt} /> : (change.boxCode ?? change.terminalSerial))}
          end={<StateTag tone={TONES[state]}>{t(`resource-state.${state}`)}</StateTag>}
        />
      ))}
      <CardBody>
        <Button icon="swap" onClick={() => setIsOpen(true)}>
          {t('resource.report')}
        </Button>
      </CardBody>
      {isOpen && <ResourceSheet order={order} onClose={() => setIsOpen(false)} />}
    </Card>
  )
}

type Draft = { kind?: (typeof resourceKinds)[number] } & Readonly<
  Record<'boxCode' | 'portBefore' | 'portAfter' | 'fibre' | 'terminalSerial' | 'note', string>
>

const ResourceSheet = ({ order, onClose }: { readonly order: OrderDetail; readonly onClose: () => void }) => {
  const t = useText(resourceNames)
  const key = `resource ${order.number}`
  const [draft, change] = useDraft<Draft>(key, {
    ...{ boxCode: order.boxCode ?? '', portBefore: '', portAfter: '', fibre: '', terminalSerial: '', note: '' },
  })
  const report = useCommand(resourceChangeRoutes.report)
  const { kind } = draft
  const said = Object.fromEntries(
    Object.entries(draft).flatMap(([name, value]) => (name !== 'kind' && value?.trim() ? [[name, value.trim()]] : [])),
  )
  const send = async () => {
    if (!kind) return
    if (!(await report.run({ params: { number: order.number }, body: { kind, ...said } }))) return
    dropDraft(key)
    note({ text: t('resource.reported') })
    onClose()
  }
  return (
    <Sheet
      title={t('resource.report')}
      onClose={onClose}
      foot={
        <>
          {report.error !== undefined && <Refusal error={report.error} />}
          <Button
            kind="primary"
            why={kind === undefined || Object.keys(said).length === 0 ? t('resource.what') : undefined}
            isBusy={report.isRunning}
            onClick={() => void send()}
          >
            {t('resource.send')}
          </Button>
        </>
      }
    >
      <Choices
        label={t('resource.what')}
        columns={4}
        value={kind}
        onChange={(next) => change({ kind: next })}
        choices={resourceKinds.map((value) => ({ value, label: t(`resource-kind.${value}`) }))}
      />
      <ScanField
        label={t('resource.boxCode')}
        what="box"
        value={draft.boxCode}
        onChange={(boxCode) => change({ boxCode })}
      />
      {(kind === 'port' || kind === 'box') && (
        <div className="pair">
          <TextField
            label={t('resource.portBefore')}
            value={draft.portBefore}
            onChange={(portBefore) => change({ portBefore })}
          />
          <TextField
            label={t('resource.portAfter')}
            value={draft.portAfter}
            onChange={(portAfter) => change({ portAfter })}
          />
        </div>
      )}
      {kind === 'fibre' && (
        <TextField label={t('resource.fibre')} value={draft.fibre} onChange={(fibre) => change({ fibre })} />
      )}
      {kind === 'terminal' && (
        <ScanField
          label={t('resource.terminalSerial')}
          what="serial"
          value={draft.terminalSerial}
          onChange={(terminalSerial) => change({ terminalSerial })}
        />
      )}
      <TextArea label={t('resource.note')} value={draft.note} onChange={(text) => change({ note: text })} />
    </Sheet>
  )
}
