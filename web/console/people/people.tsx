import { useMemo } from 'react'
import { peopleRoutes, type StaffItem, staffCertificateStates } from '#core/people/people.contract.ts'
import { peopleTexts } from '#core/people/people.text.ts'
import { ImportButton } from '#web/console/import/import-button.tsx'
import {
  useCompanyNames,
  useCompanyOptions,
  usePrefectureOptions,
  useRegionNames,
} from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { CERTIFICATE_TONES } from './certificates.tsx'
import { peopleScreenTexts } from './people-screen.text.ts'
import { NewPerson } from './person-form.tsx'
import { PersonPanel } from './person-panel.tsx'

/** No staff number is a single plus. */
const NEW = '+'
const statuses = ['active', 'left', 'suspended'] as const

/** Who works for whom, at which post, and with which certificates. */
export const PeopleScreen = () => {
  const t = useText(peopleScreenTexts)
  const [search, setSearch] = useFilters()
  const filters = usePeopleFilters()
  const query = queryOfSearch(search)
  const pages = usePages(peopleRoutes.staff, { query })
  useLiveRefresh(['import.', 'staff.'], [peopleRoutes.staff])
  const columns = useColumns()
  const mayEdit = useMay('people.edit')
  const open = search.open
  return (
    <Page
      title={t('people.title')}
      isFilled
      filters={<FilterSentence filters={filters} search={search} onChange={setSearch} />}
    >
      <DataTable
        name="people"
        label={t('people.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.number}
        onOpen={(row) => setSearch({ ...search, open: row.number })}
        openKey={open}
        empty={
          Object.keys(query).length > 0 ? (
            <EmptyState icon="search" title={t('people.none')} />
          ) : (
            <EmptyState icon="people" title={t('people.empty')} text={t('people.empty-text')} />
          )
        }
        head={
          <SearchInput
            label={t('people.search')}
            value={search.q ?? ''}
            onChange={(q) => setSearch({ ...search, q })}
          />
        }
        tools={
          <>
            <Button
              icon="plus"
              why={mayEdit ? undefined : t('people.edit-why')}
              onClick={() => setSearch({ ...search, open: NEW })}
            >
              {t('people.add')}
            </Button>
            <ImportButton kind="staff" permission="people.import" />
          </>
        }
      />
      {open === NEW && <NewPerson onClose={() => setSearch({ ...search, open: '' })} />}
      {open && open !== NEW && <PersonPanel number={open} onClose={() => setSearch({ ...search, open: '' })} />}
    </Page>
  )
}

const queryOfSearch = (search: Search) => {
  const status = statuses.find((each) => each === search.status)
  const certificate = staffCertificateStates.find((each) => each === search.certificate)
  return {
    ...(search.q?.trim() ? { q: search.q.trim() } : {}),
    ...(search.prefecture ? { prefecture: search.prefecture } : {}),
    ...(search.company ? { company: search.company } : {}),
    ...(status ? { status } : {}),
    ...(certificate ? { certificate } : {}),
  }
}

const usePeopleFilters = () => {
  const t = useText(peopleScreenTexts)
  const prefectures = usePrefectureOptions()
  const companies = useCompanyOptions()
  return useMemo(
    () => [
      { key: 'prefecture', label: t('people.prefecture'), any: t('people.any-prefecture'), options: prefectures },
      { key: 'company', label: t('people.company'), any: t('people.any-company'), options: companies },
      {
        key: 'certificate',
        label: t('people.certificates'),
        any: t('people.any-certificate'),
        options: staffCertificateStates.map((value) => ({ value, label: t(`people.certificate.${value}`) })),
      },
      {
        key: 'status',
        label: t('people.status'),
        any: t('people.any-status'),
        options: statuses.map((value) => ({ value, label: t(`people.status.${value}`) })),
      },
    ],
    [t, prefectures, companies],
  )
}

const useColumns = () => {
  const t = useText(peopleScreenTexts)
  const post = useText(peopleTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  return useMemo<readonly Column<StaffItem>[]>(
    () => [
      {
        key: 'number',
        title: t('people.number'),
        width: 110,
        isFixed: true,
        cell: (row) => <span className="number">{row.number}</span>,
      },
      { key: 'name', title: t('people.name'), width: 100, cell: (row) => <span className="clip">{row.name}</span> },
      { key: 'post', title: t('people.post'), width: 150, cell: (row) => post(`people.post.${row.post}`) },
      { key: 'company', title: t('people.company'), width: 120, cell: (row) => companyName(row.companyId) },
      {
        key: 'station',
        title: t('people.station'),
        width: 160,
        grow: 1,
        cell: (row) => <span className="clip">{row.stationName ?? '—'}</span>,
      },
      {
        key: 'place',
        title: t('people.place'),
        width: 160,
        cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
      },
      {
        key: 'phone',
        title: t('people.phone'),
        width: 130,
        cell: (row) => <span className="number">{row.phone ?? '—'}</span>,
      },
      {
        key: 'certificates',
        title: t('people.certificates'),
        width: 130,
        cell: (row) => (
          <StateTag tone={CERTIFICATE_TONES[row.certificateState]} isBare>
            {t(`people.certificate.${row.certificateState}`)}
            {row.certificates.length > 0 && <span className="ink-2"> · {row.certificates.length}</span>}
          </StateTag>
        ),
      },
      {
        key: 'status',
        title: t('people.status'),
        width: 90,
        cell: (row) => (
          <StateTag tone={row.status === 'active' ? 'plain' : 'paused'} isBare>
            {t(`people.status.${row.status}`)}
          </StateTag>
        ),
      },
    ],
    [t, post, regionName, companyName],
  )
}
