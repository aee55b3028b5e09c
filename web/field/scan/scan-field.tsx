import { useState } from 'preact/hooks'
import { Button } from '#web/field/ui/button.tsx'
import { TextField } from '#web/field/ui/inputs.tsx'
import { useText } from '#web/field/ui/text.ts'
import type { ScanFor } from './recent-scans.ts'
import { scanTexts } from './scan.text.ts'
import { ScanSheet } from './scan-sheet.tsx'

/** A line of text that can be scanned as well. */
export const ScanField = ({
  label,
  what,
  value,
  onChange,
  error,
}: {
  readonly label: string
  readonly what: ScanFor
  readonly value: string
  readonly onChange: (value: string, isScanned: boolean) => void
  readonly error?: string | undefined
}) => {
  const t = useText(scanTexts)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="with-scan">
      <TextField
        label={label}
        value={value}
        onChange={(text) => onChange(text, false)}
        autoComplete="off"
        maxLength={80}
        error={error}
      />
      <Button icon="scan" onClick={() => setIsOpen(true)}>
        {t('scan')}
      </Button>
      {isOpen && <ScanSheet what={what} onFound={onChange} onClose={() => setIsOpen(false)} />}
    </div>
  )
}
