import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { sessionTexts } from './session.text.ts'

/** For readers whose work is at a desk: nothing of theirs is on the phone, and where it is. */
export const NoWorkScreen = () => {
  const t = useText(sessionTexts)
  return (
    <Screen title={t('title')}>
      <EmptyState icon="organisation" title={t('no-work')} text={t('no-work-text')}>
        <a className="button" href="/">
          {t('to-console')}
        </a>
      </EmptyState>
    </Screen>
  )
}
