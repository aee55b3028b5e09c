import type { Outlines, Picture } from '#core/insight/insight.contract.ts'
import { insightRoutes } from '#core/insight/insight.contract.ts'
import { groupBy, lateShare, rampStep } from '#core/insight/picture.rules.ts'
import { useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { percentText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { todayTexts } from './today.text.ts'

/** The prefectures coloured by the share of late orders, labelled with the count; the table beside it has the same numbers. */
export const LateMap = ({ picture }: { readonly picture: Picture }) => {
  const t = useText(todayTexts)
  const outlines = useAnswer(insightRoutes.outlines, {}).data?.items[0]
  if (!outlines) return null
  return (
    <Card title={t('today.map')} hint={t('today.map-legend')}>
      <Drawing outlines={outlines} picture={picture} />
      <Legend steps={picture.lateShareSteps} />
    </Card>
  )
}

const Drawing = ({ outlines, picture }: { readonly outlines: Outlines; readonly picture: Picture }) => {
  const t = useText(todayTexts)
  const shortName = useShortNames()
  const sums = new Map(groupBy(picture.rows, (row) => row.prefecture).map((group) => [group.key, group.sum]))
  const unit = outlines.width / 600
  return (
    <svg
      className="today-map"
      viewBox={`0 0 ${outlines.width} ${outlines.height}`}
      role="img"
      aria-label={t('today.map')}
    >
      {outlines.prefectures.map(({ code, path }) => {
        const sum = sums.get(code)
        const step = rampStep(sum ? lateShare(sum) : null, picture.lateShareSteps)
        return <path key={code} d={path} className={`today-ramp-${step}`} strokeWidth={unit} />
      })}
      {outlines.prefectures.map(({ code, label: [x, y] }) => {
        const sum = sums.get(code)
        const share = sum ? lateShare(sum) : null
        return (
          <text key={code} x={x} y={y} fontSize={15 * unit} textAnchor="middle">
            <tspan className="strong">{shortName(code)}</tspan>
            <tspan x={x} dy={18 * unit}>
              {sum ? `${sum.late} · ${share === null ? '—' : percentText(share)}` : '—'}
            </tspan>
          </text>
        )
      })}
    </svg>
  )
}

const Legend = ({ steps }: { readonly steps: readonly number[] }) => {
  const bounds = steps.map((step) => percentText(step))
  const labels = [
    `< ${bounds[0] ?? ''}`,
    ...bounds.map((bound, index) => (bounds[index + 1] ? `${bound}–${bounds[index + 1]}` : `≥ ${bound}`)),
  ]
  return (
    <div className="today-legend hint">
      {labels.map((label, index) => (
        <span key={label}>
          <i className={`today-ramp-${index}`} /> {label}
        </span>
      ))}
    </div>
  )
}
