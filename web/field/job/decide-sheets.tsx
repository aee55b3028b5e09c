import { useState } from 'preact/hooks'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { jobTexts } from './job.text.ts'
import type { Act } from './use-act.ts'

type Props = { readonly act: Act; readonly onClose: () => void }

/** Restored without a visit: how, and what proves it. */
export const RestoreSheet = ({ act, onClose }: Props) => {
  const t = useText(jobTexts)
  const [kind, setKind] = useState<'remote' | 'outside' | undefined>(undefined)
  const [more, setMore] = useState('')
  const save = async () => {
    if (!kind || !(await act.run('restore', { kind, ...(more.trim() ? { note: more } : {}) }))) return
    note({ text: t('done') })
    onClose()
  }
  return (
    <Sheet
      title={t('restore-title')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            kind="primary"
            why={kind ? undefined : t('choose-reason')}
            isBusy={act.running !== undefined}
            onClick={() => void save()}
          >
            {t('send-it')}
          </Button>
        </>
      }
    >
      <Choices
        label={t('restore-title')}
        columns={1}
        value={kind}
        onChange={setKind}
        choices={(['remote', 'outside'] as const).map((value) => ({ value, label: t(`restore-${value}`) }))}
      />
      <TextArea label={t('reason-more')} value={more} onChange={setMore} />
    </Sheet>
  )
}

/** The contractor's own check fails: back to the engineer, with the reason. */
export const CheckSheet = ({ act, onClose }: Props) => {
  const t = useText(jobTexts)
  const [reason, setReason] = useState('')
  const save = async () => {
    if (!(await act.run('failContractorCheck', { reason }))) return
    note({ text: t('done') })
    onClose()
  }
  return (
    <Sheet
      title={t('check-fail')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            kind="primary"
            why={reason.trim() ? undefined : t('write-more')}
            isBusy={act.running !== undefined}
            onClick={() => void save()}
          >
            {t('send-it')}
          </Button>
        </>
      }
    >
      <TextArea label={t('reason')} value={reason} onChange={setReason} />
    </Sheet>
  )
}
