import type { Picture, PictureRow } from '#core/insight/insight.contract.ts'
import { backlogRatio, hourlySum, onTimeShare, type PictureFilter, sumOf } from '#core/insight/picture.rules.ts'
import { dayOf, minutesBetween, startOfDay } from '#core/time.ts'
import { useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { type Figure, Strip } from '#web/ui/card.tsx'
import { numberText, percentText } from '#web/ui/number.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { durationText } from '#web/ui/time.ts'
import { type OrderSearch, toOrders } from './to-orders.tsx'
import { todayTexts } from './today.text.ts'

type Props = {
  readonly picture: Picture
  readonly rows: readonly PictureRow[]
  readonly filter: PictureFilter
  readonly query: OrderSearch
}

/** The day in seven numbers; each leads to exactly its orders. */
export const Figures = (props: Props) => <Strip figures={useFigures(props)} />

export const useFigures = ({ picture, rows, filter, query }: Props): readonly Figure[] => {
  const t = useText(todayTexts)
  const language = useLanguage()
  const shortName = useShortNames()
  const sum = sumOf(rows)
  const [share, ratio] = [onTimeShare(sum), backlogRatio(sum)]
  const startedAt = startOfDay(dayOf(picture.at))
  const sinceYesterday = (what: 'open' | 'late'): string => {
    const before = hourlySum(picture.hourly, filter, what)[0]
    if (before === null || before === undefined) return ''
    const change = sum[what] - before
    const sign = change > 0 ? '+' : change < 0 ? '−' : '±'
    return t('today.since-yesterday', { change: `${sign}${numberText(Math.abs(change))}` })
  }
  const longest = rows.find((row) => row.unassignedSince !== null && row.unassignedSince === sum.unassignedSince)
  const waiting = sum.unassignedSince ? durationText(minutesBetween(sum.unassignedSince, picture.at), language) : ''
  return [
    {
      key: 'open',
      label: t('today.open'),
      value: numberText(sum.open),
      note: sinceYesterday('open'),
      link: toOrders({ ...query, view: 'open' }),
    },
    {
      key: 'risk',
      label: t('today.risk'),
      value: numberText(sum.risk),
      tone: 'risk',
      note: t('today.risk-note'),
      link: toOrders({ ...query, view: 'risk' }),
    },
    {
      key: 'late',
      label: t('today.late'),
      value: numberText(sum.late),
      tone: 'late',
      note: sinceYesterday('late'),
      link: toOrders({ ...query, view: 'late' }),
    },
    {
      key: 'unassigned',
      label: t('today.unassigned'),
      value: numberText(sum.unassigned),
      note: longest ? t('today.longest', { time: waiting, place: shortName(longest.county) }) : '',
      link: toOrders({ ...query, view: 'unassigned' }),
    },
    {
      key: 'received',
      label: t('today.received'),
      value: numberText(sum.received),
      note: t('today.faults', { count: numberText(sum.receivedFaults) }),
      link: toOrders({ ...query, view: 'all', sort: '-created', createdFrom: startedAt }),
    },
    {
      key: 'archived',
      label: t('today.archived'),
      value: numberText(sum.archived),
      note: share === null ? '' : t('today.on-time-of', { share: percentText(share) }),
      link: toOrders({ ...query, sort: '-archived', archivedFrom: startedAt }),
    },
    {
      key: 'backlog',
      label: t('today.backlog'),
      value: ratio === null ? '—' : numberText(ratio, 1),
      note: t('today.backlog-target', { target: picture.backlogTarget }),
    },
  ]
}
