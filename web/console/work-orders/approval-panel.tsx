import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { minutesBetween } from '#core/time.ts'
import type { Approval } from '#core/work-orders/approval.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import { TextArea } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { durationText } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { When } from '#web/ui/when.tsx'
import { answering, type Decision, isAnswered } from './approval-answers.ts'
import { approverOf, causeOf } from './approval-columns.tsx'
import { approvalsTexts } from './approvals.text.ts'
import { useOrderAction } from './order-action.queries.ts'
import { OrderPictures } from './order-pictures.tsx'
import { useOrderWords } from './order-words.ts'

/** One request with what proves it, and the answer to it. */
export const ApprovalPanel = ({ row, onClose }: { readonly row: Approval; readonly onClose: () => void }) => {
  const [t, ui] = [useText(approvalsTexts), useText(uiTexts)]
  const words = useOrderWords()
  const language = useLanguage()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<{ readonly title: string; readonly text: string } | undefined>(undefined)
  const { pending } = row
  const isStop = !isAnswered(pending.kind)
  const kind = isAnswered(pending.kind) ? pending.kind : 'suspension'
  const commands = {
    approve: useOrderAction(row, answering[kind].approve),
    deny: useOrderAction(row, answering[kind].deny),
  }
  const isBusy = commands.approve.isRunning || commands.deny.isRunning
  const said = text.trim()
  const why = row.isMine ? undefined : t('approvals.not-you', { who: words.name('approver', approverOf(row)) })
  const answer = async (decision: Decision) => {
    setRefusal(undefined)
    try {
      await commands[decision].send(said === '' ? {} : decision === 'deny' ? { reason: said } : { note: said })
      toast({
        tone: 'fine',
        title: t(decision === 'approve' ? 'approvals.approved' : 'approvals.denied', { number: row.number }),
      })
      onClose()
    } catch (error) {
      setRefusal(errorWords(ui, error))
    }
  }
  const cause = causeOf(row, words)
  return (
    <Dialog
      title={`${t(`approvals.${pending.kind}`)} · ${row.number}`}
      size="side"
      isKept={said !== ''}
      onClose={onClose}
      footer={
        isStop ? (
          <Link to="/orders/$number" params={{ number: row.number }}>
            {t('approvals.to-review')}
          </Link>
        ) : (
          <>
            <Button
              isBusy={isBusy}
              why={why ?? (said === '' ? t('approvals.reason-needed') : undefined)}
              onClick={() => void answer('deny')}
            >
              {t('approvals.deny')}
            </Button>
            <Button kind="primary" isBusy={isBusy} why={why} onClick={() => void answer('approve')}>
              {t('approvals.approve')}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {refusal && (
          <div className="ui-form-refusal" role="alert">
            <b>{refusal.title}</b>
            {refusal.text && <span>{refusal.text}</span>}
          </div>
        )}
        <Facts
          labelWidth={72}
          items={[
            { label: t('approvals.cause'), value: cause },
            { label: t('approvals.reason'), value: pending.reason || t('approvals.no-words') },
            ...(pending.until
              ? [
                  {
                    label: t('approvals.until'),
                    value: (
                      <>
                        <When at={pending.until} />{' '}
                        <span className="hint">
                          {t('approvals.how-long', {
                            time: durationText(minutesBetween(pending.requestedAt, pending.until), language),
                          })}
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
            {
              label: t('approvals.by'),
              value: (
                <>
                  {pending.requestedByName} · <When at={pending.requestedAt} />
                </>
              ),
            },
            {
              label: t('approvals.evidence'),
              value: listed(pending.evidence.map((kind) => words.name('proof', kind))) || t('approvals.no-evidence'),
            },
            ...(pending.kind === 'suspension'
              ? [{ label: t('approvals.times'), value: t('approvals.times-value', { count: row.suspensions }) }]
              : []),
            { label: t('approvals.symptom'), value: row.symptom },
            { label: t('approvals.customer'), value: [row.customerName, row.address].filter(Boolean).join(' · ') },
          ]}
        />
        <OrderPictures order={{ lon: null, lat: null }} files={row.files} />
        {row.files.length === 0 && <p className="ink-2">{t('approvals.no-files')}</p>}
        <p className="ink-2">{t(`approvals.then-${pending.kind}`)}</p>
        {!isStop && (
          <TextArea
            value={text}
            onChange={setText}
            maxLength={2000}
            aria-label={t('approvals.words')}
            placeholder={t('approvals.words')}
          />
        )}
        <Link to="/orders/$number" params={{ number: row.number }}>
          {t('approvals.open')}
        </Link>
      </div>
    </Dialog>
  )
}
