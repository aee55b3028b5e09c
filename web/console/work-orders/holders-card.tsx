import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { numberText } from '#web/ui/number.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { durationText } from '#web/ui/time.ts'
import { holderBar, holderSums } from './order-clocks.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { type OrderWords, useOrderWords } from './order-words.ts'

type Holder = OrderDetail['holders'][number]

/** 铁通 · 云岩中心站, 吴启明 · 工程师. */
export const holderName = (holder: Pick<Holder, 'level' | 'companyId' | 'name'>, words: OrderWords): string => {
  const level = words.name('holder', holder.level)
  if (holder.level === 'operatorDesk' || holder.level === 'secondLine') return level
  const company = words.places.companyName(holder.companyId)
  if (holder.level === 'contractor') return company || level
  if (holder.level === 'station') return [company, holder.name ?? level].filter(Boolean).join(' · ')
  return [holder.name, level].filter(Boolean).join(' · ')
}

/** In whose hands the order was how long: one bar that adds up to the gross time, hatched where it did not count. */
export const HoldersCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const language = useLanguage()
  const bar = holderBar(order)
  const isPaused = bar.spans.some((span) => span.stretches.some((stretch) => stretch.isPaused))
  const [from, to] = [order.holders[0]?.from ?? order.createdAt, order.holders.at(-1)?.to ?? order.now]
  return (
    <Card
      title={t('holders')}
      isFlush
      hint={t('holders-sum', {
        minutes: numberText(Math.floor(bar.grossMinutes), 0),
        duration: durationText(bar.grossMinutes, language),
      })}
    >
      <div className="order-holders">
        <div
          className="order-bar"
          role="img"
          aria-label={t('holders-bar', { from: words.when(from), to: words.when(to) })}
        >
          {bar.spans.map((span, index) => (
            <span
              key={span.key}
              className={`order-bar-span${index % 2 === 1 ? ' order-bar-other' : ''}`}
              style={{ flexGrow: span.minutes }}
            >
              {span.stretches.map((stretch, place) => (
                <i
                  // biome-ignore lint/suspicious/noArrayIndexKey: stretches are known by their place in the span
                  key={place}
                  className={stretch.isPaused ? 'order-bar-paused' : undefined}
                  style={{ flexGrow: stretch.minutes }}
                />
              ))}
            </span>
          ))}
        </div>
        <div className="spread hint">
          <span>{words.when(from)}</span>
          {isPaused && (
            <span className="row">
              <i className="order-bar-paused order-bar-sign" aria-hidden="true" />
              {t('holders-paused')}
            </span>
          )}
          <span>{words.when(to)}</span>
        </div>
      </div>
      {holderSums(order.holders).map(({ key, holder, minutes, paused }) => (
        <div key={key} className="order-line">
          <span>
            {holderName(holder, words)}
            {holder.byRule && <span className="hint"> {t('by-rule')}</span>}
          </span>
          <span>
            {paused >= 1 && (
              <span className="hint">{t('holders-of-which', { minutes: durationText(paused, language) })} </span>
            )}
            {durationText(minutes, language)}
          </span>
        </div>
      ))}
    </Card>
  )
}
