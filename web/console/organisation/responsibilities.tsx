import { useMemo, useState } from 'react'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import type { ResponsibilityItem } from '#core/organisation/responsibility.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { Columns, Column as Side } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
import { handoverTexts } from './handover.text.ts'
import { HandoverDialog } from './handover-dialog.tsx'
import { Issues } from './issue-list.tsx'
import { useCompanyNames, useCompanyOptions, usePrefectureOptions, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import './organisation.css'
import { EditResponsibility, NewResponsibility } from './responsibility-dialog.tsx'
import { WhoIsResponsible } from './who-is-responsible.tsx'

const queryOf = (search: Search) => {
  const line = businessLines.find((each) => each === search.line)
  return {
    ...(search.region ? { region: search.region } : {}),
    ...(search.company ? { company: search.company } : {}),
    ...(line ? { line } : {}),
    ...(search.on ? { on: search.on } : {}),
  }
}

/** The table of responsibilities, what it leaves open or says twice, and whom it names for a place. */
export const Responsibilities = () => {
  const t = useText(organisationScreenTexts)
  const handover = useText(handoverTexts)
  const [search] = useFilters()
  const [open, setOpen] = useState<string | undefined>()
  const why = useMay('responsibilities.edit') ? undefined : t('organisation.add-why')
  const query = queryOf(search)
  const answer = useAnswer(organisationRoutes.responsibilities, { query })
  const row = answer.data?.items.find((each) => each.id === open)
  const close = () => setOpen(undefined)
  return (
    <Columns sides="2fr 1fr">
      <Side>
        <Card
          isFlush
          title={t('organisation.responsibilities')}
          aside={
            <>
              <Button isSmall why={why} onClick={() => setOpen('handover')}>
                {handover('handover.open')}
              </Button>
              <Button isSmall icon="plus" why={why} onClick={() => setOpen('new')}>
                {t('organisation.add')}
              </Button>
            </>
          }
        >
          <ListFilters />
          <Loaded query={answer} rows={10}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={t(Object.keys(query).length > 0 ? 'organisation.none-fits' : 'organisation.none')} />
              ) : (
                <List items={items} why={why} onOpen={setOpen} />
              )
            }
          </Loaded>
        </Card>
      </Side>
      <Side>
        <WhoIsResponsible />
        <Issues />
      </Side>
      {open === 'handover' && <HandoverDialog onClose={close} />}
      {open === 'new' && <NewResponsibility onClose={close} />}
      {row && <EditResponsibility key={row.id} row={row} onClose={close} />}
    </Columns>
  )
}

const ListFilters = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const prefectures = usePrefectureOptions()
  const companies = useCompanyOptions()
  const filters = useMemo(
    () => [
      {
        key: 'region',
        label: t('organisation.prefecture'),
        any: t('organisation.any-prefecture'),
        options: prefectures,
      },
      {
        key: 'line',
        label: t('organisation.line'),
        any: t('organisation.any-line'),
        options: businessLines.map((value) => ({ value, label: t(`organisation.${value}`) })),
      },
      { key: 'company', label: t('organisation.company'), any: t('organisation.any-company'), options: companies },
    ],
    [t, prefectures, companies],
  )
  return (
    <div className="row organisation-filters">
      <FilterSentence filters={filters} search={search} onChange={setSearch} />
      <DayInput
        aria-label={t('organisation.on')}
        value={search.on ?? ''}
        onChange={(on) => setSearch({ ...search, on })}
      />
      <span className="hint">{t(search.on ? 'organisation.on-hint' : 'organisation.on-any')}</span>
    </div>
  )
}

const List = ({
  items,
  why,
  onOpen,
}: {
  readonly items: readonly ResponsibilityItem[]
  readonly why: string | undefined
  readonly onOpen: (id: string) => void
}) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  return (
    <div className="organisation-table">
      <table className="ui-plain-table">
        <thead>
          <tr>
            <th>{t('organisation.region')}</th>
            <th>{t('organisation.line')}</th>
            <th>{t('organisation.company')}</th>
            <th className="number">{t('organisation.from')}</th>
            <th className="number">{t('organisation.to')}</th>
            <th>{t('organisation.by')}</th>
            <th>
              <span className="unseen">{t('organisation.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>{item.grid ? `${regionName(item.region)} ${item.grid.name}` : regionName(item.region)}</td>
              <td>{t(`organisation.${item.line}`)}</td>
              <td className="strong">{companyName(item.companyId)}</td>
              <td className="number">
                <DayOf day={item.effectiveFrom} />
              </td>
              <td className="number">
                {item.effectiveTo ? <DayOf day={item.effectiveTo} /> : t('organisation.open-end')}
              </td>
              <td className="ink-2">{item.createdByName}</td>
              <td className="number">
                <Button isSmall kind="quiet" why={why} onClick={() => onOpen(item.id)}>
                  {t('organisation.edit')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
