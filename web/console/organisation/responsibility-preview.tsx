import type { QueryOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { IssueList } from './issue-list.tsx'
import { organisationScreenTexts } from './organisation-screen.text.ts'

export type Entry = QueryOf<typeof organisationRoutes.previewResponsibility>

/** 存好以后: which gaps and overlaps the entry makes, ends or leaves as they are. */
export const ResponsibilityPreview = ({ entry }: { readonly entry: Entry | undefined }) => {
  const t = useText(organisationScreenTexts)
  return (
    <section className="stack organisation-preview" aria-label={t('organisation.after-saving')}>
      <p className="strong">{t('organisation.after-saving')}</p>
      {entry ? <Consequences entry={entry} /> : <p className="ink-2">{t('organisation.after-saving-wait')}</p>}
    </section>
  )
}

const Consequences = ({ entry }: { readonly entry: Entry }) => {
  const t = useText(organisationScreenTexts)
  const answer = useAnswer(organisationRoutes.previewResponsibility, { query: entry })
  return (
    <Loaded query={answer} rows={2}>
      {({ made, ended, issues }) => {
        const left = issues.length - made.length
        return (
          <>
            {made.length > 0 && <IssueList items={made} />}
            {ended.length > 0 && <IssueList items={ended} isEnded />}
            {issues.length === 0 && <StateTag tone="fine">{t('organisation.after-saving-fine')}</StateTag>}
            {left > 0 && <p className="ink-2">{t('organisation.after-saving-left', { count: left })}</p>}
          </>
        )
      }}
    </Loaded>
  )
}
