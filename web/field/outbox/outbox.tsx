import { useState } from 'preact/hooks'
import { useOutbox } from '#web/field/outbox.ts'
import { syncSoon, useSending } from '#web/field/outbox-send.ts'
import { sendPhotos, usePhotos } from '#web/field/photo/photo-queue.ts'
import { useSpace } from '#web/field/pwa/space.ts'
import { useSpaceText } from '#web/field/pwa/space-text.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { Choices } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { EmptyState } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { exportFile } from './export-file.ts'
import { ItemSheet } from './item-sheet.tsx'
import { outboxTexts } from './outbox.text.ts'
import { isOfPhoto } from './outbox-count.ts'
import { RefusedCard } from './refused-card.tsx'
import { SentRow, WaitingPhotoRow, WaitingRow } from './rows.tsx'
import './outbox.css'

type Filter = 'all' | 'refused' | 'waiting' | 'sent'

/** Refused first (what happened, what was kept, what to do), then what waits in its order, then what was sent. */
export const OutboxScreen = () => {
  const t = useText(outboxTexts)
  const [items, photos] = [useOutbox(), usePhotos().filter(({ kind }) => kind !== undefined)]
  const space = useSpaceText(useSpace())
  const { isSending } = useSending()
  const [filter, setFilter] = useState<Filter>('all')
  const [open, setOpen] = useState<string | undefined>(undefined)
  const [exports, setExports] = useState(false)
  const refused = items.filter(({ state }) => state === 'refused' || state === 'handed')
  const waiting = items.filter((item) => item.state === 'waiting' && !isOfPhoto(item, photos))
  const sent = items.filter(({ state }) => state === 'done' || state === 'kept').reverse()
  const [first] = waiting
  const unsent = refused.filter(({ state }) => state === 'refused').length + waiting.length
  const left = unsent + photos.length
  const shown = items.find(({ id }) => id === open)
  const isShown = (each: Filter) => filter === 'all' || filter === each
  const isEmpty =
    (isShown('refused') ? refused.length : 0) +
      (isShown('waiting') ? waiting.length + photos.length : 0) +
      (isShown('sent') ? sent.length : 0) ===
    0
  return (
    <Screen
      title={t('title')}
      subtitle={space ?? t('no-space-known')}
      {...(unsent > 0
        ? { aside: { icon: 'download', label: t('export'), onClick: () => setExports(true) } as const }
        : {})}
      above={
        left > 0 && (
          <p className="outbox-warning">
            <Icon name="lock" size={20} />
            {t('left-warning', { count: left })}
          </p>
        )
      }
    >
      <div className="outbox-filter">
        <Choices
          label={t('filter')}
          value={filter}
          onChange={setFilter}
          columns={4}
          choices={[
            { value: 'all', label: t('all') },
            { value: 'refused', label: t('refused-count', { count: refused.length }) },
            { value: 'waiting', label: t('waiting-count', { count: waiting.length + photos.length }) },
            { value: 'sent', label: t('sent-count', { count: sent.length }) },
          ]}
        />
      </div>
      {isShown('refused') &&
        refused.map((item) => <RefusedCard key={item.id} item={item} onLook={() => setOpen(item.id)} />)}
      {isShown('waiting') && waiting.length + photos.length > 0 && (
        <Card
          title={
            <>
              {t('waiting-title', { count: waiting.length + photos.length })} <small>{t('in-order')}</small>
            </>
          }
          aside={
            <button
              type="button"
              className="outbox-retry"
              aria-busy={isSending}
              onClick={() => {
                void syncSoon()
                void sendPhotos()
              }}
            >
              <Icon name="refresh" size={20} />
              {isSending ? t('sending') : t('retry-now')}
            </button>
          }
        >
          {waiting.map((item) => (
            <WaitingRow
              key={item.id}
              item={item}
              isSending={isSending && item === first}
              onLook={() => setOpen(item.id)}
            />
          ))}
          {photos.map((photo) => (
            <WaitingPhotoRow key={photo.id} photo={photo} />
          ))}
        </Card>
      )}
      {isShown('sent') && sent.length > 0 && (
        <Card title={t('sent-title')}>
          {sent.map((item) => (
            <SentRow key={item.id} item={item} onLook={() => setOpen(item.id)} />
          ))}
        </Card>
      )}
      {isEmpty && (
        <EmptyState
          icon="send"
          title={t(filter === 'all' ? 'none' : 'not-here')}
          text={filter === 'all' && t('none-text')}
        />
      )}
      {shown && <ItemSheet item={shown} onClose={() => setOpen(undefined)} />}
      {exports && (
        <Sheet
          title={t('export-title')}
          onClose={() => setExports(false)}
          foot={
            <Button
              icon="download"
              onClick={() => {
                setExports(false)
                void exportFile()
              }}
            >
              {t('export-go', { count: unsent })}
            </Button>
          }
        >
          <p>{t('export-warning')}</p>
        </Sheet>
      )}
    </Screen>
  )
}
