import { waitingCount } from '#core/work-orders/approval.contract.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { frameTexts } from './frame.text.ts'
import './rail-count.css'

const MOST = 99

/** How much waits at a place of the rail, kept up to date; nothing while nothing waits. */
export const RailCount = ({ of }: { readonly of: 'approvals' | 'checks' }) => {
  const t = useText(frameTexts)
  const { data } = useAnswer(waitingCount, {}, { everySeconds: 60 })
  useLiveRefresh(WAITING, [waitingCount])
  const count = data?.[of] ?? 0
  if (count === 0) return null
  return (
    <span className="frame-count number" data-tip={t('waiting', { count })}>
      {count > MOST ? `${MOST}+` : count}
    </span>
  )
}

/** What adds to or takes from what waits. */
const WAITING = [
  'workOrder.suspensionRequested',
  'workOrder.suspended',
  'workOrder.suspensionDenied',
  'workOrder.handBackRequested',
  'workOrder.handBackApproved',
  'workOrder.handBackDenied',
  'workOrder.returned',
  'workOrder.contractorCheckPassed',
  'workOrder.contractorCheckFailed',
  'workOrder.qualityCheckPassed',
  'workOrder.qualityCheckFailed',
  'workOrder.calledBack',
]
