import { customerLinkRoutes } from '#core/customer-link/customer-link.contract.ts'
import { linkedKinds } from '#core/customer-link/customer-link.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, Facts } from '#web/ui/card.tsx'
import { listed } from '#web/ui/language.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { useLive } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { customerPageTexts } from './customer-page.text.ts'
import { useOrderWords } from './order-words.ts'

const TONES = { none: 'plain', live: 'fine', dead: 'paused' } as const
const changes = [customerLinkRoutes.state]

/** What the customer has of this order: the link, when it was looked at, their opinion, and what looks odd about it. */
export const CustomerPageCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(customerPageTexts)
  const words = useOrderWords()
  const params = { number: order.number }
  const answer = useAnswer(customerLinkRoutes.state, { params })
  const maySpeak = useMay('work-orders.contact|work-orders.dispatch')
  const show = useCommand(customerLinkRoutes.show, { changes })
  const send = useCommand(customerLinkRoutes.send, { changes, done: t('sent-now') })
  useLive(['workOrder.customer', 'workOrder.complain'], (event) => {
    if (event.number === order.number) void answer.refetch()
  })
  const link = answer.data
  if (!linkedKinds.includes(order.kind) || !link) return null
  const copy = async () => {
    const shown = await show.run({ params, body: {} })
    if (!shown) return
    await navigator.clipboard?.writeText(shown.url)
    toast({ tone: 'fine', title: t('copied') })
  }
  const why = maySpeak ? undefined : t('not-allowed')
  const whyNotSent = why ?? (link.hasPhone ? undefined : t('no-phone'))
  const { rating, flags } = link
  return (
    <Card
      title={t('title')}
      hint={<StateTag tone={TONES[link.state]}>{t(`state.${link.state}`)}</StateTag>}
      {...(order.state === 'voided'
        ? {}
        : {
            footer: (
              <span className="row">
                <Button
                  isSmall
                  icon="copy"
                  isBusy={show.isRunning}
                  {...(why ? { why } : {})}
                  onClick={() => void copy()}
                >
                  {t('copy')}
                </Button>
                <Button
                  isSmall
                  icon="send"
                  isBusy={send.isRunning}
                  {...(whyNotSent ? { why: whyNotSent } : {})}
                  onClick={() => void send.run({ params, body: {} })}
                >
                  {t('send')}
                </Button>
              </span>
            ),
          })}
    >
      <Facts
        items={[
          {
            label: t('sent'),
            value: link.sentAt ? <When at={link.sentAt} /> : <span className="ink-2">{t('not-sent')}</span>,
          },
          {
            label: t('opened'),
            value: link.lastOpenedAt ? (
              <>
                <When at={link.lastOpenedAt} /> · {t('times', { count: link.opens })}
              </>
            ) : (
              <span className="ink-2">{t('not-opened')}</span>
            ),
          },
          ...(link.state === 'live' && link.expiresAt
            ? [{ label: t('until'), value: <When at={link.expiresAt} /> }]
            : []),
          ...(link.isDoorChecked ? [{ label: t('door'), value: t('door-done') }] : []),
          ...(rating
            ? [
                {
                  label: t('rating'),
                  value: (
                    <>
                      <b className={rating.level <= 2 ? 'risk' : ''}>{words.name('rating', String(rating.level))}</b>
                      {rating.comment && ` · ${rating.comment}`}
                    </>
                  ),
                },
                ...(rating.ticks.length > 0
                  ? [{ label: t('ticks'), value: listed(rating.ticks.map((tick) => t(`tick.${tick}`))) }]
                  : []),
              ]
            : []),
          ...(flags.length > 0
            ? [
                {
                  label: t('suspicious'),
                  value: <span className="risk">{listed(flags.map((flag) => words.name('flag', flag)))}</span>,
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}
