import { useState } from 'react'
import type { Picture, PictureRow } from '#core/insight/insight.contract.ts'
import { type Group, groupBy, hourlySum, lateShare, onTimeShare, sorted, sumOf } from '#core/insight/picture.rules.ts'
import { useCompanyNames, useRegionNames, useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { numberText, percentText } from '#web/ui/number.ts'
import { Sparkline } from '#web/ui/sparkline.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining } from '#web/ui/when.tsx'
import { toOrders } from './to-orders.tsx'
import { todayTexts } from './today.text.ts'

type Search = Readonly<Record<string, string>>

/** Prefectures with their contractors, the worst first; each opens into its counties. */
export const Matrix = ({ picture }: { readonly picture: Picture }) => {
  const t = useText(todayTexts)
  const regionName = useRegionNames()
  const shortName = useShortNames()
  const companyName = useCompanyNames()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const groups = sorted(
    groupBy(picture.rows, (row) => row.prefecture),
    'share',
  )
  const companies = sorted(
    groupBy(picture.rows, (row) => row.companyId ?? ''),
    'share',
  )
  const namesOf = (rows: readonly PictureRow[]) =>
    [...new Set(rows.flatMap((row) => (row.companyId ? [companyName(row.companyId)] : [])))].join('、') ||
    t('today.nobody')
  const toggle = (key: string) =>
    setOpened((before) =>
      before.has(key) ? new Set([...before].filter((each) => each !== key)) : new Set([...before, key]),
    )
  return (
    <Card isFlush title={t('today.matrix')} hint={t('today.matrix-hint')}>
      {groups.length === 0 ? (
        <EmptyState title={t('today.none')} />
      ) : (
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
              <th />
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Rows
                key={group.key}
                group={group}
                isOpen={opened.has(group.key)}
                onToggle={() => toggle(group.key)}
                name={shortName(group.key)}
                company={namesOf(group.rows)}
                hours={hourlySum(picture.hourly, { prefecture: group.key }, 'late')}
                countyName={regionName}
              />
            ))}
          </tbody>
          <tfoot>
            {companies.map((group) => (
              <tr key={group.key}>
                <td>{group.key ? companyName(group.key) : t('today.nobody')}</td>
                <td />
                <Numbers group={group} search={group.key ? { company: group.key } : {}} />
                <td />
              </tr>
            ))}
          </tfoot>
        </table>
      )}
    </Card>
  )
}

type RowsProps = {
  readonly group: Group
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly name: string
  readonly company: string
  readonly hours: readonly (number | null)[]
  readonly countyName: (code: string) => string
}

const Rows = ({ group, isOpen, onToggle, name, company, hours, countyName }: RowsProps) => (
  <>
    <tr>
      <td>
        <button type="button" className="ui-open today-open" aria-expanded={isOpen} onClick={onToggle}>
          <Icon name={isOpen ? 'down' : 'right'} size={12} /> {name}
        </button>
      </td>
      <td className="ink-2">{company}</td>
      <Numbers group={group} search={{ prefecture: group.key }} />
      <td>
        <Sparkline values={hours.map((value) => value ?? 0)} />
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
          <Numbers group={county} search={{ prefecture: group.key, county: county.key }} />
          <td />
        </tr>
      ))}
  </>
)

const Numbers = ({ group, search }: { readonly group: Group; readonly search: Search }) => {
  const sum = sumOf(group.rows)
  const share = lateShare(sum)
  const rate = onTimeShare(sum)
  return (
    <>
      <td className="number strong">{toOrders({ ...search, view: 'open' })(numberText(sum.open))}</td>
      <td className="number risk">{toOrders({ ...search, view: 'risk' })(numberText(sum.risk))}</td>
      <td className="number late strong">{toOrders({ ...search, view: 'late' })(numberText(sum.late))}</td>
      <td className="number">{share === null ? '—' : percentText(share)}</td>
      <td className="number">{toOrders({ ...search, view: 'unassigned' })(numberText(sum.unassigned))}</td>
      <td className="number">{sum.late > 0 && sum.oldestDueAt ? <Remaining dueAt={sum.oldestDueAt} isCalm /> : '—'}</td>
      <td className="number">{rate === null ? '—' : percentText(rate)}</td>
    </>
  )
}
