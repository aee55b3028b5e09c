import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Health, healthReport, letterList } from '#core/jobs/health.contract.ts'
import { healthTexts } from '#core/jobs/health.text.ts'
import { Card, CardRow, Facts } from '#web/ui/card.tsx'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { refresh, useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { type TextKey, useLanguage, useText } from '#web/ui/text.ts'
import { durationText } from '#web/ui/time.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { healthScreenTexts } from './health.text.ts'
import { partsOf } from './health-parts.ts'
import { Letters } from './letters.tsx'
import './health.css'

const EVERY_SECONDS = 5

/** The installation: what somebody should look at, every part with its state, and events that could not be handled. */
export const HealthScreen = () => {
  const t = useText(healthScreenTexts)
  const health = useAnswer(healthReport, {}, { everySeconds: EVERY_SECONDS })
  useLiveRefresh(['job.'], [healthReport])
  useLettersOf(health.data)
  return (
    <Page title={t('title')} isLive updatedAt={health.dataUpdatedAt}>
      <Loaded query={health} rows={10}>
        {(data) => (
          <div className="health">
            <Problems problems={data.problems} />
            <Letters />
            <Columns sides="3fr 1fr">
              <Column>
                <Parts health={data} />
              </Column>
              <Column>
                <Versions health={data} />
              </Column>
            </Columns>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** Putting an event aside makes no event of its own: the list is asked when the numbers of the consumers change. */
const useLettersOf = (health: Health | undefined): void => {
  const client = useQueryClient()
  const put = health?.consumers.map(({ name, retrying, waiting }) => `${name} ${retrying} ${waiting}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other numbers are the reason to ask
  useEffect(() => refresh(client, [letterList]), [client, put])
}

const Problems = ({ problems }: Pick<Health, 'problems'>) => {
  const [t, words] = [useText(healthScreenTexts), useText(healthTexts)]
  return (
    <Card title={t('problems')} isFlush>
      {problems.length === 0 ? (
        <CardRow icon="done" tone="fine" title={t('problems-none')} text={t('problems-none-text')} />
      ) : (
        problems.map(({ severity, code, params }) => (
          <CardRow
            key={`${code} ${JSON.stringify(params)}`}
            icon={severity === 'failed' ? 'error' : 'alert'}
            tone={severity === 'failed' ? 'late' : 'risk'}
            title={words(code as TextKey<typeof healthTexts>, params)}
            end={
              <StateTag tone={severity === 'failed' ? 'late' : 'risk'} isBare>
                {t(`severity.${severity}`)}
              </StateTag>
            }
          />
        ))
      )}
    </Card>
  )
}

const Parts = ({ health }: { readonly health: Health }) => {
  const t = useText(healthScreenTexts)
  return (
    <Card title={t('parts')} hint={t('parts-hint')} isFlush>
      <table className="ui-plain-table health-parts">
        <thead>
          <tr>
            <th>{t('part')}</th>
            <th>{t('state')}</th>
            <th>{t('figure')}</th>
            <th>{t('ran')}</th>
          </tr>
        </thead>
        <tbody>
          {partsOf(health, t).map((part) => (
            <tr key={part.key}>
              <td>{part.name}</td>
              <td>
                <StateTag tone={part.tone} isBare>
                  {t(`state.${part.state}`)}
                </StateTag>
              </td>
              <td className="ink-2">{part.figure}</td>
              <td className="ink-2">{part.at ? <When at={part.at} /> : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

const HOUR_MS = 3_600_000

const Versions = ({ health: { versions, instance } }: { readonly health: Health }) => {
  const t = useText(healthScreenTexts)
  const language = useLanguage()
  const hours = Math.round((instance.clockOffsetMs / HOUR_MS) * 10) / 10
  return (
    <Card title={t('versions')}>
      <Facts
        labelWidth={84}
        items={[
          { label: t('product'), value: versions.product },
          { label: 'Node.js', value: versions.node },
          { label: 'PostgreSQL', value: versions.postgres },
          { label: t('migration'), value: versions.migration },
          { label: t('memory'), value: `${instance.memoryMegabytes} MB` },
          { label: t('up'), value: durationText(Math.floor(instance.upSeconds / 60), language) },
          { label: t('clock'), value: hours === 0 ? t('clock-own') : t('clock-moved', { hours }) },
        ]}
      />
    </Card>
  )
}
