import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  insightRoutes,
  type Outlines,
  type Picture,
  type PictureRow,
  type Point,
} from '#core/insight/insight.contract.ts'
import { groupBy, lateShare, type PictureFilter, rampStep } from '#core/insight/picture.rules.ts'
import { useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { percentText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { pathOfPoint, placeOfPoint } from './map-points.ts'
import type { OrderSearch } from './to-orders.tsx'
import { todayTexts } from './today.text.ts'

type Props = {
  readonly picture: Picture
  readonly rows: readonly PictureRow[]
  readonly filter: PictureFilter
  readonly query: OrderSearch
  readonly isStill?: boolean
}

/** The prefectures coloured by the share of late orders, labelled with the count, or the orders themselves; the table beside it has the same numbers. */
export const LateMap = ({ picture, rows, filter, query, isStill = false }: Props) => {
  const t = useText(todayTexts)
  const [what, setWhat] = useState<'prefectures' | 'points'>('prefectures')
  const outlines = useAnswer(insightRoutes.outlines, {}).data?.items[0]
  const points = useAnswer(insightRoutes.points, { query: filter }, { isOn: what === 'points' }).data
  if (!outlines) return null
  const aside = isStill ? undefined : (
    <Segments
      label={t('today.map-what')}
      value={what}
      onChange={setWhat}
      choices={[
        { value: 'prefectures', label: t('today.map-prefectures') },
        { value: 'points', label: t('today.map-points') },
      ]}
    />
  )
  const isPoints = what === 'points'
  return (
    <Card title={t('today.map')} hint={isPoints ? '' : t('today.map-legend')} aside={aside}>
      <Drawing outlines={outlines} picture={picture} rows={rows} query={query} isBlank={isPoints} isStill={isStill}>
        {isPoints && <Points points={points?.items ?? []} outlines={outlines} />}
      </Drawing>
      {isPoints ? (
        <PointLegend count={points?.items.length} isComplete={points?.isComplete ?? true} />
      ) : (
        <Legend steps={picture.lateShareSteps} />
      )}
    </Card>
  )
}

type DrawingProps = Omit<Props, 'filter'> & {
  readonly outlines: Outlines
  readonly isBlank: boolean
  readonly children: React.ReactNode
}

const Drawing = ({ outlines, picture, rows, query, isBlank, isStill, children }: DrawingProps) => {
  const t = useText(todayTexts)
  const shortName = useShortNames()
  const sums = new Map(groupBy(rows, (row) => row.prefecture).map((group) => [group.key, group.sum]))
  const unit = outlines.width / 600
  // Read from across the room.
  const size = (isStill ? 20 : 15) * unit
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with links in it is no fieldset
    <svg
      className="today-map"
      viewBox={`0 0 ${outlines.width} ${outlines.height}`}
      role="group"
      aria-label={t('today.map')}
    >
      {outlines.prefectures.map(({ code, path }) => {
        const sum = sums.get(code)
        const share = sum ? lateShare(sum) : null
        const step = isBlank ? 0 : rampStep(share, picture.lateShareSteps)
        const shape = <path d={path} className={`today-ramp-${step}`} strokeWidth={unit} />
        if (!sum || isBlank) return <g key={code}>{shape}</g>
        const said = { name: shortName(code), late: sum.late, share: share === null ? '—' : percentText(share) }
        return (
          <Link
            key={code}
            to="/orders"
            search={{ ...query, prefecture: code, view: 'late' } as never}
            aria-label={t('today.map-place', said)}
          >
            {shape}
          </Link>
        )
      })}
      {outlines.prefectures.map(({ code, label: [x, y] }) => {
        const sum = isBlank ? undefined : sums.get(code)
        const share = sum ? lateShare(sum) : null
        return (
          <text key={code} x={x} y={y} fontSize={size} textAnchor="middle" className={sum ? '' : 'today-map-quiet'}>
            <tspan className={sum ? 'strong' : ''}>{shortName(code)}</tspan>
            {sum && <tspan x={x} dy={size * 1.2}>{`${sum.late} · ${share === null ? '—' : percentText(share)}`}</tspan>}
          </text>
        )
      })}
      {children}
    </svg>
  )
}

/** Points differ by shape too: a ring is not assigned, a square late, a triangle nearly. */
const Points = ({ points, outlines }: { readonly points: readonly Point[]; readonly outlines: Outlines }) => {
  const t = useText(todayTexts)
  const size = outlines.width / 110
  return points.map((point) => (
    <Link
      key={point.number}
      to="/orders/$number"
      params={{ number: point.number }}
      aria-label={`${point.number} ${t(`today.${point.kind}`)}`}
    >
      <path d={pathOfPoint(point.kind, placeOfPoint(point, outlines), size)} className={`today-point-${point.kind}`}>
        <title>{`${point.number} ${t(`today.${point.kind}`)}`}</title>
      </path>
    </Link>
  ))
}

const PointLegend = ({ count, isComplete }: { readonly count: number | undefined; readonly isComplete: boolean }) => {
  const t = useText(todayTexts)
  return (
    <div className="today-legend hint">
      {(['late', 'risk', 'unassigned'] as const).map((kind) => (
        <span key={kind}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path d={pathOfPoint(kind, [6, 6], 4)} className={`today-point-${kind}`} />
          </svg>{' '}
          {t(`today.${kind}`)}
        </span>
      ))}
      {count === 0 && <span>{t('today.points-none')}</span>}
      {!isComplete && <span>{t('today.points-cut', { count: count ?? 0 })}</span>}
    </div>
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
