import type { ComponentProps, InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { listed } from './language.ts'
import { type Option, OptionList } from './options.tsx'
import { Popover } from './popover.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import { WritingHints } from './writing-hints.tsx'
import './inputs.css'

/** What a form field gives to the control inside it; a control alone needs only `value`, `onChange` and a label. */
export type Bound<V> = {
  readonly value: V
  readonly onChange: (value: V) => void
  readonly id?: string
  readonly name?: string
  readonly 'aria-invalid'?: boolean
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-label'?: string
}

type Native<T> = Omit<T, 'value' | 'onChange' | keyof Bound<string>>

/** One line of text. `icon` and `end` stand inside the border. */
export const TextInput = ({
  value,
  onChange,
  icon,
  end,
  ...rest
}: Bound<string> &
  Native<InputHTMLAttributes<HTMLInputElement>> & { readonly icon?: IconName; readonly end?: ReactNode }) => (
  <span className="ui-input">
    {icon && <Icon name={icon} />}
    <input {...rest} value={value} onChange={(event) => onChange(event.target.value)} />
    {end}
  </span>
)

/** Several lines; grows with its text. Prose is looked over while it is typed; `isUnchecked`: it is no prose. */
export const TextArea = ({
  value,
  onChange,
  rows = 3,
  isUnchecked = false,
  ...rest
}: Bound<string> & Native<TextareaHTMLAttributes<HTMLTextAreaElement>> & { readonly isUnchecked?: boolean }) => (
  <>
    <span className="ui-input ui-textarea">
      <textarea {...rest} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
    </span>
    {!isUnchecked && <WritingHints text={value} />}
  </>
)

/** A number with its unit. Empty is `undefined`; what is no number is kept as typed until the form is checked. */
export const NumberInput = ({
  value,
  onChange,
  unit,
  ...rest
}: Bound<number | undefined> & Native<InputHTMLAttributes<HTMLInputElement>> & { readonly unit?: string }) => (
  <span className="ui-input ui-number">
    <input
      {...rest}
      type="number"
      inputMode="decimal"
      step={rest.step ?? 'any'}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
    />
    {unit && <span className="ink-2">{unit}</span>}
  </span>
)

export const Checkbox = ({
  value,
  onChange,
  children,
  ...rest
}: Bound<boolean> & { readonly children?: ReactNode; readonly isMixed?: boolean }) => {
  const { isMixed, ...native } = rest
  return (
    <label className="ui-checkbox">
      <input
        {...native}
        type="checkbox"
        checked={value}
        ref={(element) => {
          if (element) element.indeterminate = isMixed ?? false
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children && <span>{children}</span>}
    </label>
  )
}

export type Choice<V extends string> = {
  readonly value: V
  readonly label: ReactNode
  /** The key that chooses it, shown before the word. */
  readonly keys?: string
  readonly why?: string
}

const ChoiceButton = <V extends string>({
  choice,
  isOn,
  onClick,
  ...rest
}: Omit<ComponentProps<'button'>, 'onClick'> & {
  readonly choice: Choice<V>
  readonly isOn: boolean
  readonly onClick: () => void
}) => (
  <button
    type="button"
    aria-disabled={choice.why !== undefined || undefined}
    data-tip={choice.why}
    className={`ui-choice${isOn ? ' ui-choice-on' : ''}`}
    onClick={() => choice.why === undefined && onClick()}
    {...rest}
  >
    {choice.keys && <kbd className="ui-kbd">{choice.keys}</kbd>}
    {choice.label}
  </button>
)

/** A few choices side by side as boxes; several when `value` is a list. */
export const Choices = <V extends string>({
  value,
  onChange,
  choices,
  ...rest
}: Bound<V | undefined> & { readonly choices: readonly Choice<V>[] }) => (
  <div className="ui-choices" role="radiogroup" {...rest}>
    {choices.map((choice) => (
      <ChoiceButton
        key={choice.value}
        choice={choice}
        isOn={choice.value === value}
        role="radio"
        aria-checked={choice.value === value}
        onClick={() => onChange(choice.value)}
      />
    ))}
  </div>
)

/** As `Choices`, any number of them. */
export const MultiChoices = <V extends string>({
  value,
  onChange,
  choices,
  ...rest
}: Bound<readonly V[]> & { readonly choices: readonly Choice<V>[] }) => (
  <div className="ui-choices" role="group" {...rest}>
    {choices.map((choice) => {
      const isOn = value.includes(choice.value)
      return (
        <ChoiceButton
          key={choice.value}
          choice={choice}
          isOn={isOn}
          aria-pressed={isOn}
          onClick={() => onChange(isOn ? value.filter((each) => each !== choice.value) : [...value, choice.value])}
        />
      )
    })}
  </div>
)

/** Two to five views of the same thing in one control: 全部 | 联系 | 状态. */
export const Segments = <V extends string>({
  value,
  onChange,
  choices,
  label,
}: {
  readonly value: V
  readonly onChange: (value: V) => void
  readonly choices: readonly { readonly value: V; readonly label: ReactNode }[]
  readonly label: string
}) => (
  <div className="ui-segments" role="radiogroup" aria-label={label}>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        role="radio"
        aria-checked={choice.value === value}
        onClick={() => onChange(choice.value)}
      >
        {choice.label}
      </button>
    ))}
  </div>
)

type SelectProps = {
  readonly options: readonly Option[]
  readonly label: string
  readonly placeholder?: string
  readonly onSearch?: (text: string) => void
  readonly isLoading?: boolean
}

/** One of many, in a list with search. Empty text is no choice; `any` names the line that takes a choice away. */
export const Select = ({
  value,
  onChange,
  options,
  label,
  placeholder,
  any,
  onSearch,
  isLoading,
  ...rest
}: Bound<string> & SelectProps & { readonly any?: string }) => {
  const t = useText(uiTexts)
  const chosen = options.find((option) => option.value === value)
  return (
    <Popover
      label={label}
      role="listbox"
      trigger={(props) => (
        <button type="button" {...rest} {...props} className="ui-input ui-select">
          <span className={`clip${value === '' ? ' ink-2' : ''}`}>
            {value === '' ? (placeholder ?? any ?? t('choose')) : (chosen?.label ?? value)}
          </span>
          <Icon name="down" size={12} />
        </button>
      )}
    >
      {(close) => (
        <OptionList
          label={label}
          options={options}
          chosen={value === '' ? [] : [value]}
          {...(any === undefined ? {} : { any })}
          {...(onSearch ? { onSearch } : {})}
          isLoading={isLoading ?? false}
          onChoose={(values) => {
            onChange(values[0] ?? '')
            close()
          }}
        />
      )}
    </Popover>
  )
}

/** Several of many, in a list with search. */
export const MultiSelect = ({
  value,
  onChange,
  options,
  label,
  placeholder,
  onSearch,
  isLoading,
  ...rest
}: Bound<readonly string[]> & SelectProps) => {
  const t = useText(uiTexts)
  const words = value.map((each) => options.find((option) => option.value === each)?.label ?? each)
  return (
    <Popover
      label={label}
      role="listbox"
      trigger={(props) => (
        <button type="button" {...rest} {...props} className="ui-input ui-select">
          <span className={`clip${value.length === 0 ? ' ink-2' : ''}`}>
            {value.length === 0 ? (placeholder ?? t('choose')) : listed(words)}
          </span>
          <Icon name="down" size={12} />
        </button>
      )}
    >
      {() => (
        <OptionList
          label={label}
          options={options}
          chosen={value}
          isMultiple
          {...(onSearch ? { onSearch } : {})}
          isLoading={isLoading ?? false}
          onChoose={onChange}
        />
      )}
    </Popover>
  )
}
