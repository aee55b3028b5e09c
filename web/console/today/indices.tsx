import { verdicts } from '#core/insight/indices.rules.ts'
import { type Index, insightRoutes } from '#core/insight/insight.contract.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import { Card } from '#web/ui/card.tsx'
import { numberText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { Sparkline } from '#web/ui/sparkline.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { type TextKey, useText } from '#web/ui/text.ts'
import { todayTexts } from './today.text.ts'

const TONES = { met: 'fine', near: 'risk', missed: 'late', notApplicable: 'paused' } as const

/** The ten things that must become uniform, each a number with its target, or the reason why there is none. */
export const Indices = ({ filter }: { readonly filter: PictureFilter }) => {
  const t = useText(todayTexts)
  const answer = useAnswer(insightRoutes.indices, { query: filter })
  const items = answer.data?.items ?? []
  const counts = verdicts.map((verdict) => ({
    verdict,
    count: items.filter((index) => index.verdict === verdict).length,
  }))
  return (
    <Card
      isFlush
      title={t('today.indices')}
      hint={t('today.indices-hint')}
      aside={
        <span className="small">
          {counts
            .filter(({ count }) => count > 0)
            .map(({ verdict, count }, place) => (
              <span key={verdict}>
                {place > 0 && ' · '}
                <span className={TONES[verdict]}>{t(`today.verdict.${verdict}`)}</span> {count}
              </span>
            ))}
        </span>
      }
    >
      <Loaded query={answer} rows={4}>
        {() => (
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
  const unit = index.unit === 'percent' ? '%' : t('today.seconds')
  const from =
    index.numerator !== null && index.denominator !== null
      ? t('today.index.from', { part: numberText(index.numerator), of: numberText(index.denominator) })
      : ''
  return (
    <div data-tip={from || undefined}>
      <p className="clip">
        <span className="hint">{index.id}</span> {t(`today.${index.id}`)}
      </p>
      <p className="spread">
        {index.value === null ? (
          <>
            <span className="today-value paused">{'—'}</span>
            <span className="hint today-reason">{t(`today.reason.${index.reason}` as TextKey<typeof todayTexts>)}</span>
          </>
        ) : (
          <>
            <span className="today-value">
              {numberText(index.value, index.unit === 'percent' ? 1 : 0)}
              <small> {unit}</small>
            </span>
            <Sparkline values={index.trend.flatMap(({ value }) => (value === null ? [] : [value]))} width={52} />
          </>
        )}
      </p>
      <p className="spread small">
        <StateTag tone={TONES[index.verdict]} isBare>
          {t(`today.verdict.${index.verdict}`)}
        </StateTag>
        {index.value !== null && (
          <span className="hint clip">{t(`today.index.target-${index.comparison}`, { target: index.target })}</span>
        )}
      </p>
    </div>
  )
}
