import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { listNotifications, type Notification, readNotifications } from '#core/notify/notify.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { useLiveRefresh, useLiveState } from '#web/ui/use-live.ts'
import { Ago } from '#web/ui/when.tsx'
import { frameTexts } from './frame.text.ts'
import './bell.css'

const FEW = 30
const MANY = 100
/** While the line is broken the bell asks by itself. */
const ASK_SECONDS = 45

/** What happened that concerns this reader, as it happens; finished work announces itself besides. */
export const Bell = () => {
  const t = useText(frameTexts)
  const isLive = useLiveState() === 'live'
  const latest = useAnswer(listNotifications, { query: { limit: FEW } }, isLive ? {} : { everySeconds: ASK_SECONDS })
  useLiveRefresh(['notification.'], [listNotifications])
  useAnnouncement(latest.data?.items)
  const unread = latest.data?.unread ?? 0
  const label = unread > 0 ? t('bell-unread', { count: unread }) : t('bell')
  return (
    <>
      <Popover
        label={t('bell')}
        align="end"
        trigger={(props) => (
          <button type="button" {...props} className="frame-bell" aria-label={label} data-tip={label}>
            <Icon name="bell" size={20} />
            {unread > 0 && <span className="frame-count">{unread > 99 ? '99+' : unread}</span>}
          </button>
        )}
      >
        {(close) => <Notes unread={unread} onClose={close} />}
      </Popover>
      <span className="unseen" role="status">
        {unread > 0 ? label : ''}
      </span>
    </>
  )
}

const Notes = ({ unread, onClose }: { readonly unread: number; readonly onClose: () => void }) => {
  const t = useText(frameTexts)
  const navigate = useNavigate()
  const [which, setWhich] = useState<'all' | 'unread'>('all')
  const [limit, setLimit] = useState(FEW)
  const query = which === 'unread' ? { limit, unread: 'true' } : { limit }
  const notes = useAnswer(listNotifications, { query })
  const read = useCommand(readNotifications, { changes: [listNotifications] })
  const open = (note: Notification) => {
    if (!note.isRead) void read.run({ body: { ids: [note.id] } })
    if (!note.path) return
    onClose()
    void navigate({ to: note.path })
  }
  return (
    <div className="frame-notes">
      <header className="spread">
        <Segments
          label={t('bell')}
          value={which}
          onChange={setWhich}
          choices={[
            { value: 'all', label: t('bell-all') },
            {
              value: 'unread',
              label: unread > 0 ? t('bell-only-unread-count', { count: unread }) : t('bell-only-unread'),
            },
          ]}
        />
        {unread > 0 && (
          <Button kind="quiet" isSmall isBusy={read.isRunning} onClick={() => void read.run({ body: {} })}>
            {t('bell-read-all')}
          </Button>
        )}
      </header>
      <div className="frame-notes-list">
        <Loaded query={notes}>
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 && (
                <EmptyState
                  icon="bell"
                  title={t(which === 'unread' ? 'bell-none-unread' : 'bell-empty')}
                  text={t('bell-empty-text')}
                />
              )}
              {items.map((note) => (
                <Note key={note.id} note={note} onOpen={() => open(note)} />
              ))}
              {nextCursor !== null && limit < MANY && (
                <div className="frame-notes-more">
                  <Button kind="quiet" isSmall isBusy={notes.isFetching} onClick={() => setLimit(MANY)}>
                    {t('bell-more')}
                  </Button>
                </div>
              )}
            </>
          )}
        </Loaded>
      </div>
    </div>
  )
}

const Note = ({ note, onOpen }: { readonly note: Notification; readonly onOpen: () => void }) => {
  const t = useText(frameTexts)
  return (
    <button type="button" className="frame-note" data-read={note.isRead} onClick={onOpen}>
      <i className={note.tone} aria-hidden="true" />
      <span className="ui-menu-words">
        <span className={note.isRead ? '' : 'strong'}>
          {!note.isRead && <span className="unseen">{t('bell-new')}</span>}
          {note.title}
        </span>
        {note.text !== '' && <span className="small ink-2">{note.text}</span>}
      </span>
      <span className="hint">
        <Ago at={note.at} />
      </span>
    </button>
  )
}

const FINISHED = 'job.finished'

/** Says in the corner that work which this reader started is over; what was there when the page opened is no news. */
const useAnnouncement = (items: readonly Notification[] | undefined): void => {
  const t = useText(frameTexts)
  const navigate = useNavigate()
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    if (!items) return
    const news = known.current ? items.filter((item) => !item.isRead && !known.current?.has(item.id)) : []
    known.current = new Set([...(known.current ?? []), ...items.map((item) => item.id)])
    for (const { kind, title, tone, path } of news) {
      if (kind !== FINISHED) continue
      const action = path ? { action: { label: t('bell-look'), onClick: () => void navigate({ to: path }) } } : {}
      toast({ tone: tone === 'fine' ? 'fine' : 'risk', title, ...action })
    }
  }, [items, navigate, t])
}
