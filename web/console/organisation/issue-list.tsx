import type { ReplyOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { listed } from '#web/ui/language.ts'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
import { useCompanyNames, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import './organisation.css'

type Issue = ReplyOf<typeof organisationRoutes.issues>['items'][number]

/** Where nobody or more than one company is responsible, each with its days. */
export const IssueList = ({
  items,
  isEnded = false,
}: {
  readonly items: readonly Issue[]
  readonly isEnded?: boolean
}) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  return (
    <ul className="organisation-issues">
      {items.map((issue) => (
        <li key={`${issue.region} ${issue.gridId ?? ''} ${issue.line} ${issue.from} ${issue.kind}`}>
          <StateTag tone={isEnded ? 'fine' : 'late'} isBare>
            {isEnded ? t('organisation.ended') : t(`organisation.${issue.kind}`)}
          </StateTag>
          <span>
            {regionName(issue.region)} · {t(`organisation.${issue.line}`)}
            {isEnded && ` · ${t(`organisation.${issue.kind}`)}`}
            {issue.companies.length > 0 && ` · ${listed(issue.companies.map(companyName))}`}
          </span>
          <span className="ink-2 number">
            <DayOf day={issue.from} />–<DayOf day={issue.to} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Gaps and overlaps of the year ahead, so that they are mended before a fault falls into them. */
export const Issues = () => {
  const t = useText(organisationScreenTexts)
  const answer = useAnswer(organisationRoutes.issues, { query: {} })
  return (
    <Card title={t('organisation.issues')}>
      <Loaded query={answer} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <StateTag tone="fine">{t('organisation.issues-none')}</StateTag>
          ) : (
            <IssueList items={items} />
          )
        }
      </Loaded>
    </Card>
  )
}
