import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { wordingNames } from '#core/wording/names.text.ts'
import { type WordingFinding, wordingRoutes } from '#core/wording/wording.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { wordingScreenTexts } from './wording.text.ts'
import './wording.css'

const states = ['open', 'confirmed', 'dismissed', 'all'] as const
type State = (typeof states)[number]
const TONES = { minor: 'plain', major: 'risk', severe: 'late' } as const

/** Asks for the verdict and its reason. */
export const useVerdict = () => {
  const t = useText(wordingScreenTexts)
  const decide = useCommand(wordingRoutes.decideFinding, { changes: [wordingRoutes.findings], done: t('decided') })
  return async (finding: WordingFinding, verdict: 'confirmed' | 'dismissed') => {
    const params = { found: finding.found, author: finding.authorName, number: finding.number }
    const answer = await askConfirm({
      title: t(verdict === 'confirmed' ? 'confirm-title' : 'dismiss-title'),
      text: t(verdict === 'confirmed' ? 'confirm-text' : 'dismiss-text', params),
      action: t(verdict === 'confirmed' ? 'confirm' : 'dismiss'),
      reason: { label: t('reason'), minimum: 2 },
    })
    if (answer) await decide.run({ params: { id: finding.id }, body: { verdict, reason: answer.reason } })
  }
}

/** What was written, with the word marked in it. */
export const Excerpt = ({ finding }: { readonly finding: WordingFinding }) => (
  <span lang="zh-CN">
    {finding.excerpt.slice(0, finding.from)}
    <mark className="wording-hit">{finding.excerpt.slice(finding.from, finding.to)}</mark>
    {finding.excerpt.slice(finding.to)}
  </span>
)

/** 服务忌语发现: what staff wrote, for quality to confirm or dismiss; a dismissed one counts for nothing. */
export const FindingsScreen = () => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const [search, setSearch] = useFilters()
  const state: State = states.find((each) => each === search.state) ?? 'open'
  const pages = usePages(wordingRoutes.findings, { query: { state, ...(search.order ? { order: search.order } : {}) } })
  useLiveRefresh(['wording.found'], [wordingRoutes.findings])
  const verdict = useVerdict()
  const columns = useMemo<readonly Column<WordingFinding>[]>(
    () => [
      {
        key: 'severity',
        title: t('severity'),
        width: 84,
        isFixed: true,
        cell: (row) => <StateTag tone={TONES[row.severity]}>{names(`severity.${row.severity}`)}</StateTag>,
      },
      { key: 'class', title: t('class'), width: 90, cell: (row) => names(`class.${row.class}`) },
      { key: 'excerpt', title: t('finding-where'), width: 260, grow: 2, cell: (row) => <Excerpt finding={row} /> },
      {
        key: 'author',
        title: t('finding-author'),
        width: 150,
        cell: (row) => (
          <>
            {row.authorName} <span className="hint">{row.companyName}</span>
          </>
        ),
      },
      {
        key: 'order',
        title: t('finding-order'),
        width: 130,
        cell: (row) => (
          <Link to="/orders/$number" params={{ number: row.number }}>
            {row.number}
          </Link>
        ),
      },
      { key: 'at', title: t('finding-at'), width: 120, cell: (row) => <When at={row.at} /> },
      {
        key: 'verdict',
        title: t('finding-verdict'),
        width: 180,
        isFixed: true,
        cell: (row) =>
          row.verdict ? (
            <span data-tip={row.reason ?? ''}>
              <StateTag tone={row.verdict === 'confirmed' ? 'risk' : 'plain'} isBare>
                {t(`verdict.${row.verdict}`)}
              </StateTag>{' '}
              <span className="hint">{row.decidedByName}</span>
            </span>
          ) : (
            <span className="row">
              <Button isSmall onClick={() => void verdict(row, 'confirmed')}>
                {t('confirm')}
              </Button>
              <Button isSmall kind="quiet" onClick={() => void verdict(row, 'dismissed')}>
                {t('dismiss')}
              </Button>
            </span>
          ),
      },
    ],
    [t, names, verdict],
  )
  return (
    <Page
      title={t('findings')}
      isFilled
      isLive
      updatedAt={pages.updatedAt}
      filters={
        <Segments
          label={t('findings-state')}
          value={state}
          onChange={(next) => setSearch(next === 'open' ? {} : { state: next })}
          choices={states.map((value) => ({ value, label: t(`findings-${value}`) }))}
        />
      }
    >
      <DataTable
        name="wording-findings"
        label={t('findings')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        empty={<EmptyState icon="done" title={t('findings-none')} text={t('findings-none-text')} />}
      />
    </Page>
  )
}
