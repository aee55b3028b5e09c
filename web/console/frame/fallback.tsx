import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { Card } from '#web/ui/card.tsx'
import { Page } from '#web/ui/page.tsx'
import { EmptyState, ErrorState, Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { frameTexts } from './frame.text.ts'

/** What a route says when it throws this instead of opening: the reader lacks its permission. */
export const NOT_ALLOWED = 'not-allowed'

/** An address that leads nowhere, or to a page this reader may not open. */
export const UnknownPage = ({ data }: { readonly data?: unknown }) => {
  const t = useText(frameTexts)
  const key = data === NOT_ALLOWED ? 'not-allowed' : 'not-found'
  return (
    <Page title={t(key)}>
      <Card>
        <EmptyState
          icon={key === 'not-allowed' ? 'lock' : 'question'}
          title={t(key)}
          text={t(`${key}-text`)}
          action={<Link to="/">{t('not-found-go')}</Link>}
        />
      </Card>
    </Page>
  )
}

/** A page that broke: the frame around it stays usable. */
export const BrokenPage = ({ error, reset }: ErrorComponentProps) => (
  <div className="ui-page">
    <Card>
      <ErrorState error={error} onRetry={reset} />
    </Card>
  </div>
)

export const ComingPage = () => (
  <div className="ui-page">
    <Card>
      <Loading rows={8} />
    </Card>
  </div>
)
