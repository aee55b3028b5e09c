import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { ActionDialog } from '#web/console/work-orders/actions/action-dialog.tsx'
import { useAnswer } from '#web/ui/query.ts'

export type OwnAction = 'urge' | 'confirmRestored'

/** The form of an action, on the order as it is now. */
export const OwnOrderAction = ({
  number,
  action,
  onClose,
}: {
  readonly number: string
  readonly action: OwnAction
  readonly onClose: () => void
}) => {
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  const order = answer.data?.number === number ? answer.data : undefined
  return order ? <ActionDialog order={order} action={action} onClose={onClose} /> : null
}
