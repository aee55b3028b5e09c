import { useMemo } from 'react'
import { insightRoutes } from '#core/insight/insight.contract.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'

const EVERY_SECONDS = 30

/** The picture, kept fresh by events and, should the line break, by asking. */
export const usePicture = () => {
  const { today, alarms, indices, points } = insightRoutes
  useLiveRefresh(['workOrder.'], [today, alarms, points])
  useLiveRefresh(['workOrder.archived', 'parameter.'], [indices])
  return useAnswer(today, {}, { everySeconds: EVERY_SECONDS })
}

/** What of the picture the address asks for. */
export const filterIn = ({ prefecture, company, line }: Search): PictureFilter => ({
  ...(prefecture ? { prefecture } : {}),
  ...(company ? { company } : {}),
  ...(businessLines.some((each) => each === line) ? { line: line as PictureFilter['line'] } : {}),
})

/** The filter, its words for links to the orders, and the address to change it. */
export const usePictureFilter = () => {
  const [search, setSearch] = useFilters()
  const filter = useMemo(() => filterIn(search), [search])
  const query = useMemo(() => Object.fromEntries(Object.entries(filter)) as Readonly<Record<string, string>>, [filter])
  return { search, setSearch, filter, query }
}
