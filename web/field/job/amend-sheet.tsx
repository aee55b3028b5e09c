import { useState } from 'preact/hooks'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { amendable } from '#core/work-orders/work-order.inputs.ts'
import { Button } from '#web/field/ui/button.tsx'
import { TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { jobTexts } from './job.text.ts'
import type { Act } from './use-act.ts'

/** What the order says of the fault, put right on site: only what was changed is sent, with what it was. */
export const AmendSheet = ({
  order,
  act,
  onClose,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onClose: () => void
}) => {
  const [t, names] = [useText(jobTexts), useText(orderNames)]
  const [before] = useState({
    symptom: order.symptom,
    description: order.description ?? '',
    boxCode: order.boxCode ?? '',
  })
  const [words, setWords] = useState(before)
  const changes = amendable
    .map((field) => ({ field, base: before[field] || null, value: words[field].trim() || null }))
    .filter(({ base, value }) => base !== value)
  const save = async () => {
    if (!(await act.run('amend', { changes }))) return
    note({ text: t('done') })
    onClose()
  }
  const why =
    words.symptom.trim() === '' ? names('amend.symptom') : changes.length === 0 ? t('amend-nothing') : undefined
  return (
    <Sheet
      title={t('more-amend')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button kind="primary" why={why} isBusy={act.running !== undefined} onClick={() => void save()}>
            {t('send-it')}
          </Button>
        </>
      }
    >
      <TextField
        label={names('amend.symptom')}
        value={words.symptom}
        onChange={(symptom) => setWords({ ...words, symptom })}
      />
      <TextField
        label={names('amend.boxCode')}
        value={words.boxCode}
        onChange={(boxCode) => setWords({ ...words, boxCode })}
      />
      <TextArea
        label={names('amend.description')}
        value={words.description}
        onChange={(description) => setWords({ ...words, description })}
      />
    </Sheet>
  )
}
