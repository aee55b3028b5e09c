import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { capacityRoutes } from '#core/appointments/capacity.contract.ts'
import { dayOf, isDay } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { useCompanyNames, useCountyOptions } from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card, CardRow } from '#web/ui/card.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { useNow, When } from '#web/ui/when.tsx'
import { appointmentScreenTexts } from './appointments.text.ts'
import { Blackouts } from './blackouts.tsx'
import { CapacityDialog, type CapacityTarget } from './capacity-dialog.tsx'
import { CapacityGrid } from './capacity-grid.tsx'
import './appointments.css'

const visited = orderKinds.slice(0, 7)

/** A county's windows of the coming days: how much is promised of how much, and what managers set. */
export const CapacityScreen = () => {
  const [t, names] = [useText(appointmentScreenTexts), useText(orderNames)]
  const [search, setSearch] = useFilters()
  const [target, setTarget] = useState<CapacityTarget | undefined>(undefined)
  const counties = useCountyOptions([])
  const companyName = useCompanyNames()
  const mayEdit = useMay('appointments.edit')
  const today = dayOf(useNow())
  const county = search.county ?? counties[0]?.value ?? ''
  const from = search.from && isDay(search.from) ? search.from : undefined
  const kind = orderKinds.find((each) => each === search.kind)
  const query = {
    county,
    ...(from ? { from } : {}),
    ...(search.company ? { company: search.company } : {}),
    ...(kind ? { kind } : {}),
  }
  const answer = useAnswer(capacityRoutes.grid, { query }, { isOn: county !== '', everySeconds: 60 })
  useLiveRefresh(['workOrder.appointed', 'workOrder.rescheduled', 'workOrder.contacted'], [capacityRoutes.grid])
  const companies = answer.data?.companies ?? []
  const filters = [
    { key: 'county', label: t('county'), any: t('county'), options: counties },
    ...(answer.data?.editableCompany === null
      ? [
          {
            ...{ key: 'company', label: t('company'), any: t('company-any') },
            options: companies.map((value) => ({ value, label: companyName(value) })),
          },
        ]
      : []),
    {
      ...{ key: 'kind', label: t('kind'), any: t('kind-any') },
      options: visited.map((value) => ({ value, label: names(`kind.${value}`) })),
    },
  ]
  const company = answer.data?.editableCompany ?? search.company
  return (
    <Page
      title={t('title')}
      updatedAt={answer.dataUpdatedAt}
      filters={
        <span className="row">
          <FilterSentence filters={filters} search={{ ...search, county }} onChange={setSearch} />
          <DayInput
            aria-label={t('from')}
            value={from ?? today}
            min={today}
            onChange={(day) => setSearch({ ...search, from: day === today ? '' : day })}
          />
        </span>
      }
    >
      <p>
        <Link to="/capacity/outcomes">{t('outcomes-open')}</Link>
      </p>
      <Columns sides="minmax(0, 3fr) minmax(280px, 1fr)">
        <Column>
          <Loaded query={answer} rows={6}>
            {(data) => (
              <Card title={t('title')} hint={t('grid-hint')} isFlush>
                <CapacityGrid data={data} onOpen={mayEdit ? setTarget : undefined} />
              </Card>
            )}
          </Loaded>
        </Column>
        <Column>
          {answer.data && <Blackouts rows={answer.data.blackouts} county={county} />}
          {answer.data && (
            <Card title={t('history')} isFlush>
              {answer.data.history.length === 0 && <EmptyState icon="history" title={t('history-none')} />}
              {answer.data.history.map((row) => (
                <CardRow
                  key={row.id}
                  title={row.what}
                  text={`${row.reason} · ${row.byName}`}
                  end={<When at={row.at} />}
                />
              ))}
            </Card>
          )}
        </Column>
      </Columns>
      {target && answer.data && (
        <CapacityDialog
          target={target}
          county={county}
          company={company}
          kind={kind}
          workMinutes={answer.data.workMinutes}
          onClose={() => setTarget(undefined)}
        />
      )}
    </Page>
  )
}
