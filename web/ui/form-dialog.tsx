import type { ReactNode } from 'react'
import type { z } from 'zod'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { Dialog } from './dialog.tsx'
import { Form, type FormState } from './form.tsx'
import { FormButtons } from './form-buttons.tsx'

/** A row's form at the right edge: what was typed is not lost by a click beside it, and one button sends it. */
export const FormDialog = <S extends z.ZodObject>({
  title,
  form,
  onClose,
  above,
  children,
  ...buttons
}: {
  readonly title: ReactNode
  readonly form: FormState<S>
  readonly onClose: () => void
  /** What belongs to the row and is changed by itself. */
  readonly above?: ReactNode
  readonly children: ReactNode
  readonly action?: string
  readonly why?: string | undefined
}) => (
  <Dialog
    title={title}
    size="side"
    onClose={onClose}
    isKept={form.isTouched}
    footer={<FormButtons form={form} onClose={onClose} {...buttons} />}
  >
    <div className="stack">
      {above}
      <Form form={form}>{children}</Form>
    </div>
  </Dialog>
)

type Seen<Row> = { readonly seen: Row; readonly isOutdated: boolean; readonly catchUp: () => void }

/** Where the row is another than the form began with: what differs, as `shown` says it by the key of its label. */
export const ChangedRow = <Row, Key extends string>({
  row,
  seen: { seen, isOutdated, catchUp },
  shown,
  labelOf,
  onTake,
}: {
  readonly row: Row
  readonly seen: Seen<Row>
  readonly shown: (row: Row) => Readonly<Record<Key, string>>
  readonly labelOf: (key: Key) => string
  /** The form begins anew with the row as it is now. */
  readonly onTake: () => void
}) => {
  if (!isOutdated) return null
  const [before, now] = [shown(seen), shown(row)]
  return (
    <ChangedMeanwhile
      differences={(Object.keys(now) as Key[]).map((key) => ({
        label: labelOf(key),
        before: before[key],
        now: now[key],
      }))}
      onTake={() => {
        onTake()
        catchUp()
      }}
      onKeep={catchUp}
    />
  )
}
