import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { errorWords } from './error-words.ts'
import { fieldErrors } from './form-errors.ts'
import type { Bound } from './inputs.tsx'
import { isCallError } from './problem.ts'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './form.css'

type Values = Readonly<Record<string, unknown>>

export type FormState<S extends z.ZodObject, V extends Values = z.input<S>> = {
  readonly values: V
  readonly errors: Readonly<Record<string, string>>
  /** What was refused as a whole, when no field is to blame. */
  readonly refusal: { readonly title: string; readonly text: string } | undefined
  readonly isSending: boolean
  readonly isTouched: boolean
  readonly set: <K extends keyof V & string>(name: K, value: V[K]) => void
  readonly reset: (values?: V) => void
  /** Checks, then sends; errors go to their fields and the first one gets the focus. */
  readonly submit: () => Promise<void>
  readonly formId: string
}

type FormOptions<S extends z.ZodObject> = {
  readonly schema: S
  readonly initial: NoInfer<z.input<S>>
  /** Gets what the schema made of the values. Throw (as `call` does) to show a refusal in the form. */
  readonly onSubmit: (value: z.output<S>) => Promise<unknown> | unknown
}

/** A form whose rules are the contract's own schema; refusals of the server land on the same fields. */
export const useForm = <S extends z.ZodObject>({ schema, initial, onSubmit }: FormOptions<S>): FormState<S> => {
  const t = useText(uiTexts)
  const formId = useId()
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState<FormState<S>['refusal']>(undefined)
  const [isSending, setIsSending] = useState(false)
  const [isTouched, setIsTouched] = useState(false)
  const sending = useRef(false)

  const set: FormState<S>['set'] = useCallback((name, value) => {
    setIsTouched(true)
    setValues((before) => ({ ...before, [name]: value }))
    setErrors(({ [name]: _fixed, ...rest }) => rest)
  }, [])

  const showErrors = useCallback(
    (found: Readonly<Record<string, string>>) => {
      setErrors(found)
      requestAnimationFrame(() => toFirst(Object.keys(found).map((name) => `${formId}-${name}`)))
    },
    [formId],
  )

  const submit = async () => {
    if (sending.current) return
    setRefusal(undefined)
    const parsed = schema.safeParse(values, { reportInput: true })
    if (!parsed.success) return showErrors(fieldErrors(parsed.error, t))
    sending.current = true
    setIsSending(true)
    try {
      await onSubmit(parsed.data)
    } catch (error) {
      const byField = isCallError(error)
        ? Object.fromEntries(
            error.fields
              .map((each) => [each.field.split('.')[0] ?? '', each.text] as const)
              .filter(([name]) => name in values),
          )
        : {}
      if (Object.keys(byField).length > 0) showErrors(byField)
      else setRefusal(errorWords(t, error))
    } finally {
      sending.current = false
      setIsSending(false)
    }
  }

  const reset = useCallback(
    (next?: z.input<S>) => {
      setValues(next ?? initial)
      setErrors({})
      setRefusal(undefined)
      setIsTouched(false)
    },
    [initial],
  )

  return { values, errors, refusal, isSending, isTouched, set, reset, submit, formId }
}

/** The focus goes to whichever of these stands first on the page; a row of choices takes it on its first button. */
const toFirst = (ids: readonly string[]) => {
  const [first] = ids
    .flatMap((id) => document.getElementById(id) ?? [])
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  if (!first) return
  first.closest('.ui-field')?.scrollIntoView({ block: 'nearest' })
  const target = first.matches('input, textarea, button, select, [tabindex]')
    ? first
    : first.querySelector('button, input')
  if (target instanceof HTMLElement) target.focus()
}

/** The form element; Enter sends. A button outside sends it with `form={form.formId}` and `type="submit"`. */
export const Form = <S extends z.ZodObject>({
  form,
  children,
}: {
  readonly form: FormState<S>
  readonly children: ReactNode
}) => (
  <form
    id={form.formId}
    className="ui-form"
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      void form.submit()
    }}
  >
    {form.refusal && (
      // Above the fields, where whoever sent from the foot of a long form would not see it.
      <div className="ui-form-refusal" role="alert" ref={(shown) => void shown?.scrollIntoView({ block: 'nearest' })}>
        <b>{form.refusal.title}</b>
        {form.refusal.text && <span>{form.refusal.text}</span>}
      </div>
    )}
    {children}
  </form>
)

/** A label, one control, and what is wrong with it: `<Field form={form} name="phone" label="电话">{(bound) => <TextInput {...bound} />}</Field>`. */
export const Field = <S extends z.ZodObject, K extends keyof z.input<S> & string>({
  form,
  name,
  label,
  hint,
  isOptional = false,
  isRow = false,
  children,
}: {
  readonly form: FormState<S>
  readonly name: K
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly isOptional?: boolean
  /** Label at the left, 72 px, as at the intake desk; above the control otherwise. */
  readonly isRow?: boolean
  readonly children: (bound: Bound<z.input<S>[K]>) => ReactNode
}) => {
  const t = useText(uiTexts)
  const id = `${form.formId}-${name}`
  const error = form.errors[name]
  const bound = useMemo(
    () => ({
      id,
      name,
      'aria-invalid': error !== undefined,
      'aria-describedby': error !== undefined || hint !== undefined ? `${id}-note` : undefined,
    }),
    [id, name, error, hint],
  )
  return (
    <div className={`ui-field${isRow ? ' ui-field-row' : ''}`}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="hint"> {t('optional')}</span>}
      </label>
      <div className="ui-field-control">
        {children({
          ...bound,
          value: (form.values as z.input<S>)[name],
          onChange: (value) => (form.set as (name: K, value: z.input<S>[K]) => void)(name, value),
        })}
        {(error ?? hint) !== undefined && (
          <p id={`${id}-note`} className={error !== undefined ? 'ui-field-error' : 'hint'}>
            {error ?? hint}
          </p>
        )}
      </div>
    </div>
  )
}
