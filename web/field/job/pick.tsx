import { Choices } from '#web/field/ui/inputs.tsx'

/** Reasons of a dictionary, one under the other. */
export const ReasonChoices = ({
  label,
  value,
  reasons,
  onChange,
}: {
  readonly label: string
  readonly value: string | undefined
  readonly reasons: readonly { readonly code: string; readonly name: string }[]
  readonly onChange: (code: string) => void
}) => (
  <Choices
    label={label}
    columns={1}
    value={value}
    onChange={onChange}
    choices={reasons.map(({ code, name }) => ({ value: code, label: name }))}
  />
)

/** What the dictionary calls the reason, with what was written besides. */
export const reasonText = (
  reasons: readonly { readonly code: string; readonly name: string }[],
  code: string | undefined,
  more: string,
): string => [reasons.find((reason) => reason.code === code)?.name, more.trim()].filter(Boolean).join('：')
