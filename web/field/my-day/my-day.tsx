import { sessionTexts } from '#web/field/session/session.text.ts'
import { fieldTexts } from '#web/field/ui/field.text.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'

export const MyDayScreen = () => {
  const [t, own] = [useText(fieldTexts), useText(sessionTexts)]
  return (
    <Screen title={t('tab-my-day')}>
      <EmptyState icon="calendar" title={own('no-tasks')} text={own('no-tasks-text')} />
    </Screen>
  )
}
