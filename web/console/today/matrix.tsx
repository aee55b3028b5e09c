import { useState } from 'react'
import type { Picture, PictureRow } from '#core/insight/insight.contract.ts'
import {
  type Group,
  groupBy,
  hourlySum,
  lateShare,
  onTimeShare,
  type PictureFilter,
  type PictureOrder,
  pictureOrders,
  rampStep,
  sorted,
} from '#core/insight/picture.rules.ts'
import { useCompanyNames, useRegionNames, useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Select } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { numberText, percentText } from '#web/ui/number.ts'
import { Sparkline } from '#web/ui/sparkline.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining } from '#web/ui/when.tsx'
import { NO_COMPANY, type OrderSearch, toOrders } from './to-orders.tsx'
import { todayTexts } from './today.text.ts'

type Props = {
  readonly picture: Picture
  readonly rows: readonly PictureRow[]
  readonly filter: PictureFilter
  readonly query: OrderSearch
  /** On the wall nobody opens or sorts. */
  readonly isStill?: boolean
}

/** Prefectures with their contractors, the worst first; each opens into its counties. */
export const Matrix = ({ picture, rows, filter, query, isStill = false }: Props) => {
  const t = useText(todayTexts)
  const [regionName, shortName, companyName] = [useRegionNames(), useShortNames(), useCompanyNames()]
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [order, setOrder] = useState<PictureOrder>('share')
  const groups = sorted(
    groupBy(rows, (row) => row.prefecture),
    order,
  )
  const companies = sorted(
    groupBy(rows, (row) => row.companyId ?? NO_COMPANY),
    order,
  )
  const nameOf = (key: string) => (key === NO_COMPANY ? t('today.nobody') : companyName(key))
  const namesOf = (own: readonly PictureRow[]) =>
    listed([...new Set(own.flatMap((row) => (row.companyId ? [companyName(row.companyId)] : [])))]) || t('today.nobody')
  const toggle = (key: string) =>
    setOpened((before) =>
      before.has(key) ? new Set([...before].filter((each) => each !== key)) : new Set([...before, key]),
    )
  const aside = isStill ? undefined : (
    <Select
      label={t('today.sort')}
      value={order}
      onChange={(next) => setOrder(pictureOrders.find((each) => each === next) ?? 'share')}
      options={pictureOrders.map((value) => ({ value, label: t(`today.sort.${value}`) }))}
    />
  )
  return (
    <Card isFlush title={t('today.matrix')} hint={isStill ? '' : t('today.matrix-hint')} aside={aside}>
      {groups.length === 0 ? (
        <EmptyState title={t('today.none')} />
      ) : (
        <div className="today-scroll">
          <table className="ui-plain-table today-matrix">
            <thead>
              <tr>
                <th>{t('today.prefecture')}</th>
                <th>{t('today.company')}</th>
                <th className="number">{t('today.open')}</th>
                <th className="number">{t('today.risk')}</th>
                <th className="number">{t('today.late')}</th>
                <th className="number">{t('today.share')}</th>
                <th className="number">{t('today.unassigned')}</th>
                <th className="number">{t('today.oldest')}</th>
                <th className="number">{t('today.rate')}</th>
                <th>{t('today.trend')}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <Rows
                  key={group.key}
                  group={group}
                  steps={picture.lateShareSteps}
                  query={{ ...query, prefecture: group.key }}
                  isOpen={opened.has(group.key)}
                  {...(isStill ? {} : { onToggle: () => toggle(group.key) })}
                  name={shortName(group.key)}
                  company={namesOf(group.rows)}
                  hours={hourlySum(picture.hourly, { ...filter, prefecture: group.key }, 'late')}
                  countyName={regionName}
                />
              ))}
            </tbody>
            <tfoot>
              {companies.map((group) => (
                <tr key={group.key}>
                  <td>{nameOf(group.key)}</td>
                  <td className="ink-2">
                    {t('today.prefectures', { count: new Set(group.rows.map((row) => row.prefecture)).size })}
                  </td>
                  <Numbers group={group} steps={picture.lateShareSteps} query={{ ...query, company: group.key }} />
                  <td>
                    {group.key !== NO_COMPANY && (
                      <Trend hours={hourlySum(picture.hourly, { ...filter, company: group.key }, 'late')} />
                    )}
                  </td>
                </tr>
              ))}
            </tfoot>
          </table>
        </div>
      )}
    </Card>
  )
}

/** Hours that were not recorded are left out: they are not zero. */
const Trend = ({ hours }: { readonly hours: readonly (number | null)[] }) => (
  <Sparkline values={hours.flatMap((value) => (value === null ? [] : [value]))} />
)

type RowsProps = {
  readonly group: Group
  readonly steps: readonly number[]
  readonly query: OrderSearch
  readonly isOpen: boolean
  readonly onToggle?: () => void
  readonly name: string
  readonly company: string
  readonly hours: readonly (number | null)[]
  readonly countyName: (code: string) => string
}

const Rows = ({ group, steps, query, isOpen, onToggle, name, company, hours, countyName }: RowsProps) => (
  <>
    <tr>
      <td>
        {onToggle ? (
          <button type="button" className="ui-open today-open" aria-expanded={isOpen} onClick={onToggle}>
            <Icon name={isOpen ? 'down' : 'right'} size={12} /> {name}
          </button>
        ) : (
          name
        )}
      </td>
      <td className="ink-2">{company}</td>
      <Numbers group={group} steps={steps} query={query} />
      <td>
        <Trend hours={hours} />
      </td>
    </tr>
    {isOpen &&
      sorted(
        groupBy(group.rows, (row) => row.county),
        'share',
      ).map((county) => (
        <tr key={county.key} className="today-county">
          <td>{countyName(county.key)}</td>
          <td />
          <Numbers group={county} steps={steps} query={{ ...query, county: county.key }} />
          <td />
        </tr>
      ))}
  </>
)

type NumbersProps = { readonly group: Group; readonly steps: readonly number[]; readonly query: OrderSearch }

/** Strength of colour is severity: bold red only where the map is darkest. */
const Numbers = ({ group: { sum }, steps, query }: NumbersProps) => {
  const [share, rate] = [lateShare(sum), onTimeShare(sum)]
  const isWorst = steps.length > 0 && rampStep(share, steps) === steps.length
  const late = sum.late === 0 ? '' : isWorst ? 'late strong' : 'late'
  return (
    <>
      <td className="number">{toOrders({ ...query, view: 'open' })(numberText(sum.open))}</td>
      <td className={`number ${sum.risk > 0 ? 'risk' : ''}`}>
        {toOrders({ ...query, view: 'risk' })(numberText(sum.risk))}
      </td>
      <td className={`number ${late}`}>{toOrders({ ...query, view: 'late' })(numberText(sum.late))}</td>
      <td className={`number ${isWorst ? late : ''}`}>{share === null ? '—' : percentText(share)}</td>
      <td className="number">{toOrders({ ...query, view: 'unassigned' })(numberText(sum.unassigned))}</td>
      <td className="number">{sum.late > 0 && sum.oldestDueAt ? <Remaining dueAt={sum.oldestDueAt} isCalm /> : '—'}</td>
      <td className="number">{rate === null ? '—' : percentText(rate)}</td>
    </>
  )
}
