import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listNotifications, readNotifications } from '#core/notify/notify.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLive } from '#web/ui/use-live.ts'
import { Ago } from '#web/ui/when.tsx'
import { frameTexts } from './frame.text.ts'

/** What happened that concerns this reader; finished work announces itself here. */
export const Bell = () => {
  const t = useText(frameTexts)
  const navigate = useNavigate()
  const [isAsked, setIsAsked] = useState(false)
  const notifications = useAnswer(listNotifications, {}, { isOn: isAsked })
  const read = useCommand(readNotifications, { changes: [listNotifications] })
  useLive(['notification.'], () => {
    setIsAsked(true)
    void notifications.refetch()
  })
  const unread = notifications.data?.unread ?? 0
  const label = unread > 0 ? t('bell-unread', { count: unread }) : t('bell')
  return (
    <Popover
      label={t('bell')}
      align="end"
      trigger={(props) => (
        <button
          type="button"
          {...props}
          onClick={() => {
            setIsAsked(true)
            props.onClick()
          }}
          className="frame-bell"
          aria-label={label}
          data-tip={label}
        >
          <Icon name="bell" size={20} />
          {unread > 0 && <span className="frame-count">{unread > 99 ? '99+' : unread}</span>}
        </button>
      )}
    >
      {(close) => (
        <div className="frame-notes">
          <header className="spread">
            <b>{t('bell')}</b>
            {unread > 0 && (
              <Button kind="quiet" isSmall isBusy={read.isRunning} onClick={() => void read.run({ body: {} })}>
                {t('bell-read-all')}
              </Button>
            )}
          </header>
          <Loaded query={notifications}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState icon="bell" title={t('bell-empty')} text={t('bell-empty-text')} />
              ) : (
                items.map((item) => (
                  <button
                    key={item.id}
                    type="button"
                    className="frame-note"
                    data-read={item.isRead}
                    onClick={() => {
                      if (!item.isRead) void read.run({ body: { ids: [item.id] } })
                      close()
                      if (item.path) void navigate({ to: item.path })
                    }}
                  >
                    <i className={item.tone} aria-hidden="true" />
                    <span className="ui-menu-words">
                      {item.title}
                      <span className="small ink-2">{item.text}</span>
                    </span>
                    <span className="hint">
                      <Ago at={item.at} />
                    </span>
                  </button>
                ))
              )
            }
          </Loaded>
        </div>
      )}
    </Popover>
  )
}
