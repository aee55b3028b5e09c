import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { errorWords } from './error-words.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './states.css'

/** Nothing here: what will appear, and the one thing to do. */
export const EmptyState = ({
  icon = 'tray',
  title,
  text,
  action,
}: {
  readonly icon?: IconName
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly action?: ReactNode
}) => (
  <div className="ui-state">
    <Icon name={icon} size={32} />
    <p className="strong">{title}</p>
    {text && <p className="ink-2">{text}</p>}
    {action}
  </div>
)

/** Something could not be shown: what happened, what was kept, what to do. */
export const ErrorState = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const t = useText(uiTexts)
  const words = errorWords(t, error)
  return (
    <div className="ui-state" role="alert">
      <span className="late">
        <Icon name="error" size={32} />
      </span>
      <p className="strong">{words.title}</p>
      <p className="ink-2">{words.text}</p>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

/** Grey lines where rows will be; shown only after a moment, so that a quick answer does not flicker. */
export const Loading = ({ rows = 5 }: { readonly rows?: number }) => {
  const t = useText(uiTexts)
  return (
    <div className="ui-loading" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={index} style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

type Asked<T> = {
  readonly data: T | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

/** What was asked, when it is here; until then lines, or the error with a way to try again. Old data stays while new is fetched. */
export const Loaded = <T,>({
  query,
  children,
  rows,
}: {
  readonly query: Asked<T>
  readonly children: (data: T) => ReactNode
  readonly rows?: number
}) => {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Loading rows={rows ?? 5} />
}
