import type { z } from 'zod'
import { Button } from './button.tsx'
import type { FormState } from './form.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

/** The foot of a dialog with a form: cancel, and the one button that sends it. */
export const FormButtons = <S extends z.ZodObject>({
  form,
  onClose,
  action,
  why,
}: {
  readonly form: FormState<S>
  readonly onClose: () => void
  /** What the button says; save unless said otherwise. */
  readonly action?: string
  readonly why?: string | undefined
}) => {
  const t = useText(uiTexts)
  return (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button kind="primary" type="submit" form={form.formId} isBusy={form.isSending} why={why}>
        {action ?? t('save')}
      </Button>
    </>
  )
}
