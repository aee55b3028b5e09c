import { type ReactNode, useState } from 'react'
import { rowFormTexts } from '#web/console/import/row-form.text.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { useText } from '#web/ui/text.ts'

/** Opens the form of a row of the ledger or the network, or says why not. */
export const EditButton = ({
  permission = 'ledger.edit',
  children,
}: {
  readonly permission?: 'ledger.edit' | 'network.edit'
  readonly children: (close: () => void) => ReactNode
}) => {
  const t = useText(rowFormTexts)
  const mayEdit = useMay(permission)
  const [isOpen, setIsOpen] = useState(false)
  const why = t(permission === 'ledger.edit' ? 'row.edit-why' : 'row.edit-network-why')
  return (
    <div className="row">
      <Button icon="edit" why={mayEdit ? undefined : why} onClick={() => setIsOpen(true)}>
        {t('row.edit')}
      </Button>
      {isOpen && children(() => setIsOpen(false))}
    </div>
  )
}

/** No key is a single plus. */
export const NEW_ROW = '+'

/** Opens the form of a new row, or says why not. */
export const AddRowButton = ({
  permission,
  onClick,
}: {
  readonly permission: 'ledger.edit' | 'network.edit'
  readonly onClick: () => void
}) => {
  const t = useText(rowFormTexts)
  const mayEdit = useMay(permission)
  const why = t(permission === 'ledger.edit' ? 'row.edit-why' : 'row.edit-network-why')
  return (
    <Button icon="plus" why={mayEdit ? undefined : why} onClick={onClick}>
      {t('row.add')}
    </Button>
  )
}
