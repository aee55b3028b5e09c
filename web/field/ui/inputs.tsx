import type { ComponentChildren, JSX, TargetedInputEvent } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { WritingHints } from './writing-hints.tsx'

type Choice<V extends string> = {
  readonly value: V
  readonly label: ComponentChildren
  readonly text?: ComponentChildren
  /** A full window stays visible, dashed, with its reason. */
  readonly why?: string
}

/** A choice is border, tick and bold, never fill alone. Nothing is chosen beforehand unless the value says so. */
export const Choices = <V extends string>({
  label,
  value,
  onChange,
  choices,
  columns,
}: {
  readonly label: string
  readonly value: V | undefined
  readonly onChange: (value: V) => void
  readonly choices: readonly Choice<V>[]
  /** Boxes a row; 1 gives full-width boxes. */
  readonly columns?: 1 | 2 | 3 | 4
}) => (
  <div className={`choices${columns ? ` choices-${columns}` : ''}`} role="radiogroup" aria-label={label}>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        role="radio"
        className="choice"
        aria-checked={choice.value === value}
        aria-disabled={choice.why !== undefined}
        onClick={() => choice.why === undefined && onChange(choice.value)}
      >
        {choice.value === value && <Icon name="check" size={18} />}
        <span>
          {choice.label}
          {(choice.why ?? choice.text) && <small>{choice.why ?? choice.text}</small>}
        </span>
      </button>
    ))}
  </div>
)

/** As `Choices`, any number of them. */
export const MultiChoices = <V extends string>({
  label,
  value,
  onChange,
  choices,
  columns,
}: {
  readonly label: string
  readonly value: readonly V[]
  readonly onChange: (value: readonly V[]) => void
  readonly choices: readonly Choice<V>[]
  readonly columns?: 1 | 2 | 3 | 4
}) => (
  <div className={`choices${columns ? ` choices-${columns}` : ''}`} role="group" aria-label={label}>
    {choices.map((choice) => {
      const isOn = value.includes(choice.value)
      return (
        <button
          key={choice.value}
          type="button"
          className="choice"
          aria-pressed={isOn}
          onClick={() => onChange(isOn ? value.filter((each) => each !== choice.value) : [...value, choice.value])}
        >
          {isOn && <Icon name="check" size={18} />}
          <span>
            {choice.label}
            {choice.text && <small>{choice.text}</small>}
          </span>
        </button>
      )
    })}
  </div>
)

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly placeholder?: string
}

/** A line of text with its label above and what is wrong below. */
export const TextField = ({
  label,
  value,
  onChange,
  hint,
  error,
  unit,
  type = 'text',
  isProse = false,
  ...native
}: FieldProps & {
  /** Looked over for forbidden words while it is typed. */
  readonly isProse?: boolean
  readonly type?: 'text' | 'password'
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel'
  readonly autoComplete?: NonNullable<JSX.IntrinsicElements['input']['autoComplete']>
  readonly maxLength?: number
  readonly unit?: string
}) => {
  const id = useId()
  const shared = {
    ...native,
    id,
    value,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-note`,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="field-box">
        {type === 'password' ? <input {...shared} type="password" /> : <input {...shared} type="text" />}
        {unit && <span>{unit}</span>}
      </span>
      {isProse && <WritingHints text={value} />}
      <p id={`${id}-note`} className={error === undefined ? 'small' : 'small late'}>
        {error ?? hint}
      </p>
    </div>
  )
}

export const TextArea = ({ label, value, onChange, hint, error, placeholder }: FieldProps) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        value={value}
        placeholder={placeholder}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <WritingHints text={value} />
      <p id={`${id}-note`} className={error === undefined ? 'small' : 'small late'}>
        {error ?? hint}
      </p>
    </div>
  )
}
