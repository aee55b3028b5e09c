import { returnNames } from '#core/work-orders/names.text.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { useText } from '#web/field/ui/text.ts'
import { listed } from '#web/ui/language.ts'
import { jobTexts } from './job.text.ts'

type Reason = { readonly code: string; readonly name: string; readonly proofs?: readonly string[] }

/** Reasons of a dictionary, one under the other, each with what has to be attached for it. */
export const ReasonChoices = ({
  label,
  value,
  reasons,
  onChange,
}: {
  readonly label: string
  readonly value: string | undefined
  readonly reasons: readonly Reason[]
  readonly onChange: (code: string) => void
}) => {
  const [t, names] = [useText(jobTexts), useText(returnNames)]
  const proofs = (reason: Reason) =>
    (reason.proofs ?? []).map((proof) =>
      `proof.${proof}` in returnNames ? names(`proof.${proof}` as 'proof.photo') : proof,
    )
  return (
    <Choices
      label={label}
      columns={1}
      value={value}
      onChange={onChange}
      choices={reasons.map((reason) => ({
        value: reason.code,
        label: reason.name,
        ...(reason.code === value && proofs(reason).length > 0
          ? { text: t('proofs', { proofs: listed(proofs(reason)) }) }
          : {}),
      }))}
    />
  )
}

/** What the dictionary calls the reason, with what was written besides. */
export const reasonText = (reasons: readonly Reason[], code: string | undefined, more: string): string =>
  [reasons.find((reason) => reason.code === code)?.name, more.trim()].filter(Boolean).join('：')
