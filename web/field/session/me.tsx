import { accessRoutes } from '#core/access/access.contract.ts'
import { languages } from '#core/text.ts'
import { PhoneCard } from '#web/field/pwa/install-card.tsx'
import { useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Choices } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useStore } from '#web/field/ui/store.ts'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { setLanguage } from '#web/ui/language.ts'
import { currentTheme, onThemeChange, setTheme, themes } from '#web/ui/theme.ts'
import { sessionTexts } from './session.text.ts'
import { endSession, useSession } from './session.ts'

export const MeScreen = () => {
  const t = useText(sessionTexts)
  const { user } = useSession()
  const language = useLanguage()
  const theme = useStore(onThemeChange, currentTheme)
  const leave = useCommand(accessRoutes.signOut)
  const keep = useCommand(accessRoutes.setLanguage)
  return (
    <Screen title={t('me')} subtitle={user.name}>
      <Card>
        <CardRow
          icon="person"
          title={user.name}
          text={user.station ? `${user.company.name} · ${user.station.name}` : user.company.name}
        />
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
      <Button
        icon="sign-out"
        isBusy={leave.isRunning}
        onClick={() => {
          void leave.run({}).then((reply) => reply && endSession())
        }}
      >
        {t('sign-out')}
      </Button>
    </Screen>
  )
}
