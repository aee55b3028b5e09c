import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { outcomeRoutes } from '#core/appointments/outcomes.contract.ts'
import { exits, type VisitFactKind } from '#core/appointments/outcomes.ts'
import type { QueryOf } from '#core/contract.ts'
import { isDay } from '#core/time.ts'
import { useCompanyNames, useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card, CardRow } from '#web/ui/card.tsx'
import { DayRangeInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { numberText, percentText } from '#web/ui/number.ts'
import { Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { appointmentScreenTexts } from './appointments.text.ts'
import './appointments.css'

type CasesQuery = QueryOf<typeof outcomeRoutes.cases>
const shown: readonly VisitFactKind[] = ['agreed', ...exits]

/** Exits for late orders by engineer or contractor: a rate far above the colleagues' is marked, each figure opens its orders. */
export const OutcomesScreen = () => {
  const t = useText(appointmentScreenTexts)
  const companyName = useCompanyNames()
  const [search, setSearch] = useFilters()
  const [asked, setAsked] = useState<{ readonly title: string; readonly query: CasesQuery } | undefined>(undefined)
  const by = search.by === 'company' ? 'company' : 'staff'
  const days = {
    ...(search.from && isDay(search.from) ? { from: search.from } : {}),
    ...(search.to && isDay(search.to) ? { to: search.to } : {}),
  }
  const answer = useAnswer(outcomeRoutes.rates, { query: { ...days, by } })
  return (
    <Page
      title={t('outcomes')}
      updatedAt={answer.dataUpdatedAt}
      filters={
        <span className="row">
          <Segments
            label={t('outcomes-by')}
            value={by}
            onChange={(value) => setSearch({ ...search, by: value })}
            choices={[
              { value: 'staff', label: t('outcomes-staff') },
              { value: 'company', label: t('outcomes-company') },
            ]}
          />
          <DayRangeInput
            label={t('outcomes-days')}
            from={answer.data?.from ?? ''}
            to={answer.data?.to ?? ''}
            onChange={(from, to) => setSearch({ ...search, from, to })}
          />
        </span>
      }
    >
      <Loaded query={answer} rows={8}>
        {({ rows, factor }) => (
          <Card title={t('outcomes')} hint={t('outcomes-hint', { factor })} isFlush>
            {rows.length === 0 ? (
              <EmptyState icon="phone" title={t('outcomes-none')} />
            ) : (
              <div className="capacity-scroll">
                <table className="ui-plain-table">
                  <thead>
                    <tr>
                      <th>{t(by === 'staff' ? 'outcomes-staff' : 'outcomes-company')}</th>
                      {by === 'staff' && <th>{t('company')}</th>}
                      <th className="number">{t('outcomes-total')}</th>
                      {shown.map((kind) => (
                        <th key={kind} className="number">
                          {t(`fact.${kind}`)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.key}>
                        <td>{row.name}</td>
                        {by === 'staff' && (
                          <td className="ink-2">{row.companyId ? companyName(row.companyId) : '—'}</td>
                        )}
                        <td className="number">{numberText(row.total)}</td>
                        {shown.map((kind) => {
                          const count = row.counts[kind] ?? 0
                          const isFar = row.far.some((each) => each === kind)
                          const whose = by === 'staff' ? { staff: row.key } : { company: row.key }
                          return (
                            <td key={kind} className="number">
                              {count === 0 ? (
                                <span className="ink-2">{numberText(0)}</span>
                              ) : (
                                <button
                                  type="button"
                                  className={`outcome-figure${isFar ? ' late strong' : ''}`}
                                  data-tip={isFar ? t('outcomes-far') : undefined}
                                  onClick={() =>
                                    setAsked({
                                      title: `${row.name} · ${t(`fact.${kind}`)}`,
                                      query: { ...days, kind, ...whose },
                                    })
                                  }
                                >
                                  {isFar && <Icon name="alert" size={14} label={t('outcomes-far')} />}
                                  {numberText(count)} <small>{percentText(count / row.total)}</small>
                                </button>
                              )}
                            </td>
                          )
                        })}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Card>
        )}
      </Loaded>
      {asked && <Cases {...asked} onClose={() => setAsked(undefined)} />}
    </Page>
  )
}

const Cases = ({
  title,
  query,
  onClose,
}: {
  readonly title: string
  readonly query: CasesQuery
  readonly onClose: () => void
}) => {
  const t = useText(appointmentScreenTexts)
  const regionName = useRegionNames()
  const answer = useAnswer(outcomeRoutes.cases, { query })
  return (
    <Dialog title={title} size="side" onClose={onClose}>
      <Loaded query={answer} rows={4}>
        {({ items }) => (
          <>
            {items.map((row) => (
              <CardRow
                key={row.id}
                icon="orders"
                title={
                  <Link to="/orders/$number" params={{ number: row.number }}>
                    {row.number}
                  </Link>
                }
                text={[
                  regionName(row.county),
                  row.byName,
                  ...(row.minutes === null ? [] : [t('outcomes-minutes', { minutes: row.minutes })]),
                ].join(' · ')}
                end={<When at={row.at} />}
              />
            ))}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
