import { type Index, insightRoutes } from '#core/insight/insight.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { numberText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { Sparkline } from '#web/ui/sparkline.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { todayTexts } from './today.text.ts'

const TONES = { met: 'fine', near: 'risk', missed: 'late', notApplicable: 'paused' } as const

/** The ten things that must become uniform, each a number with its target, or the reason why there is none. */
export const Indices = () => {
  const t = useText(todayTexts)
  const answer = useAnswer(insightRoutes.indices, { query: {} })
  return (
    <Card isFlush title={t('today.indices')} hint={t('today.indices-hint')}>
      <Loaded query={answer} rows={4}>
        {({ items }) => (
          <div className="today-indices">
            {items.map((index) => (
              <Tile key={index.id} index={index} />
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  )
}

const Tile = ({ index }: { readonly index: Index }) => {
  const t = useText(todayTexts)
  const isPercent = index.unit === 'percent'
  const unit = isPercent ? '%' : t('today.seconds')
  return (
    <div>
      <div className="spread">
        <span className="clip">
          <span className="hint">{index.id}</span> {t(`today.${index.id}`)}
        </span>
        {index.value !== null && (
          <Sparkline values={index.trend.flatMap(({ value }) => (value === null ? [] : [value]))} width={64} />
        )}
      </div>
      <div className="spread">
        <span className={`today-value ${TONES[index.verdict]}`}>
          {index.value === null ? t('today.index.not-yet') : numberText(index.value, 1)}
          {index.value !== null && <small>{unit}</small>}
        </span>
        <span className="hint">{t(`today.index.target-${index.comparison}`, { target: index.target })}</span>
      </div>
    </div>
  )
}
