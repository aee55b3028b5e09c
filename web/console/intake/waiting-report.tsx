import { useState } from 'react'
import { deskRoutes } from '#core/intake/desk.contract.ts'
import { intakeRoutes, type Taken, type WaitingReport } from '#core/intake/intake.contract.ts'
import { intakeTexts } from '#core/intake/intake.text.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, Facts } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { Column } from '#web/ui/page.tsx'
import { useCommand } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { CandidateList } from './candidate-list.tsx'
import { useLookup } from './desk.queries.ts'
import { ElsewhereDialog } from './elsewhere-dialog.tsx'
import { waitingTexts } from './waiting.text.ts'

const CHANGES = [intakeRoutes.queue, intakeRoutes.detail, intakeRoutes.list, deskRoutes.lookup, workOrderRoutes.list]

/** One waiting report: what was said, who it may be, and the four ways out. */
export const WaitingReportPanel = ({ report }: { readonly report: WaitingReport }) => {
  const t = useText(waitingTexts)
  const mayResolve = useMay('intake.resolve')
  const [isElsewhere, setIsElsewhere] = useState(false)
  const { number } = report
  const done = (taken: Taken) => t(taken.joined ? 'done-joined' : 'done-made', { order: taken.order ?? '' })
  const match = useCommand(intakeRoutes.match, { changes: CHANGES, done })
  const discard = useCommand(intakeRoutes.discard, { changes: CHANGES, done: t('done-discarded') })
  const tell = useCommand(intakeRoutes.giveFeedback, { changes: CHANGES, done: t('done-told') })

  const choose = (id: string, line: BusinessLine) => {
    if (!mayResolve || match.isRunning) return
    void match.run({
      params: { number },
      body: line === 'home' ? { homeUserId: id } : { enterpriseLineId: id },
    })
  }
  const askDiscard = async () => {
    const answer = await askConfirm({
      title: t('discard-title', { number }),
      text: t('discard-text'),
      action: t('discard'),
      isDangerous: true,
      reason: { label: t('discard-why'), minimum: 2 },
    })
    if (answer) void discard.run({ params: { number }, body: { reason: answer.reason } })
  }
  useShortcut('n', () => setIsElsewhere(true), mayResolve)
  useShortcut('f', () => void tell.run({ params: { number }, body: {} }), !report.firstFeedbackAt)

  const why = mayResolve ? undefined : t('why-not')
  return (
    <Column>
      <Said report={report} />
      {report.candidates.length > 0 && (
        <CandidateList
          candidates={report.candidates}
          title={t('may-be')}
          hasKeys={mayResolve}
          onPick={(_, { id, line }) => choose(id, line)}
        />
      )}
      <Others isFirst={report.candidates.length === 0} onPick={choose} />
      <Card title={t('or')}>
        <div className="row intake-ways">
          <Button keys="N" onClick={() => setIsElsewhere(true)} why={why}>
            {t('elsewhere')}
          </Button>
          <Button
            keys="F"
            onClick={() => void tell.run({ params: { number }, body: {} })}
            isBusy={tell.isRunning}
            why={report.firstFeedbackAt ? t('told-already') : undefined}
          >
            {t('told')}
          </Button>
          <Button kind="danger" onClick={() => void askDiscard()} why={why}>
            {t('discard')}
          </Button>
        </div>
      </Card>
      {isElsewhere && (
        <ElsewhereDialog report={report} onClose={() => setIsElsewhere(false)} changes={CHANGES} done={done} />
      )}
    </Column>
  )
}

const Said = ({ report }: { readonly report: WaitingReport }) => {
  const t = useText(waitingTexts)
  const names = useText(intakeTexts)
  const reveal = useReveal('report', report.number, true)
  const masked = (field: 'name' | 'phone' | 'address', value: string | null) =>
    value ? <Masked value={value} label={t(field)} {...(reveal ? { reveal: reveal(field) } : {})} /> : '—'
  return (
    <Card
      title={report.number}
      hint={names(`intake.channel.${report.channel}`)}
      aside={<When at={report.receivedAt} />}
    >
      <div className="stack">
        {report.reason && <p className="risk">{report.reason.title}</p>}
        <Facts
          columns={2}
          labelWidth={60}
          items={[
            { label: t('symptom'), value: report.symptom, isWide: true },
            ...(report.description ? [{ label: t('description'), value: report.description, isWide: true }] : []),
            { label: t('phone'), value: masked('phone', report.callerPhone) },
            { label: t('account'), value: report.account ?? '—' },
            { label: t('name'), value: masked('name', report.customerName) },
            { label: t('preferred'), value: <When at={report.preferredAt} /> },
            { label: t('address'), value: masked('address', report.address), isWide: true },
            { label: t('taken-by'), value: report.createdByName },
            { label: t('feedback'), value: <When at={report.firstFeedbackAt} /> },
          ]}
        />
      </div>
    </Card>
  )
}

/** Somebody else of the ledger than those who were proposed. */
const Others = ({
  isFirst,
  onPick,
}: {
  readonly isFirst: boolean
  readonly onPick: (id: string, line: BusinessLine) => void
}) => {
  const t = useText(waitingTexts)
  const [typed, setTyped] = useState('')
  const { items, isOn, isCurrent, failure } = useLookup(typed)
  const words = failure ? 'others-failed' : isOn && isCurrent ? 'others-none' : 'others-text'
  return (
    <Card
      title={t(isFirst ? 'look' : 'others')}
      aside={<SearchInput value={typed} onChange={setTyped} label={t('others-search')} />}
      isFlush
    >
      {items.length === 0 ? (
        <p className={failure ? 'late small intake-note' : 'hint intake-note'} role="status">
          {t(words)}
        </p>
      ) : (
        <CandidateList
          title={t('others-found')}
          candidates={items.map(({ orders, ...customer }) => ({
            ...customer,
            openOrders: orders.filter(({ isOpen }) => isOpen).length,
            reasons: [],
          }))}
          onPick={(_, { id, line }) => onPick(id, line)}
        />
      )}
    </Card>
  )
}
