import type { ComponentChildren } from 'preact'
import { errorWords } from '#web/ui/error-words.ts'
import type { IconName } from '#web/ui/icons.ts'
import { isCallError } from '#web/ui/problem.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import type { Answer } from './answer.ts'
import { Button } from './button.tsx'
import { fieldTexts } from './field.text.ts'
import { Icon } from './icon.tsx'
import { useText } from './text.ts'

/** Nothing here: what will appear, and the one thing to do. */
export const EmptyState = ({
  icon = 'tray',
  title,
  text,
  children,
}: {
  readonly icon?: IconName
  readonly title: ComponentChildren
  readonly text?: ComponentChildren
  readonly children?: ComponentChildren
}) => (
  <div className="state">
    <Icon name={icon} size={40} />
    <p className="strong">{title}</p>
    {text && <p>{text}</p>}
    {children}
  </div>
)

/** What happened, what was kept, what to do. */
export const ErrorState = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const [t, words] = [useText(fieldTexts), errorWords(useText(uiTexts), error)]
  return (
    <div className="state" role="alert">
      <span className="late">
        <Icon name="error" size={40} />
      </span>
      <p className="strong">{words.title}</p>
      <p>{words.text}</p>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

/** The same in a strip above the button that was refused, so that what was typed stays in view. */
export const Refusal = ({ error }: { readonly error: unknown }) => {
  const words = errorWords(useText(uiTexts), error)
  return (
    <div className="refusal" role="alert">
      <b>{words.title}</b>
      {words.text && <span>{words.text}</span>}
      {detailsOf(error).map((detail) => (
        <span key={detail}>{detail}</span>
      ))}
    </div>
  )
}

/** What the server refused about one field, in words; it stands next to that field. */
export const refusalOf = (error: unknown, ...fields: readonly string[]): string | undefined =>
  isCallError(error) ? error.fields.find((each) => fields.includes(each.field.split('.')[0] ?? ''))?.text : undefined

/** The same beneath a choice, which has no line of its own for it. */
export const FieldRefusal = ({ error, field }: { readonly error: unknown; readonly field: string }) => {
  const text = refusalOf(error, field)
  return text === undefined ? null : (
    <p className="small late" role="alert">
      {text}
    </p>
  )
}

/** Several things were wrong at once: each in its own sentence. */
const detailsOf = (error: unknown): readonly string[] => {
  const errors = isCallError(error) && Array.isArray(error.problem.errors) ? error.problem.errors : []
  return errors.flatMap((each: { readonly title?: unknown }) => (typeof each.title === 'string' ? [each.title] : []))
}

export const Loading = () => {
  const t = useText(fieldTexts)
  return (
    <div className="loading" role="status" aria-label={t('loading')}>
      <span />
      <span />
      <span />
    </div>
  )
}

/** What was asked, when it is here; the last known stays while the network is away. */
export const Loaded = <T,>({
  answer,
  children,
}: {
  readonly answer: Answer<T>
  readonly children: (data: T) => ComponentChildren
}) => {
  if (answer.data !== undefined) return <>{children(answer.data)}</>
  if (answer.error) return <ErrorState error={answer.error} onRetry={answer.refetch} />
  return <Loading />
}
