import { useState } from 'preact/hooks'
import { type OutboxItem, useOutbox } from '#web/field/outbox.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, StateTag } from '#web/field/ui/card.tsx'
import { note } from '#web/field/ui/note.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow, When } from '#web/field/ui/when.tsx'
import { whenText } from '#web/ui/time.ts'
import { outboxTexts } from './outbox.text.ts'
import { contentText, othersTaken, shortened, useItemWords } from './outbox-words.ts'
import { handToHead } from './retry.ts'

/** What happened, what was kept, what to do. It stays until the person decides. */
export const RefusedCard = ({ item, onLook }: { readonly item: OutboxItem; readonly onLook: () => void }) => {
  const [t, all] = [useText(outboxTexts), useOutbox()]
  const [now, language] = [useNow(), useLanguage()]
  const [isBusy, setIsBusy] = useState(false)
  const { what, title } = useItemWords()
  const taken = othersTaken(item, all)
  const why = item.answer?.problem?.title ?? ''
  const changed = item.answer?.changed
  const hand = async () => {
    setIsBusy(true)
    const content = shortened(contentText(item))
    await handToHead(
      item,
      t('ask-head-note', { when: whenText(item.doneAt, now, language), what: what(item), why, content }),
    )
    note({ text: t('handed') })
    setIsBusy(false)
  }
  const isHanded = item.state === 'handed'
  return (
    <Card tone={isHanded ? 'plain' : 'late'}>
      <CardBody>
        <p className="order-top">
          <b>{title(item)}</b>
          <small>
            <When at={item.doneAt} />
          </small>
        </p>
        <p>
          {isHanded ? (
            <StateTag tone="paused" icon="people">
              {t('handed')}
            </StateTag>
          ) : (
            <StateTag tone="late">{t('not-accepted')}</StateTag>
          )}
        </p>
        <p>
          {changed && t('changed-by', { when: whenText(changed.at, now, language), name: changed.byName })}
          {why}
          {/[。.!?]$/.test(why) || why === '' ? ' ' : language === 'en' ? '. ' : '。'}
          {isHanded
            ? t('handed-text')
            : taken > 0
              ? t('others-taken', { count: taken, what: what(item) })
              : t('only-this', { what: what(item) })}
        </p>
        <div className="two-buttons">
          {!isHanded && item.command.kind === 'order' && (
            <Button kind="primary" isBusy={isBusy} onClick={() => void hand()}>
              {t('ask-head')}
            </Button>
          )}
          <Button onClick={onLook}>{t('look')}</Button>
        </div>
      </CardBody>
    </Card>
  )
}
