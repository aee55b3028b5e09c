import { useState } from 'preact/hooks'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { AssignSheet } from '#web/field/team/assign-sheet.tsx'
import { Button } from '#web/field/ui/button.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import type { IconName } from '#web/ui/icons.ts'
import { AmendSheet } from './amend-sheet.tsx'
import { jobTexts } from './job.text.ts'
import { type Asked, askedActions, ReasonSheet } from './reason-sheet.tsx'
import { SuspensionSheet } from './suspension-sheet.tsx'
import type { Act } from './use-act.ts'

type Open = Asked | 'amend' | 'requestSuspension' | 'assign' | 'transfer' | undefined
export type Other = 'call' | 'arrive' | 'restore' | 'reading'

/** Everything that is not the next thing: what is open first, then what is not and why; what is never this reader's is not shown. */
export const MoreSheet = ({
  order,
  act,
  onClose,
  onOther,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onClose: () => void
  readonly onOther: (other: Other) => void
}) => {
  const t = useText(jobTexts)
  const [open, setOpen] = useState<Open>(undefined)
  const offer = (action: OrderAction) => order.actions.find((each) => each.action === action)
  const isOpen = (action: OrderAction) => offer(action)?.refusal === null
  if (open === 'amend') return <AmendSheet order={order} act={act} onClose={onClose} />
  if (open === 'requestSuspension') return <SuspensionSheet order={order} act={act} onClose={onClose} />
  if (open === 'assign' || open === 'transfer') {
    return <AssignSheet order={order} isMove={open === 'transfer'} from={order.staffId} onClose={onClose} />
  }
  if (open) return <ReasonSheet order={order} act={act} action={open} onClose={onClose} />
  const hasCalled = order.events.some((event) => event.kind.endsWith('contacted'))
  const isOnSite = order.visits.some((visit) => visit.endedAt === null && visit.arrivedAt !== null)
  const simply = (action: 'depart' | 'accept' | 'resume') =>
    void act.run(action, {}).then((reply) => reply && onClose())
  const forms: readonly { readonly action: Exclude<Open, undefined>; readonly icon: IconName }[] = [
    { action: 'assign', icon: 'person' },
    { action: 'transfer', icon: 'users-swap' },
    { action: 'requestSuspension', icon: 'pause' },
    { action: 'amend', icon: 'edit' },
    ...askedActions
      .filter((action) => action !== 'failContractorCheck')
      .map((action) => ({ action, icon: ICONS[action] })),
  ]
  const shown = forms.filter(
    ({ action }) => offer(action) && (action !== 'replySupervision' || order.supervision !== null),
  )
  const blocked = shown.filter(({ action }) => !isOpen(action))
  return (
    <Sheet title={t('more-title')} onClose={onClose} foot={act.error !== undefined && <Refusal error={act.error} />}>
      {isOpen('logContact') && (
        <Button icon="phone" onClick={() => onOther('call')}>
          {t(isOpen('reschedule') ? 'more-reschedule' : hasCalled ? 'more-call' : 'more-first-call')}
        </Button>
      )}
      {isOpen('accept') &&
        (order.holder.level === 'station' || order.holder.level === 'contractor') &&
        !order.isAccepted && (
          <Button icon="check" isBusy={act.running === 'accept'} onClick={() => simply('accept')}>
            {t(order.holder.level === 'station' ? 'more-accept' : 'more-accept-contractor')}
          </Button>
        )}
      {isOpen('depart') && order.state === 'taken' && (
        <Button icon="navigate" isBusy={act.running === 'depart'} onClick={() => simply('depart')}>
          {t('more-depart')}
        </Button>
      )}
      {isOpen('arrive') && order.state === 'appointed' && (
        <Button icon="pin" onClick={() => onOther('arrive')}>
          {t('more-arrive-now')}
        </Button>
      )}
      {isOpen('addEvidence') && order.visits.some((visit) => visit.endedAt === null) && (
        <Button icon="gauge" onClick={() => onOther('reading')}>
          {t('measure')}
        </Button>
      )}
      {isOpen('restore') && !isOnSite && (
        <Button icon="done" onClick={() => onOther('restore')}>
          {t('more-restore')}
        </Button>
      )}
      {shown
        .filter(({ action }) => isOpen(action))
        .map(({ action, icon }) => (
          <Button key={action} icon={icon} onClick={() => setOpen(action)}>
            {t(`more-${action}`)}
          </Button>
        ))}
      {blocked.length > 0 && <h2>{t('more-not-now')}</h2>}
      {blocked.map(({ action, icon }) => (
        <Button key={action} icon={icon} why={offer(action)?.refusal?.title ?? ''} onClick={() => undefined}>
          {t(`more-${action}`)}
        </Button>
      ))}
    </Sheet>
  )
}

const ICONS: Readonly<Record<Asked, IconName>> = {
  comeAgain: 'history',
  handOver: 'swap',
  refuse: 'undo',
  handBack: 'undo',
  replySupervision: 'message',
  reportProgress: 'send',
  escalate: 'urge',
  failContractorCheck: 'close',
  addNote: 'edit',
}
