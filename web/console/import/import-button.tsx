import { useNavigate } from '@tanstack/react-router'
import type { ImportKind } from '#core/import/import.ts'
import { holds, type Permitted, useSession } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { useText } from '#web/ui/text.ts'
import { importScreenTexts } from './import-screen.text.ts'

/** The way to the import of a kind, or why it is closed. */
export const ImportButton = ({ kind, permission }: { readonly kind: ImportKind; readonly permission: Permitted }) => {
  const t = useText(importScreenTexts)
  const navigate = useNavigate()
  const mayImport = holds(useSession(), permission)
  return (
    <Button
      icon="upload"
      why={mayImport ? undefined : t('import.kind-why')}
      onClick={() => void navigate({ to: '/ledger/import', search: { kind } as never })}
    >
      {t('import.title')}
    </Button>
  )
}
