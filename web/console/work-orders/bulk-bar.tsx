import { useState } from 'react'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderItem } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import type { IconName } from '#web/ui/icons.ts'
import { TextArea } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { BulkDialog, type BulkOrder, orderedFor } from './bulk.tsx'
import { orderListTexts } from './order-list.text.ts'

type Deed = 'dispatch' | 'approve' | 'urge'

const actionsOf: Record<Deed, readonly OrderAction[]> = {
  dispatch: ['dispatch'],
  approve: ['approveSuspension', 'approveHandBack'],
  urge: ['urge'],
}
const icons: Record<Deed, IconName> = { dispatch: 'send', approve: 'approvals', urge: 'urge' }

/** What can be done with the ticked rows of the order list. */
export const BulkBar = ({ rows }: { readonly rows: readonly OrderItem[] }) => {
  const [t, names] = [useText(orderListTexts), useText(orderNames)]
  const [deed, setDeed] = useState<Deed | undefined>(undefined)
  const [note, setNote] = useState('')
  const may = {
    dispatch: useMay('work-orders.dispatch'),
    approve: useMay('work-orders.approve'),
    urge: useMay('work-orders.urge'),
  }
  const orders = rows.map((row): BulkOrder => ({ number: row.number, state: row.state, title: row.symptom }))
  const fitting = (each: Deed) =>
    orders.filter((order) => actionsOf[each].some((action) => orderedFor([order], action).length > 0))
  return (
    <>
      {(['dispatch', 'approve', 'urge'] as const)
        .filter((each) => may[each])
        .map((each) => {
          const count = fitting(each).length
          return (
            <Button
              key={each}
              isSmall
              icon={icons[each]}
              why={count === 0 ? t('bulk-none') : undefined}
              onClick={() => setDeed(each)}
            >
              {t(`bulk-${each}`)}
              {count > 0 && count < orders.length ? ` ${count}` : ''}
            </Button>
          )
        })}
      {deed && (
        <BulkDialog
          title={t('bulk-title', {
            action: deed === 'urge' ? names('action.urge') : t(`bulk-${deed}`),
            count: fitting(deed).length,
          })}
          orders={fitting(deed)}
          actionOf={(order) => actionsOf[deed].find((action) => orderedFor([order], action).length > 0) ?? 'addNote'}
          body={deed === 'dispatch' ? { mode: 'rule' } : deed === 'urge' ? { note: note.trim() } : {}}
          skipped={orders.length - fitting(deed).length}
          why={deed === 'urge' && note.trim() === '' ? t('bulk-urge-note') : undefined}
          onClose={() => setDeed(undefined)}
        >
          {deed === 'urge' && (
            <TextArea
              value={note}
              onChange={setNote}
              maxLength={500}
              aria-label={t('bulk-urge-note')}
              placeholder={t('bulk-urge-note')}
            />
          )}
        </BulkDialog>
      )}
    </>
  )
}
