import { useState } from 'react'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf, When } from '#web/ui/when.tsx'
import { Difference } from './difference.tsx'
import type { Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'

const TONES = { inForce: 'fine', upcoming: 'risk', past: 'plain', withdrawn: 'paused' } as const

/** What was published, by whom, from when, why, and who read its forbidden words. */
export const VersionsView = ({ versions }: { readonly versions: Versions }) => {
  const t = useText(wordingScreenTexts)
  const may = useMay('wording.edit')
  const [open, setOpen] = useState<number | undefined>(undefined)
  const withdraw = useCommand(wordingRoutes.withdraw, { changes: [wordingRoutes.versions], done: t('withdrawn') })
  const takeBack = async (version: number) => {
    const sure = await askConfirm({
      title: t('withdraw'),
      text: t('withdraw-text', { version }),
      action: t('withdraw'),
      reason: { label: t('reason'), minimum: 2 },
    })
    if (sure) await withdraw.run({ params: { version }, body: { reason: sure.reason } })
  }
  return (
    <Card isFlush isFilled title={t('view.versions')}>
      <div className="wording-scroll">
        {versions.items.length === 0 ? (
          <EmptyState title={t('versions-none')} />
        ) : (
          <table className="ui-plain-table">
            <thead>
              <tr>
                <th>{t('version')}</th>
                <th>{t('state')}</th>
                <th>{t('from')}</th>
                <th>{t('by')}</th>
                <th>{t('why')}</th>
                <th className="number">{t('readers')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {versions.items.map((each) => (
                <tr key={each.version}>
                  <td>
                    <button type="button" className="ui-open" onClick={() => setOpen(each.version)}>
                      {t('version-n', { version: each.version })}
                    </button>
                  </td>
                  <td>
                    <StateTag tone={TONES[each.state]} isBare>
                      {t(`state.${each.state}`)}
                    </StateTag>
                  </td>
                  <td>
                    <DayOf day={each.effectiveFrom} />
                  </td>
                  <td>
                    {each.publishedByName}{' '}
                    <span className="hint">
                      <When at={each.publishedAt} />
                    </span>
                  </td>
                  <td>{each.reason}</td>
                  <td className="number">{t('readers-count', { count: each.readers })}</td>
                  <td>
                    {may && each.state === 'upcoming' && (
                      <Button isSmall kind="quiet" onClick={() => void takeBack(each.version)}>
                        {t('withdraw')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {open !== undefined && <VersionPanel version={open} versions={versions} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

const VersionPanel = ({
  version,
  versions,
  onClose,
}: {
  readonly version: number
  readonly versions: Versions
  readonly onClose: () => void
}) => {
  const t = useText(wordingScreenTexts)
  const answer = useAnswer(wordingRoutes.version, { params: { version } })
  return (
    <Dialog title={t('version-n', { version })} size="large" onClose={onClose}>
      <Loaded query={answer} rows={8}>
        {({ pack, readers }) => (
          <div className="stack">
            <h3>{t('difference')}</h3>
            <Difference before={versions.inForce.pack} after={pack} />
            <h3>{t('readers')}</h3>
            {readers.length === 0 ? (
              <p className="ink-2">{t('readers-none')}</p>
            ) : (
              <table className="ui-plain-table">
                <tbody>
                  {readers.map((reader) => (
                    <tr key={reader.userId}>
                      <td>{reader.name}</td>
                      <td className="ink-2">{reader.companyName}</td>
                      <td className="number">
                        <When at={reader.at} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
