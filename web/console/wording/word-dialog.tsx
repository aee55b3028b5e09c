import { z } from 'zod'
import { wordingNames } from '#core/wording/names.text.ts'
import { type ForbiddenWord, forbiddenClasses, forbiddenWordSchema, severities } from '#core/wording/pack.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { Checkbox, Choices, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { wordingScreenTexts } from './wording.text.ts'

const schema = z.object({
  word: forbiddenWordSchema.shape.word,
  class: z.enum(forbiddenClasses),
  severity: z.enum(severities),
  variants: z.string().max(1_200),
  exceptions: z.string().max(1_200),
  sayInstead: z.string().max(200),
  isConduct: z.boolean(),
})
const listIn = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** One forbidden word with what is found as it, what is not, and what to say in its place. */
export const WordDialog = ({
  word,
  mayEdit,
  onKeep,
  onClose,
}: {
  readonly word: ForbiddenWord | undefined
  readonly mayEdit: boolean
  /** `undefined` takes it away; throws when it is refused. */
  readonly onKeep: (word: ForbiddenWord | undefined) => Promise<void>
  readonly onClose: () => void
}) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const form = useForm({
    schema,
    initial: {
      word: word?.word ?? '',
      class: word?.class ?? 'shirking',
      severity: word?.severity ?? 'minor',
      variants: word?.variants.join('\n') ?? '',
      exceptions: word?.exceptions.join('\n') ?? '',
      sayInstead: word?.sayInstead ?? '',
      isConduct: word?.isConduct ?? false,
    },
    onSubmit: (value) =>
      onKeep({
        ...value,
        variants: listIn(value.variants),
        exceptions: listIn(value.exceptions),
        mark: word?.mark ?? 'edited',
      }),
  })
  return (
    <Dialog
      title={t(word ? 'edit-word' : 'add-word')}
      size="medium"
      onClose={onClose}
      isKept={form.isTouched}
      footer={
        mayEdit && (
          <>
            {word && (
              <Button kind="danger" isBusy={form.isSending} onClick={() => void onKeep(undefined)}>
                {t('remove-word')}
              </Button>
            )}
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" type="submit" form={form.formId} isBusy={form.isSending}>
              {t('save')}
            </Button>
          </>
        )
      }
    >
      <Form form={form}>
        <Field form={form} name="word" label={t('word')}>
          {(bound) => <TextInput {...bound} lang="zh-CN" data-autofocus maxLength={60} />}
        </Field>
        <Field form={form} name="class" label={t('class')}>
          {(bound) => (
            <Choices
              {...bound}
              onChange={(value) => value && bound.onChange(value)}
              choices={forbiddenClasses.map((value) => ({ value, label: names(`class.${value}`) }))}
            />
          )}
        </Field>
        <Field form={form} name="severity" label={t('severity')}>
          {(bound) => (
            <Choices
              {...bound}
              onChange={(value) => value && bound.onChange(value)}
              choices={severities.map((value) => ({ value, label: names(`severity.${value}`) }))}
            />
          )}
        </Field>
        <Field form={form} name="isConduct" label="">
          {(bound) => <Checkbox {...bound}>{t('conduct')}</Checkbox>}
        </Field>
        <Field form={form} name="variants" label={t('variants')} hint={t('variants-hint')} isOptional>
          {(bound) => <TextArea {...bound} isUnchecked lang="zh-CN" rows={2} />}
        </Field>
        <Field form={form} name="exceptions" label={t('exceptions')} hint={t('exceptions-hint')} isOptional>
          {(bound) => <TextArea {...bound} isUnchecked lang="zh-CN" rows={2} />}
        </Field>
        <Field form={form} name="sayInstead" label={t('instead')} isOptional>
          {(bound) => <TextInput {...bound} lang="zh-CN" maxLength={200} />}
        </Field>
      </Form>
    </Dialog>
  )
}
