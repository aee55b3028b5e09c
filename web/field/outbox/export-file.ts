import { type OutboxItem, unsentItems } from '#web/field/outbox.ts'
import { serverNow } from '#web/ui/clock.ts'

/** Everything that the server did not take, readable, as the phone would have sent it: the last resort. */
export const exportText = (items: readonly OutboxItem[], exportedAt: string): string =>
  JSON.stringify(
    {
      format: 'daiwei-outbox/1',
      exportedAt,
      commands: items.map(({ id, seq, state, doneAt, command, answer }) => ({
        ...{ id, seq, state, doneAt, command },
        ...(answer?.problem ? { refusal: answer.problem } : {}),
      })),
    },
    null,
    2,
  )

/** Hands the file to the phone: shared where it can be, saved where not. */
export const exportFile = async (): Promise<void> => {
  const now = serverNow()
  const name = `daiwei-${now.slice(0, 16).replace(/[-:]/g, '')}.json`
  const file = new File([exportText(unsentItems(), now)], name, { type: 'application/json' })
  const data = { files: [file], title: name }
  if (navigator.canShare?.(data)) {
    const isShared = await navigator.share(data).then(
      () => true,
      (error: unknown) => error instanceof Error && error.name === 'AbortError',
    )
    if (isShared) return
  }
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
