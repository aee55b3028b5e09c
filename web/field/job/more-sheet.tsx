import { useState } from 'preact/hooks'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { useText } from '#web/field/ui/text.ts'
import { jobTexts } from './job.text.ts'
import { ReasonSheet } from './reason-sheet.tsx'
import { SuspensionSheet } from './suspension-sheet.tsx'
import type { Act } from './use-act.ts'

type Asked = 'comeAgain' | 'refuse' | 'handOver' | 'addNote' | 'replySupervision'
const asked: readonly Asked[] = ['comeAgain', 'handOver', 'refuse', 'replySupervision', 'addNote']

/** Everything that is not the next thing: each open or greyed with its reason; what never comes up here is not shown. */
export const MoreSheet = ({
  order,
  act,
  onClose,
  onOther,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onClose: () => void
  readonly onOther: (other: 'call' | 'arrive' | 'restore') => void
}) => {
  const t = useText(jobTexts)
  const [open, setOpen] = useState<Asked | 'requestSuspension' | undefined>(undefined)
  const offer = (action: OrderAction) => order.actions.find((each) => each.action === action)
  const why = (action: OrderAction) => offer(action)?.refusal?.title
  const isOpen = (action: OrderAction) => offer(action)?.refusal === null
  if (open === 'requestSuspension') return <SuspensionSheet order={order} act={act} onClose={onClose} />
  if (open) return <ReasonSheet order={order} act={act} action={open} onClose={onClose} />
  return (
    <Sheet title={t('more-title')} onClose={onClose}>
      {isOpen('logContact') && (
        <Button icon="phone" onClick={() => onOther('call')}>
          {isOpen('reschedule') ? t('more-reschedule') : t('more-call')}
        </Button>
      )}
      {isOpen('depart') && order.state === 'taken' && (
        <Button
          icon="navigate"
          isBusy={act.running === 'depart'}
          onClick={() => void act.run('depart', {}).then((reply) => reply && onClose())}
        >
          {t('more-depart')}
        </Button>
      )}
      {isOpen('arrive') && order.state === 'appointed' && (
        <Button icon="pin" onClick={() => onOther('arrive')}>
          {t('more-arrive-now')}
        </Button>
      )}
      {isOpen('restore') && !order.visits.some((visit) => visit.endedAt === null && visit.arrivedAt !== null) && (
        <Button icon="check" onClick={() => onOther('restore')}>
          {t('more-restore')}
        </Button>
      )}
      {offer('requestSuspension') && (
        <Button icon="pause" why={why('requestSuspension')} onClick={() => setOpen('requestSuspension')}>
          {t('more-requestSuspension')}
        </Button>
      )}
      {asked
        .filter((action) => offer(action) && (action !== 'replySupervision' || order.supervision !== null))
        .map((action) => (
          <Button key={action} icon={ICONS[action]} why={why(action)} onClick={() => setOpen(action)}>
            {t(`more-${action}`)}
          </Button>
        ))}
    </Sheet>
  )
}

const ICONS = {
  comeAgain: 'history',
  handOver: 'swap',
  refuse: 'undo',
  replySupervision: 'message',
  addNote: 'edit',
} as const
