import { type ReactNode, useMemo, useState } from 'react'
import { z } from 'zod'
import type { RevealField, RevealSubject } from '#core/access/reveal.rules.ts'
import type { Route } from '#core/contract.ts'
import type { byHandRoutes } from '#core/import/by-hand.contract.ts'
import type { ImportKind } from '#core/import/import.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { ChangedMeanwhile, useSeen } from '#web/ui/changed-meanwhile.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { FormButtons } from '#web/ui/form-buttons.tsx'
import { type Bound, TextInput } from '#web/ui/inputs.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useCommand } from '#web/ui/query.ts'
import { Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useImportNames } from './import.queries.ts'
import { RowControl } from './row-control.tsx'
import { rowFormTexts } from './row-form.text.ts'
import { type EditedRow, type FormColumn, isHidden, openingTexts, textIn, writtenTexts } from './row-values.ts'

type Routes = (typeof byHandRoutes)[keyof typeof byHandRoutes]

type Props = {
  readonly kind: ImportKind
  readonly routes: Routes
  /** The field by which the row is known, which does not change. */
  readonly keyField: string
  /** How the row's address names its key. */
  readonly params: (key: string) => Record<string, string>
  readonly subject?: RevealSubject
  /** Absent for a new row. */
  readonly row?: EditedRow
  readonly changes: readonly Route[]
  readonly onClose: () => void
  readonly onMade?: (key: string) => void
}

/** One row with the fields of its import, made or edited by hand; what is wrong is said at the field, in the import's words. */
export const RowForm = (props: Props) => {
  const t = useText(rowFormTexts)
  const { fieldsOf } = useImportNames()
  const columns = fieldsOf(props.kind)
  // The columns come with an answer of their own; a form keeps what it began with.
  if (columns.length === 0) {
    return (
      <Dialog title={t('row.edit')} size="side" onClose={props.onClose}>
        <Loading rows={10} />
      </Dialog>
    )
  }
  return props.row ? <EditRow {...props} row={props.row} columns={columns} /> : <NewRow {...props} columns={columns} />
}

const schemaOf = (
  columns: readonly FormColumn[],
  row: EditedRow | undefined,
): z.ZodObject<Record<string, z.ZodString>> =>
  z.object({
    ...Object.fromEntries(
      columns.map((column) => {
        const text = z.string().trim()
        return [column.field, column.isRequired && !isHidden(row, column) ? text.min(1) : text] as const
      }),
    ),
    reason: z.string().trim().min(2),
  })

const NewRow = ({ columns, routes, changes, onClose, onMade }: Props & { readonly columns: readonly FormColumn[] }) => {
  const t = useText(rowFormTexts)
  const create = useCommand(routes.create, { changes, done: t('row.saved') })
  const form = useForm({
    schema: useMemo(() => schemaOf(columns, undefined), [columns]),
    initial: { ...openingTexts(columns, undefined), reason: '' },
    onSubmit: async ({ reason = '', ...values }) => {
      const fields = writtenTexts(columns, undefined, {}, values)
      const { key } = await create.send({ body: { fields, reason } })
      onClose()
      onMade?.(key)
    },
  })
  return (
    <Dialog
      title={t('row.add')}
      size="side"
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        {columns.map((column) => (
          <Field key={column.field} form={form} name={column.field} label={column.name} isOptional={!column.isRequired}>
            {(bound) => <RowControl column={column} bound={bound} />}
          </Field>
        ))}
        <ReasonField>{(control) => <Field form={form} name="reason" {...control} />}</ReasonField>
      </Form>
    </Dialog>
  )
}

const ReasonField = ({
  children,
}: {
  readonly children: (field: {
    readonly label: string
    readonly hint: string
    readonly children: (bound: Bound<string>) => ReactNode
  }) => ReactNode
}) => {
  const t = useText(rowFormTexts)
  return children({
    label: t('row.reason'),
    hint: t('row.reason-hint'),
    children: (bound) => <TextInput {...bound} autoComplete="off" />,
  })
}

const revealFieldOf = (field: string): RevealField =>
  /phone$/i.test(field) ? 'phone' : /address$/i.test(field) ? 'address' : 'name'

const EditRow = ({
  columns,
  routes,
  keyField,
  params,
  subject = 'homeUser',
  row,
  changes,
  onClose,
}: Props & { readonly row: EditedRow; readonly columns: readonly FormColumn[] }) => {
  const t = useText(rowFormTexts)
  const { seen, isOutdated, catchUp } = useSeen(row)
  const [revealed, setRevealed] = useState<Readonly<Record<string, string>>>({})
  const reveal = useReveal(subject, row.id, row.isMasked === true)
  const edit = useCommand(routes.edit, { changes, done: t('row.saved') })
  const form = useForm({
    schema: useMemo(() => schemaOf(columns, row), [columns, row]),
    initial: { ...openingTexts(columns, row), reason: '' },
    onSubmit: async ({ reason = '', ...values }) => {
      const fields = writtenTexts(columns, row, revealed, values)
      // One of the kinds' routes, with its own name of the key.
      const args = { params: params(textIn(row, keyField)), body: { fields, reason, version: seen.version } }
      await edit.send(args as never)
      onClose()
    },
  })
  const title = textIn(row, keyField)
  return (
    <Dialog
      title={`${t('row.edit')} · ${title}`}
      size="side"
      onClose={onClose}
      isKept={form.isTouched}
      footer={<FormButtons form={form} onClose={onClose} />}
    >
      <Form form={form}>
        {isOutdated && (
          <ChangedMeanwhile
            differences={columns.map(({ field, name }) => ({
              label: name,
              before: textIn(seen, field),
              now: textIn(row, field),
            }))}
            onTake={() => {
              form.reset({ ...openingTexts(columns, row), reason: '' })
              setRevealed({})
              catchUp()
            }}
            onKeep={catchUp}
          />
        )}
        {columns.map((column) => {
          const { field } = column
          const hidden = isHidden(row, column)
          const hint = !hidden ? undefined : revealed[field] !== undefined ? (
            t('row.revealed')
          ) : (
            <>
              {t('row.masked-now')}{' '}
              <Masked
                value={textIn(row, field)}
                label={column.name}
                {...(reveal
                  ? {
                      reveal: async (reason: string) => {
                        const whole = await reveal(revealFieldOf(field))(reason)
                        setRevealed((before) => ({ ...before, [field]: whole }))
                        form.set(field, whole)
                        return whole
                      },
                    }
                  : {})}
              />
              {t('row.masked-keep')}
            </>
          )
          if (field === keyField) return null
          return (
            <Field key={field} form={form} name={field} label={column.name} hint={hint} isOptional={!column.isRequired}>
              {(bound) => <RowControl column={column} bound={bound} />}
            </Field>
          )
        })}
        <ReasonField>{(control) => <Field form={form} name="reason" {...control} />}</ReasonField>
      </Form>
    </Dialog>
  )
}
