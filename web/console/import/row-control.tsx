import { ledgerTexts } from '#core/ledger/ledger.text.ts'
import { accessMethod, lineGrade, serviceKind, serviceStatus } from '#core/ledger/ledger-words.ts'
import { networkTexts } from '#core/network/network.text.ts'
import { nodeKinds, splitWays } from '#core/network/network-node.ts'
import { useCountyOptions } from '#web/console/organisation/organisation.queries.ts'
import { DayInput } from '#web/ui/day-input.tsx'
import { type Bound, Select, TextInput } from '#web/ui/inputs.tsx'
import type { Option } from '#web/ui/options.tsx'
import { useText } from '#web/ui/text.ts'
import { rowFormTexts } from './row-form.text.ts'
import type { FormColumn } from './row-values.ts'

/** Words of closed lists are chosen, days picked, places found by name; the rest is typed as into a sheet. */
export const RowControl = ({ column, bound }: { readonly column: FormColumn; readonly bound: Bound<string> }) => {
  const t = useText(rowFormTexts)
  const choices = useChoices(column.field)
  const counties = useCountyOptions([])
  const { field, name, isRequired } = column
  const any = isRequired ? {} : { any: t('row.none') }
  if (field === 'county') return <Select {...bound} {...any} label={name} options={counties} />
  if (choices) return <Select {...bound} {...any} label={name} options={choices} />
  if (field.endsWith('On')) return <DayInput {...bound} />
  return <TextInput {...bound} autoComplete="off" inputMode={/phone$/i.test(field) ? 'tel' : 'text'} />
}

const useChoices = (field: string): readonly Option[] | undefined => {
  const ledger = useText(ledgerTexts)
  const network = useText(networkTexts)
  switch (field) {
    case 'status':
      return serviceStatus.codes.map((value) => ({ value, label: ledger(`ledger.status.${value}`) }))
    case 'grade':
      return lineGrade.codes.map((value) => ({ value, label: ledger(`ledger.grade.${value}`) }))
    case 'serviceKind':
      return serviceKind.codes.map((value) => ({ value, label: ledger(`ledger.service.${value}`) }))
    case 'accessMethod':
      return accessMethod.codes.map((value) => ({ value, label: value }))
    case 'kind':
      return nodeKinds.map((value) => ({ value, label: network(`network.kind.${value}`) }))
    case 'splitRatio':
      return splitWays.map((ways) => ({ value: `1:${ways}`, label: `1:${ways}` }))
    default:
      return undefined
  }
}
