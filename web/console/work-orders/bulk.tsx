import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { type OrderAction, transitionOf } from '#core/work-orders/work-order.transitions.ts'
import { commandKey } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import { Icon } from '#web/ui/icon.tsx'
import { ProgressBar } from '#web/ui/progress.tsx'
import { refresh } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import { type ActionBody, actOn, changedByActions } from './order-action.queries.ts'
import { orderListTexts } from './order-list.text.ts'
import './orders.css'

export type BulkOrder = {
  readonly number: string
  readonly state: OrderState
  readonly title: string
  /** The version that the reader saw, where the answer depends on it. */
  readonly version?: number | undefined
}
type Outcome = { readonly state: 'waiting' } | { readonly state: 'done' | 'refused'; readonly text: string }

const AT_ONCE = 3

/** Which of the orders are at a step where the action can be tried. */
export const orderedFor = (orders: readonly BulkOrder[], action: OrderAction): readonly BulkOrder[] =>
  orders.filter((order) => transitionOf(action).from.includes(order.state))

/**
 * Does one action on many orders, each as a command of its own, and says of each what came of it. What was refused can be tried again;
 * whoever closes the window stops what has not begun.
 */
export const BulkDialog = ({
  title,
  orders,
  actionOf,
  body,
  skipped,
  children,
  why,
  onClose,
}: {
  readonly title: string
  readonly orders: readonly BulkOrder[]
  readonly actionOf: (order: BulkOrder) => OrderAction
  readonly body: ActionBody
  readonly skipped: number
  /** What must be said once for all of them. */
  readonly children?: React.ReactNode
  readonly why?: string | undefined
  readonly onClose: () => void
}) => {
  const [t, ui, names] = [useText(orderListTexts), useText(uiTexts), useText(orderNames)]
  const client = useQueryClient()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome> | undefined>(undefined)
  const [isRunning, setIsRunning] = useState(false)
  const isClosed = useRef(false)
  const keys = useRef(new Map<string, string>())

  const run = async (list: readonly BulkOrder[]) => {
    setIsRunning(true)
    setOutcomes(
      (before) => new Map([...(before ?? []), ...list.map((order) => [order.number, { state: 'waiting' }] as const)]),
    )
    const left = [...list]
    const work = async () => {
      for (let order = left.shift(); order && !isClosed.current; order = left.shift()) {
        const { number, version } = order
        const key = keys.current.get(number) ?? commandKey()
        keys.current.set(number, key)
        const outcome = await actOn(
          number,
          actionOf(order),
          version === undefined ? body : { ...body, baseVersion: version },
          key,
        ).then(
          (reply): Outcome => {
            return { state: 'done', text: t('bulk-now', { state: names(`state.${reply.state}`) }) }
          },
          (error: unknown): Outcome => {
            // Refused is answered: trying again is another command.
            keys.current.delete(number)
            const words = errorWords(ui, error)
            return { state: 'refused', text: words.text || words.title }
          },
        )
        setOutcomes((before) => new Map([...(before ?? []), [number, outcome]]))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    setIsRunning(false)
    refresh(client, changedByActions)
  }

  const close = () => {
    isClosed.current = true
    onClose()
  }
  const of = (state: Outcome['state']) => [...(outcomes?.values() ?? [])].filter((each) => each.state === state).length
  const refused = orders.filter((order) => outcomes?.get(order.number)?.state === 'refused')
  const ended = of('done') + of('refused')
  return (
    <Dialog
      title={title}
      size="medium"
      isKept={isRunning}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{outcomes ? t('close') : ui('cancel')}</Button>
          {!outcomes && (
            <Button kind="primary" why={why} onClick={() => void run(orders)}>
              {t('bulk-start', { count: orders.length })}
            </Button>
          )}
          {outcomes && !isRunning && refused.length > 0 && (
            <Button kind="primary" onClick={() => void run(refused)}>
              {t('bulk-retry', { count: refused.length })}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {!outcomes && <p>{t('bulk-text')}</p>}
        {!outcomes && skipped > 0 && <p className="ink-2">{t('bulk-skipped', { count: skipped })}</p>}
        {!outcomes && children}
        {outcomes && (
          <>
            <ProgressBar share={orders.length === 0 ? 1 : ended / orders.length} label={title} />
            <p className="strong" role="status">
              {isRunning
                ? t('bulk-running', { done: ended, count: orders.length })
                : t('bulk-done', { done: of('done'), refused: refused.length })}
            </p>
          </>
        )}
        <ul className="orders-bulk">
          {orders.map((order) => {
            const outcome = outcomes?.get(order.number)
            return (
              <li key={order.number}>
                <span className={outcome?.state === 'done' ? 'fine' : outcome?.state === 'refused' ? 'late' : 'ink-2'}>
                  <Icon name={outcome?.state === 'done' ? 'done' : outcome?.state === 'refused' ? 'error' : 'open'} />
                </span>
                <span className="strong">{order.number}</span>
                <span className="clip ink-2">{order.title}</span>
                <span className={`small ${outcome?.state === 'refused' ? 'late' : 'ink-2'}`}>
                  {outcome === undefined
                    ? names(`state.${order.state}`)
                    : outcome.state === 'waiting'
                      ? t('bulk-waiting')
                      : outcome.text}
                </span>
              </li>
            )
          })}
        </ul>
      </div>
    </Dialog>
  )
}
