import { Link } from '@tanstack/react-router'
import { rowsFor } from '#core/insight/picture.rules.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { useCompanyOptions, usePrefectureOptions } from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { FilterSentence } from '#web/ui/filter-sentence.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Alarms } from './alarms.tsx'
import { Figures } from './figures.tsx'
import { Indices } from './indices.tsx'
import { LateMap } from './late-map.tsx'
import { Matrix } from './matrix.tsx'
import { MonthOnTime } from './month-on-time.tsx'
import { usePicture, usePictureFilter } from './picture.queries.ts'
import { todayTexts } from './today.text.ts'
import './today.css'

/** What is open, late and unassigned by prefecture and contractor, now; every number leads to its orders. */
export const TodayScreen = () => {
  const t = useText(todayTexts)
  const answer = usePicture()
  const { search, setSearch, filter, query } = usePictureFilter()
  const mayCount = useMay('figures.read')
  const filters = useFilterOptions(answer.data?.rows ?? [])
  return (
    <Page
      title={t('today.title')}
      isLive
      updatedAt={answer.dataUpdatedAt}
      filters={
        <>
          <FilterSentence filters={filters} search={search} onChange={setSearch} />
          <Link to="/wall" search={query as never} className="today-wall" data-tip={t('today.wall')}>
            <Icon name="screen" label={t('today.wall')} />
          </Link>
        </>
      }
    >
      <Loaded query={answer} rows={12}>
        {(picture) => {
          const rows = rowsFor(picture.rows, filter)
          const shown = { picture, rows, filter, query }
          return (
            <div className="today-columns">
              <Figures {...shown} />
              <Columns sides="5fr 3fr">
                <Column>
                  <Matrix {...shown} />
                  {mayCount && <Indices filter={filter} />}
                </Column>
                <Column>
                  <LateMap {...shown} />
                  <Alarms filter={filter} />
                  {mayCount && <MonthOnTime filter={filter} />}
                </Column>
              </Columns>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Only what the reader sees more than one of is worth choosing from. */
const useFilterOptions = (rows: readonly { readonly prefecture: string; readonly companyId: string | null }[]) => {
  const t = useText(todayTexts)
  const prefectures = usePrefectureOptions().filter(({ value }) => rows.some((row) => row.prefecture === value))
  const companies = useCompanyOptions().filter(({ value }) => rows.some((row) => row.companyId === value))
  return [
    { key: 'prefecture', label: t('today.prefecture'), any: t('today.any-prefecture'), options: prefectures },
    {
      key: 'line',
      label: t('today.line'),
      any: t('today.any-line'),
      options: businessLines.map((value) => ({ value, label: t(`today.line.${value}`) })),
    },
    { key: 'company', label: t('today.company'), any: t('today.any-company'), options: companies },
  ].filter(({ key, options }) => options.length > 1 || key === 'line')
}
