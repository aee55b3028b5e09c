import { wordingNames } from '#core/wording/names.text.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Excerpt, useVerdict } from './findings.tsx'
import { wordingScreenTexts } from './wording.text.ts'

/** Forbidden words found on this order, for quality agents; nothing where there is nothing. */
export const OrderFindings = ({ number }: { readonly number: string }) => {
  const may = useMay('work-orders.qualityCheck')
  return may ? <Findings number={number} /> : null
}

const Findings = ({ number }: { readonly number: string }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const { data } = useAnswer(wordingRoutes.findings, { query: { order: number, state: 'all' } })
  useLiveRefresh(['wording.found'], [wordingRoutes.findings])
  const verdict = useVerdict()
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t('findings')} isFlush>
      {data.items.map((finding) => (
        <CardRow
          key={finding.id}
          icon="alert"
          title={<Excerpt finding={finding} />}
          text={`${names(`class.${finding.class}`)} · ${names(`severity.${finding.severity}`)} · ${finding.authorName}`}
          end={
            finding.verdict ? (
              t(`verdict.${finding.verdict}`)
            ) : (
              <span className="row">
                <Button isSmall onClick={() => void verdict(finding, 'confirmed')}>
                  {t('confirm')}
                </Button>
                <Button isSmall kind="quiet" onClick={() => void verdict(finding, 'dismissed')}>
                  {t('dismiss')}
                </Button>
              </span>
            )
          }
        />
      ))}
    </Card>
  )
}
