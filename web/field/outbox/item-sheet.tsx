import { useState } from 'preact/hooks'
import { type OutboxItem, settleItem } from '#web/field/outbox.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Facts } from '#web/field/ui/card.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { outboxTexts } from './outbox.text.ts'
import { contentText, numberOf, useItemWords } from './outbox-words.ts'
import { sendAgain } from './retry.ts'

/** One item with all that it holds, and what can be done about it. */
export const ItemSheet = ({ item, onClose }: { readonly item: OutboxItem; readonly onClose: () => void }) => {
  const t = useText(outboxTexts)
  const { title } = useItemWords()
  const [isAsked, setIsAsked] = useState(false)
  const number = numberOf(item)
  const content = contentText(item)
  const why = item.answer?.problem?.title
  const isRefused = item.state === 'refused' || item.state === 'handed'
  const remove = async () => {
    if (!isAsked) return setIsAsked(true)
    await settleItem(item.id, undefined)
    note({ text: t('removed') })
    onClose()
  }
  return (
    <Sheet
      title={title(item)}
      onClose={onClose}
      foot={
        <>
          {number !== undefined && (
            <Button icon="right" onClick={() => go(`/job/${encodeURIComponent(number)}`)}>
              {t('to-order')}
            </Button>
          )}
          {item.state === 'refused' && (
            <Button
              icon="refresh"
              onClick={() => {
                void sendAgain(item).then(() => {
                  note({ text: t('sent-again') })
                  onClose()
                })
              }}
            >
              {t('send-again')}
            </Button>
          )}
          {isRefused && (
            <Button icon="remove" kind={isAsked ? 'danger' : 'quiet'} onClick={() => void remove()}>
              {t(isAsked ? 'remove-sure' : 'remove')}
            </Button>
          )}
        </>
      }
    >
      <Facts
        items={[
          ...(number === undefined ? [] : [{ label: t('order'), value: number }]),
          { label: t('done-at'), value: <When at={item.doneAt} /> },
          ...(content === '' ? [] : [{ label: t('content'), value: content }]),
          ...(why === undefined ? [] : [{ label: t('why'), value: why }]),
        ]}
      />
    </Sheet>
  )
}
