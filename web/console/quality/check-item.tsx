import { Link } from '@tanstack/react-router'
import { orderNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { VisitStepsCard } from '#web/console/visits/visit-steps.tsx'
import { AwaitedFiles } from '#web/console/work-orders/awaited-files.tsx'
import { CustomerCard } from '#web/console/work-orders/customer-card.tsx'
import { ResultCard } from '#web/console/work-orders/order-notes.tsx'
import { OrderPictures } from '#web/console/work-orders/order-pictures.tsx'
import { useOrderWords } from '#web/console/work-orders/order-words.ts'
import { evidenceName, TimelineCard } from '#web/console/work-orders/timeline-card.tsx'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import type { IconName } from '#web/ui/icons.ts'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLive } from '#web/ui/use-live.ts'
import { CallbackAnswer } from './callback-answer.tsx'
import { CheckAnswer } from './check-answer.tsx'
import { checkFindings, type Finding } from './check-rules.ts'
import { checksTexts } from './checks.text.ts'

/** One returned order: what was handed in, what the rules say to it, and the answer. */
export const CheckItem = ({ number, onDone }: { readonly number: string; readonly onDone: () => void }) => {
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  const order = answer.data?.number === number ? answer.data : undefined
  useLive(['workOrder.'], (event) => {
    if (event.number === number || event.kind === 'live.reset') void answer.refetch()
  })
  return (
    <Loaded query={{ ...answer, data: order }} rows={10}>
      {(data) => (
        <>
          <div className="checks-column">
            <ResultCard order={data} />
            <VisitStepsCard order={data} />
            <EvidenceCard order={data} />
            <TimelineCard events={data.events} />
          </div>
          <div className="checks-column">
            <RulesCard order={data} />
            {data.state === 'pendingCallback' && <CustomerCard order={data} />}
            <Answer order={data} onDone={onDone} />
          </div>
        </>
      )}
    </Loaded>
  )
}

const Answer = ({ order, onDone }: { readonly order: OrderDetail; readonly onDone: () => void }) => {
  const [t, names] = [useText(checksTexts), useText(orderNames)]
  switch (order.state) {
    case 'pendingCallback':
      return <CallbackAnswer order={order} onDone={onDone} />
    case 'pendingContractorCheck':
    case 'pendingQualityCheck':
      return <CheckAnswer key={order.state} order={order} onDone={onDone} />
    default:
      return (
        <Card>
          <EmptyState title={t('gone')} text={t('gone-text', { state: names(`state.${order.state}`) })} />
        </Card>
      )
  }
}

const EvidenceCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(checksTexts)
  return (
    <Card title={t('evidence')} hint={String(order.files.length)}>
      {order.files.length === 0 ? (
        <p className="ink-2">{t('no-evidence')}</p>
      ) : (
        <OrderPictures order={order} files={order.files} />
      )}
      <AwaitedFiles order={order} />
    </Card>
  )
}

const icons: Readonly<Record<Finding['tone'], IconName>> = { fine: 'done', risk: 'alert', late: 'error', plain: 'info' }

const RulesCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(checksTexts)
  const words = useOrderWords()
  return (
    <Card
      title={t('rules')}
      isFlush
      aside={
        <Link to="/orders/$number" params={{ number: order.number }}>
          {t('open')}
        </Link>
      }
    >
      {checkFindings(order).map((finding) => (
        <div key={`${finding.key} ${finding.reading ?? ''}`} className="checks-rule">
          <span className={finding.tone === 'plain' ? 'ink-2' : finding.tone}>
            <Icon name={icons[finding.tone]} />
          </span>
          <span>{finding.reading ? evidenceName(finding.reading, words) : t(finding.key as 'pictures')}</span>
          <span className={finding.tone === 'fine' || finding.tone === 'plain' ? 'ink-2' : finding.tone}>
            {t(finding.text as 'reworked', finding.params as { count: number })}
          </span>
        </div>
      ))}
    </Card>
  )
}
