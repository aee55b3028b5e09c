import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type ResourceChange, resourceChangeRoutes, resourceStates } from '#core/visits/resource-change.ts'
import { resourceNames } from '#core/visits/visits.text.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import { Page } from '#web/ui/page.tsx'
import { useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'

const TONES = { reported: 'paused', entered: 'fine', rejected: 'risk' } as const

/** What engineers found changed on site, the tightest first: entered into the ledger, or rejected with a reason. */
export const ResourceChangesScreen = () => {
  const t = useText(resourceNames)
  const [search, setSearch] = useFilters()
  const state = resourceStates.find((each) => each === search.state) ?? 'reported'
  const pages = usePages(resourceChangeRoutes.list, { query: { state } })
  const answer = useCommand(resourceChangeRoutes.answer, {
    changes: [resourceChangeRoutes.list],
    done: t('resource.done'),
  })
  const mayAnswer = useMay('network.edit')
  const columns = useMemo<readonly Column<ResourceChange>[]>(() => {
    const enter = async (id: string) => {
      const asked = { title: t('resource.enter'), text: t('resource.enter-text'), action: t('resource.enter') }
      if (await askConfirm(asked)) await answer.run({ params: { id }, body: { outcome: 'entered' } })
    }
    const reject = async (id: string) => {
      const given = await askConfirm({
        title: t('resource.reject'),
        action: t('resource.reject'),
        reason: { minimum: 2 },
      })
      if (given?.reason) await answer.run({ params: { id }, body: { outcome: 'rejected', reason: given.reason } })
    }
    return [
      {
        key: 'order',
        title: t('resource.order'),
        width: 150,
        cell: (row) => (
          <Link to="/orders/$number" params={{ number: row.orderNumber }}>
            {row.orderNumber}
          </Link>
        ),
      },
      { key: 'account', title: t('resource.account'), width: 140, cell: (row) => row.account ?? '' },
      { key: 'kind', title: t('resource.what'), width: 80, cell: (row) => t(`resource-kind.${row.change.kind}`) },
      { key: 'change', title: t('resource.change'), width: 320, grow: 1, cell: (row) => changeText(row) },
      { key: 'by', title: t('resource.by'), width: 90, cell: (row) => row.reportedByName },
      {
        key: 'due',
        title: t('resource.due'),
        width: 150,
        cell: (row) => (
          <>
            <When at={row.dueAt} /> {row.isLate && <StateTag tone="late">{t('resource.late')}</StateTag>}
          </>
        ),
      },
      {
        key: 'state',
        title: t('resource.state'),
        width: 200,
        cell: (row) =>
          row.state === 'reported' && mayAnswer ? (
            <span className="row">
              <Button isSmall onClick={() => void enter(row.id)}>
                {t('resource.enter')}
              </Button>
              <Button isSmall kind="quiet" onClick={() => void reject(row.id)}>
                {t('resource.reject')}
              </Button>
            </span>
          ) : (
            <StateTag tone={TONES[row.state]} tip={row.reason ?? undefined}>
              {t(`resource-state.${row.state}`)}
            </StateTag>
          ),
      },
    ]
  }, [t, mayAnswer, answer.run])
  const filters = [
    {
      key: 'state',
      label: t('resource.state'),
      any: t('resource-state.reported'),
      options: (['entered', 'rejected'] as const).map((value) => ({ value, label: t(`resource-state.${value}`) })),
    },
  ]
  return (
    <Page
      title={t('resource.title')}
      isFilled
      updatedAt={pages.updatedAt}
      filters={<FilterSentence filters={filters} search={search} onChange={setSearch} />}
    >
      <DataTable
        name="resource-changes"
        label={t('resource.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        empty={<EmptyState icon="swap" title={t('resource.none')} text={t('resource.none-text')} />}
      />
    </Page>
  )
}

const changeText = ({ change }: ResourceChange): string => {
  const { boxCode, portBefore, portAfter, fibre, terminalSerial, note } = change
  const ports = portBefore || portAfter ? `${portBefore ?? '?'} → ${portAfter ?? '?'}` : undefined
  return [boxCode, ports, fibre, terminalSerial, note].filter(Boolean).join(' · ')
}
