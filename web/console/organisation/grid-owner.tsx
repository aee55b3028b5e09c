import { useState } from 'react'
import { type GridItem, organisationRoutes } from '#core/organisation/organisation.contract.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { peopleRoutes } from '#core/people/people.contract.ts'
import { peopleTexts } from '#core/people/people.text.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Select } from '#web/ui/inputs.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
import { organisationScreenTexts } from './organisation-screen.text.ts'

/** Who looks after the grid for one line (包片), since when, and somebody else from today on. */
export const GridOwner = ({ row, line }: { readonly row: GridItem; readonly line: BusinessLine }) => {
  const t = useText(organisationScreenTexts)
  const post = useText(peopleTexts)
  const mayEdit = useMay('organisation.edit')
  const [isChoosing, setIsChoosing] = useState(false)
  const [q, setQ] = useState('')
  const people = useAnswer(
    peopleRoutes.staff,
    { query: { county: row.county, status: 'active', limit: 100, ...(q.trim() ? { q: q.trim() } : {}) } },
    { isOn: isChoosing },
  )
  const set = useCommand(organisationRoutes.setGridOwner, {
    changes: [organisationRoutes.grids],
    done: t('organisation.owner-set'),
    onDone: () => setIsChoosing(false),
  })
  const owner = row.owners.find((each) => each.line === line)
  const choose = async (staffId: string | null) => {
    const name = people.data?.items.find((each) => each.id === staffId)?.name
    const why = await askConfirm({
      title: name ? t('organisation.owner-from-today', { name }) : t('organisation.owner-nobody'),
      text: t('organisation.owner-from-today-text'),
      action: t('organisation.owner-change'),
      reason: { minimum: 2 },
    })
    if (why)
      await set.run({ params: { id: row.id }, body: { line, staffId, version: row.version, reason: why.reason } })
  }
  return (
    <Card
      title={t(`organisation.owner.${line}`)}
      aside={
        <Button
          isSmall
          isBusy={set.isRunning}
          why={mayEdit ? undefined : t('organisation.edit-why')}
          onClick={() => setIsChoosing(!isChoosing)}
        >
          {t('organisation.owner-change')}
        </Button>
      }
    >
      <div className="stack">
        {owner ? (
          <p>
            <span className="strong">{owner.staffName}</span>{' '}
            <span className="ink-2">
              {t('organisation.owner-since')} <DayOf day={owner.effectiveFrom} />
            </span>
          </p>
        ) : (
          <p className="risk">{t('organisation.no-owner-text')}</p>
        )}
        {isChoosing && (
          <div className="row">
            <Select
              value=""
              onChange={(staffId) => void choose(staffId)}
              label={t(`organisation.owner.${line}`)}
              placeholder={t('organisation.owner-choose')}
              onSearch={setQ}
              isLoading={people.isFetching}
              options={(people.data?.items ?? []).map((each) => ({
                value: each.id,
                label: each.name,
                hint: `${post(`people.post.${each.post}`)} · ${each.number}`,
              }))}
            />
            {owner && (
              <Button isSmall kind="quiet" onClick={() => void choose(null)}>
                {t('organisation.owner-nobody')}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}
