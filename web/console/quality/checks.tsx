import { frameTexts } from '#web/console/frame/frame.text.ts'
import { Card } from '#web/ui/card.tsx'
import { Page } from '#web/ui/page.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'

export const ChecksScreen = () => {
  const t = useText(frameTexts)
  return (
    <Page title={t('page.checks')}>
      <Card>
        <EmptyState title={t('empty')} text={t('empty-text')} />
      </Card>
    </Page>
  )
}
