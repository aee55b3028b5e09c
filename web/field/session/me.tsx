import { useState } from 'preact/hooks'
import { accessRoutes } from '#core/access/access.contract.ts'
import { languages } from '#core/text.ts'
import { wipeKept } from '#web/field/keeping.ts'
import { outboxTexts } from '#web/field/outbox/outbox.text.ts'
import { useUnsentCount } from '#web/field/outbox/outbox-count.ts'
import { useItemWords } from '#web/field/outbox/outbox-words.ts'
import { useOutbox } from '#web/field/outbox.ts'
import { PhoneCard } from '#web/field/pwa/install-card.tsx'
import { safetyFieldTexts } from '#web/field/safety/safety.text.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Choices } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useStore } from '#web/field/ui/store.ts'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { ForbiddenRow } from '#web/field/wording/forbidden.tsx'
import { setLanguage } from '#web/ui/language.ts'
import { currentTheme, onThemeChange, setTheme, themes } from '#web/ui/theme.ts'
import { sessionTexts } from './session.text.ts'
import { endSession, useSession } from './session.ts'

const UNSENT_SHOWN = 5

export const MeScreen = () => {
  const [t, safety] = [useText(sessionTexts), useText(safetyFieldTexts)]
  const { user } = useSession()
  const language = useLanguage()
  const theme = useStore(onThemeChange, currentTheme)
  const leave = useCommand(accessRoutes.signOut)
  const keep = useCommand(accessRoutes.setLanguage)
  const unsent = useUnsentCount()
  const [isAsked, setIsAsked] = useState(false)
  return (
    <Screen title={t('me')} subtitle={user.name}>
      <Card>
        <CardRow
          icon="person"
          title={user.name}
          text={user.station ? `${user.company.name} · ${user.station.name}` : user.company.name}
        />
        <ForbiddenRow />
        {user.staffId !== undefined && (
          <>
            <CardRow icon="file" title={safety('notices')} href="#/notices" />
            <CardRow icon="pin" title={safety('positions')} href="#/me/positions" />
          </>
        )}
        <CardRow icon="alert" title={safety('near-miss')} href="#/near-miss" />
        <CardRow icon="lock" title={t('change-password')} href="#/me/password" />
      </Card>
      <PhoneCard />
      <Card title={t('language')}>
        <CardBody>
          <Choices
            label={t('language')}
            columns={2}
            value={language}
            onChange={(next) => {
              setLanguage(next)
              void keep.run({ body: { language: next } })
            }}
            choices={languages.map((each) => ({ value: each, label: t(`name-${each}`) }))}
          />
        </CardBody>
      </Card>
      <Card title={t('theme')}>
        <CardBody>
          <Choices
            label={t('theme')}
            columns={3}
            value={theme}
            onChange={setTheme}
            choices={themes.map((each) => ({ value: each, label: t(`theme-${each}`) }))}
          />
        </CardBody>
      </Card>
      {leave.error !== undefined && <Refusal error={leave.error} />}
      {isAsked && unsent > 0 && <Unsent count={unsent} />}
      <Button
        icon="sign-out"
        isBusy={leave.isRunning}
        onClick={() => {
          setIsAsked(true)
          if (unsent === 0) void leave.run({}).then((reply) => reply && wipeKept().finally(() => endSession()))
        }}
      >
        {t('sign-out')}
      </Button>
    </Screen>
  )
}

/** Signing out with something unsent is refused: what it is, and where it lies. */
const Unsent = ({ count }: { readonly count: number }) => {
  const t = useText(outboxTexts)
  const items = useOutbox().filter(({ state }) => state === 'waiting' || state === 'refused')
  const { title } = useItemWords()
  return (
    <Card tone="risk" title={t('unsent-title', { count })}>
      <CardBody>
        <p>{t('unsent-text')}</p>
        {items.slice(0, UNSENT_SHOWN).map((item) => (
          <p key={item.id} className="strong">
            {title(item)}
          </p>
        ))}
      </CardBody>
      <CardRow icon="upload" title={t('to-outbox')} href="#/outbox" />
    </Card>
  )
}
