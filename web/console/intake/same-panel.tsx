import { Link } from '@tanstack/react-router'
import type { Preview } from '#core/intake/desk.contract.ts'
import type { Symptom } from '#core/intake/symptom.ts'
import { OrderStateTag } from '#web/console/work-orders/order-state.tsx'
import { Card } from '#web/ui/card.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { agoText, durationText } from '#web/ui/time.ts'
import { Ago, useNow } from '#web/ui/when.tsx'
import { deskTexts } from './desk.text.ts'

/** Open orders of the same customer: the one that this report joins first. */
export const SamePanel = ({ preview }: { readonly preview: Preview | undefined }) => {
  const t = useText(deskTexts)
  const [now, language] = [useNow(), useLanguage()]
  const { joins, related = [], windowMinutes } = preview ?? { joins: null }
  const all = [...(joins ? [joins] : []), ...related]
  return (
    <Card
      title={t('same.title')}
      hint={all.length > 0 ? String(all.length) : ''}
      aside={
        windowMinutes === undefined ? null : (
          <span className="hint">{t('same.window', { hours: durationText(windowMinutes, language) })}</span>
        )
      }
      isFlush
    >
      {all.length === 0 ? (
        <p className="hint intake-note">{t(preview ? 'same.none' : 'same.nobody')}</p>
      ) : (
        all.map((order) => {
          const ago = agoText(order.createdAt, now, language)
          return (
            <div key={order.order} className="intake-same">
              <div className="spread">
                <span className="row">
                  <Link to="/orders/$number" params={{ number: order.order }}>
                    {order.order}
                  </Link>
                  <OrderStateTag state={order.state} />
                </span>
                <span className="hint">
                  <Ago at={order.createdAt} />
                </span>
              </div>
              <p className="small ink-2">
                {order === joins
                  ? t('same.joins', { ago, symptom: joins.symptom, count: joins.count })
                  : t('same.apart', { ago, symptom: order.symptom })}
              </p>
            </div>
          )
        })
      )}
    </Card>
  )
}

/** The first step for the chosen symptom: much of it is solved on the phone. */
export const FirstCheck = ({ symptom }: { readonly symptom: Symptom | undefined }) => {
  const t = useText(deskTexts)
  const language = useLanguage()
  return (
    <Card
      title={t('check.title')}
      hint={symptom?.name[language] ?? ''}
      aside={symptom?.isOutage ? <StateTag tone="late">{t('check.outage')}</StateTag> : null}
    >
      {symptom ? (
        <p className="intake-script">{symptom.firstCheck[language]}</p>
      ) : (
        <p className="hint">{t('check.none')}</p>
      )}
    </Card>
  )
}
