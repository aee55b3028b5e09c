import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { NumberInput, TextArea } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { checksTexts } from './checks.text.ts'

type Props = { readonly number: string; readonly onClose: () => void }
const changes = [workOrderRoutes.list, workOrderRoutes.detail]

/** What was returned, with its proof, and the answer to it. */
export const CheckPanel = ({ number, onClose }: Props) => {
  const t = useText(checksTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  return (
    <Dialog title={number} size="side" onClose={onClose}>
      <Loaded query={answer} rows={8}>
        {(order) => (
          <div className="stack">
            <Returned order={order} />
            {order.state === 'pendingCallback' ? (
              <Callback order={order} onDone={onClose} />
            ) : (
              <Check order={order} onDone={onClose} />
            )}
            <Link to="/orders/$number" params={{ number }}>
              {t('checks.open')}
            </Link>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

type Result = {
  readonly cause?: string
  readonly party?: string
  readonly done?: string
  readonly readings?: readonly { readonly kind: string; readonly value: number; readonly unit: string }[]
  readonly signatureFileId?: string
  readonly signatureException?: string
}

const Returned = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(checksTexts)
  const result: Result = order.result ?? {}
  const evidence = order.visits.flatMap((visit) => visit.evidence)
  const wordsOf = (item: Readonly<Record<string, unknown>>) =>
    ['kind', 'value', 'unit', 'note'].map((key) => item[key] ?? '').join(' ')
  return (
    <>
      <h3>{t('checks.result')}</h3>
      <Facts
        items={[
          { label: t('checks.cause'), value: result.cause ?? '—' },
          { label: t('checks.party'), value: result.party ?? '—' },
          { label: t('checks.done'), value: result.done ?? '—', isWide: true },
          {
            label: t('checks.readings'),
            value: (result.readings ?? []).map((each) => `${each.kind} ${each.value} ${each.unit}`).join('、') || '—',
          },
          {
            label: t('checks.signature'),
            value: result.signatureFileId
              ? t('checks.signed')
              : t('checks.unsigned', { reason: result.signatureException ?? '—' }),
          },
        ]}
      />
      <h3>{t('checks.evidence')}</h3>
      {evidence.length === 0 ? (
        <p className="ink-2">{t('checks.no-evidence')}</p>
      ) : (
        <ul>
          {evidence.map((item) => (
            <li key={String(item.id)}>{wordsOf(item)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

type AnswerProps = { readonly order: OrderDetail; readonly onDone: () => void }

const Check = ({ order, onDone }: AnswerProps) => {
  const t = useText(checksTexts)
  const isQuality = order.state === 'pendingQualityCheck'
  const done = t('checks.saved')
  const passOwn = useCommand(actionRouteOf('passContractorCheck'), { changes, done })
  const failOwn = useCommand(actionRouteOf('failContractorCheck'), { changes, done })
  const passQuality = useCommand(actionRouteOf('passQualityCheck'), { changes, done })
  const failQuality = useCommand(actionRouteOf('failQualityCheck'), { changes, done })
  const [pass, fail] = isQuality ? [passQuality, failQuality] : [passOwn, failOwn]
  const params = { number: order.number }
  const base = { baseVersion: order.version }
  return (
    <div className="row">
      <Button
        kind="primary"
        isBusy={pass.isRunning}
        onClick={async () => {
          if (await pass.run({ params, body: base })) onDone()
        }}
      >
        {t('checks.pass')}
      </Button>
      <Button
        isBusy={fail.isRunning}
        onClick={async () => {
          const why = await askConfirm({ title: t('checks.fail'), action: t('checks.fail'), reason: { minimum: 2 } })
          if (why && (await fail.run({ params, body: { ...base, reason: why.reason } }))) onDone()
        }}
      >
        {t('checks.fail')}
      </Button>
    </div>
  )
}

const OUTCOMES = ['satisfied', 'unsatisfied', 'unreachable'] as const

const Callback = ({ order, onDone }: AnswerProps) => {
  const t = useText(checksTexts)
  const [score, setScore] = useState<number | undefined>()
  const [note, setNote] = useState('')
  const command = useCommand(actionRouteOf('callBack'), { changes, done: t('checks.saved') })
  const send = async (outcome: (typeof OUTCOMES)[number]) => {
    const body = {
      baseVersion: order.version,
      outcome,
      scores: score === undefined ? {} : { overall: score },
      ...(note ? { note } : {}),
    }
    if (await command.run({ params: { number: order.number }, body })) onDone()
  }
  return (
    <div className="stack">
      <NumberInput
        aria-label={t('checks.score')}
        placeholder={t('checks.score')}
        min={1}
        max={10}
        step={1}
        value={score}
        onChange={setScore}
      />
      <TextArea aria-label={t('checks.note')} placeholder={t('checks.note')} value={note} onChange={setNote} />
      <div className="row">
        {OUTCOMES.map((outcome) => (
          <Button
            key={outcome}
            kind={outcome === 'satisfied' ? 'primary' : 'plain'}
            isBusy={command.isRunning}
            onClick={() => void send(outcome)}
          >
            {t(`checks.${outcome}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
