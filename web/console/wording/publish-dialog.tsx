import { z } from 'zod'
import { dayOf, isDay } from '#core/time.ts'
import type { WordingPack } from '#core/wording/pack.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { serverNow } from '#web/ui/clock.ts'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { Difference } from './difference.tsx'
import type { Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'

const schema = z.object({
  effectiveFrom: z.string().refine(isDay, 'YYYY-MM-DD'),
  reason: z.string().trim().min(2).max(500),
})

/** From which day on, why, and what changes by it. */
export const PublishDialog = ({
  company,
  draft,
  before,
  onClose,
}: {
  readonly company: string
  readonly draft: NonNullable<Versions['draft']>
  readonly before: WordingPack
  readonly onClose: () => void
}) => {
  const t = useText(wordingScreenTexts)
  const publish = useCommand(wordingRoutes.publish, {
    changes: [wordingRoutes.versions, wordingRoutes.inForce],
    done: ({ version }) => t('published', { version }),
    onDone: onClose,
  })
  const today = dayOf(serverNow())
  const form = useForm({
    schema,
    initial: { effectiveFrom: today, reason: '' },
    onSubmit: async (value) => {
      await publish.send({ body: { company, revision: draft.revision, ...value } })
    },
  })
  return (
    <Dialog
      title={t('publish-title')}
      size="large"
      onClose={onClose}
      isKept={form.isTouched}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" form={form.formId} isBusy={form.isSending}>
            {t('publish')}
          </Button>
        </>
      }
    >
      <Form form={form}>
        <Field form={form} name="effectiveFrom" label={t('publish-from')} hint={t('publish-say')}>
          {(bound) => <DayInput {...bound} min={today} />}
        </Field>
        <Field form={form} name="reason" label={t('publish-reason')}>
          {(bound) => <TextInput {...bound} data-autofocus maxLength={500} placeholder={t('publish-reason-place')} />}
        </Field>
      </Form>
      <h3>{t('diff-draft')}</h3>
      <Difference before={before} after={draft.pack} />
    </Dialog>
  )
}
