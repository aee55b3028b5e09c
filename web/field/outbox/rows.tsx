import type { OutboxItem } from '#web/field/outbox.ts'
import type { PhotoState } from '#web/field/photo/photo-queue.ts'
import { CardRow, StateTag } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { Ago, When } from '#web/field/ui/when.tsx'
import { outboxTexts } from './outbox.text.ts'
import { contentText, sentAt, useItemWords } from './outbox-words.ts'

type RowProps = { readonly item: OutboxItem; readonly onLook: () => void }

export const WaitingRow = ({ item, isSending, onLook }: RowProps & { readonly isSending: boolean }) => {
  const t = useText(outboxTexts)
  const { title } = useItemWords()
  return (
    <CardRow
      title={title(item)}
      text={
        <span className="outbox-state">
          {isSending ? (
            <StateTag tone="plain" icon="send">
              {t('sending')}
            </StateTag>
          ) : (
            <StateTag tone="paused" icon="clock">
              {t('waits')}
            </StateTag>
          )}
          <span className="outbox-clip">{contentText(item) || t('sealed')}</span>
        </span>
      }
      end={<Ago at={item.doneAt} />}
      onClick={onLook}
    />
  )
}

export const WaitingPhotoRow = ({ photo }: { readonly photo: PhotoState }) => {
  const t = useText(outboxTexts)
  const percent = Math.round(photo.share * 100)
  return (
    <CardRow
      title={t('what-who', { what: t('what-photo'), who: photo.number })}
      text={
        <>
          <span className="outbox-state">
            {photo.isSending ? (
              <StateTag tone="plain" icon="send">
                {t('sending-percent', { percent })}
              </StateTag>
            ) : (
              <StateTag tone="paused" icon="clock">
                {t('waits')}
              </StateTag>
            )}
            <span>{photo.isSending ? t('goes-on') : ''}</span>
          </span>
          {photo.isSending && (
            <span className="outbox-bar">
              <span style={{ width: `${percent}%` }} />
            </span>
          )}
        </>
      }
      end={<Ago at={photo.takenAt} />}
      href={`#/job/${encodeURIComponent(photo.number)}`}
    />
  )
}

export const SentRow = ({ item, onLook }: RowProps) => {
  const t = useText(outboxTexts)
  const { title } = useItemWords()
  const time = item.answer?.time
  return (
    <CardRow
      icon="check"
      title={title(item)}
      text={
        item.state === 'kept' ? (
          t('kept-gone')
        ) : time?.flag ? (
          <>
            <When at={sentAt(item)} /> · {t('time-flag', { when: time.at.slice(11, 16) })}
          </>
        ) : (
          <When at={sentAt(item)} />
        )
      }
      onClick={onLook}
    />
  )
}
