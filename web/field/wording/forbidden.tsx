import { wordingNames } from '#core/wording/names.text.ts'
import { forbiddenClasses, severities } from '#core/wording/pack.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { Card, CardRow, StateTag } from '#web/field/ui/card.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { useWording } from './use-wording.ts'
import { wordingScreenTexts } from './wording.text.ts'

const TONES = { minor: 'plain', major: 'risk', severe: 'late' } as const

/** 服务忌语: what is never said, with what to say instead; read once for each version. (R-V20) */
export const ForbiddenScreen = () => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const answer = useWording()
  const acknowledge = useCommand(wordingRoutes.acknowledge)
  const wording = answer.data
  const isNew = wording?.acknowledgedAt === null
  return (
    <Screen
      title={t('forbidden')}
      subtitle={t('forbidden-text')}
      back="/me"
      above={acknowledge.error !== undefined && <Refusal error={acknowledge.error} />}
      {...(wording && isNew
        ? {
            primary: {
              children: t('acknowledge'),
              icon: 'check',
              isBusy: acknowledge.isRunning,
              onClick: () =>
                void acknowledge
                  .run({ body: { version: wording.version } })
                  .then((reply) => reply && note({ text: t('acknowledged') })),
            } as const,
          }
        : {})}
    >
      <Loaded answer={answer}>
        {({ pack, acknowledgedAt }) => (
          <>
            {acknowledgedAt !== null && (
              <p className="small">
                {t('forbidden-read')} <When at={acknowledgedAt} />
              </p>
            )}
            {forbiddenClasses.map((kind) => {
              const words = pack.words
                .filter((word) => word.class === kind)
                .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))
              return (
                words.length > 0 && (
                  <Card key={kind} title={names(`class.${kind}`)}>
                    {words.map((word) => (
                      <CardRow
                        key={word.word}
                        title={<span lang="zh-CN">{word.isConduct ? word.word : `“${word.word}”`}</span>}
                        text={
                          word.isConduct
                            ? t('conduct')
                            : word.sayInstead && <span lang="zh-CN">{t('say-instead', { said: word.sayInstead })}</span>
                        }
                        end={<StateTag tone={TONES[word.severity]}>{names(`severity.${word.severity}`)}</StateTag>}
                      />
                    ))}
                  </Card>
                )
              )
            })}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

/** The line in 我的 that leads there, and says when there is something new to read. */
export const ForbiddenRow = () => {
  const t = useText(wordingScreenTexts)
  const { data } = useWording()
  const isNew = data?.acknowledgedAt === null
  return (
    <CardRow
      icon="ban"
      title={t('forbidden')}
      text={isNew ? t('forbidden-new') : t('forbidden-text')}
      href="#/me/forbidden"
      {...(isNew ? { end: <StateTag tone="risk">{t('unread')}</StateTag> } : {})}
    />
  )
}
