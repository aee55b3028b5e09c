import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Loading, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { whenText } from '#web/ui/time.ts'
import { loadOwnSafety, useOwnSafety } from './own-safety.ts'
import { safetyFieldTexts } from './safety.text.ts'

/** On the first screen, while something has to be acknowledged. */
export const NoticesHint = () => {
  const t = useText(safetyFieldTexts)
  const due = useOwnSafety()?.notices.filter(({ isDue }) => isDue) ?? []
  if (due.length === 0) return null
  return (
    <Card tone="risk">
      <CardRow
        icon="file"
        title={t('notices-due', { count: due.length })}
        {...(due.some(({ code }) => code === 'position') ? { text: t('notices-due-text') } : {})}
        href="#/notices"
      />
    </Card>
  )
}

/** What staff are told about positions, discipline and rules, and their word that they read it. */
export const NoticesScreen = () => {
  const t = useText(safetyFieldTexts)
  const [now, language, own] = [useNow(), useLanguage(), useOwnSafety()]
  const acknowledge = useCommand(safetyRoutes.acknowledge)
  return (
    <Screen title={t('notices')} back="/me">
      {!own && <Loading />}
      {acknowledge.error !== undefined && <Refusal error={acknowledge.error} />}
      {own?.notices.map(({ code, version, title, paragraphs, acknowledgedAt, isDue }) => (
        <Card key={code} title={title}>
          <CardBody>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {isDue ? (
              <Button
                kind="primary"
                icon="check"
                isBusy={acknowledge.isRunning}
                onClick={() =>
                  void acknowledge.run({ body: { code, version } }).then((reply) => reply && loadOwnSafety())
                }
              >
                {t('notice-agree')}
              </Button>
            ) : (
              acknowledgedAt && (
                <p className="small fine">{t('notice-done', { time: whenText(acknowledgedAt, now, language) })}</p>
              )
            )}
          </CardBody>
        </Card>
      ))}
    </Screen>
  )
}
