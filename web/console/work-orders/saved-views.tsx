import { useState } from 'react'
import { useSession } from '#web/console/session/session.queries.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import type { Search } from '#web/ui/filters.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { remember, remembered } from '#web/ui/memory.ts'
import { Popover } from '#web/ui/popover.tsx'
import { useText } from '#web/ui/text.ts'
import { queryIn } from './order-filters.ts'
import { orderListTexts } from './order-list.text.ts'

export type SavedView = { readonly name: string; readonly search: Search }
const MOST = 20

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' && value !== null && 'name' in value && 'search' in value && typeof value.name === 'string'

/** What this browser keeps for this reader; anything that is no list of views counts as none. */
export const readViews = (text: string | undefined): readonly SavedView[] => {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isView) : []
  } catch {
    return []
  }
}

/** The reader's own views: a name for a sentence of filters, kept in this browser. */
export const SavedViews = ({
  search,
  onChoose,
}: {
  readonly search: Search
  readonly onChoose: (search: Search) => void
}) => {
  const t = useText(orderListTexts)
  const key = `order-views.${useSession().user.id}`
  const [views, setViews] = useState(() => readViews(remembered(key)))
  const [name, setName] = useState('')
  const keep = (next: readonly SavedView[]) => {
    setViews(next)
    remember(key, JSON.stringify(next))
  }
  const now = JSON.stringify(queryIn(search))
  const chosen = views.find((view) => JSON.stringify(queryIn(view.search)) === now)
  const trimmed = name.trim()
  const save = () => {
    keep([...views.filter((view) => view.name !== trimmed), { name: trimmed, search: queryIn(search) }])
    setName('')
  }
  return (
    <Popover
      label={t('views')}
      trigger={(props) => (
        <Button {...props} icon="star" isSmall>
          {chosen?.name ?? t('views')}
        </Button>
      )}
    >
      {(close) => (
        <div className="ui-menu orders-views">
          {views.map((view) => (
            <div key={view.name} className="orders-view">
              <button
                type="button"
                className="ui-menu-item"
                aria-pressed={view === chosen}
                onClick={() => {
                  onChoose(view.search)
                  close()
                }}
              >
                <span className="clip">{view.name}</span>
              </button>
              <IconButton
                icon="remove"
                label={t('view-remove', { name: view.name })}
                onClick={() => keep(views.filter((each) => each !== view))}
              />
            </div>
          ))}
          {views.length === 0 && <p className="ui-options-none">{t('views-none')}</p>}
          <div className="ui-menu-line" />
          <form
            className="orders-view-new"
            onSubmit={(event) => {
              event.preventDefault()
              if (trimmed !== '' && views.length < MOST) save()
            }}
          >
            <TextInput
              value={name}
              onChange={setName}
              maxLength={30}
              placeholder={t('view-name')}
              aria-label={t('view-name')}
            />
            <Button
              type="submit"
              isSmall
              why={
                views.length >= MOST ? t('view-limit', { count: MOST }) : trimmed === '' ? t('view-name') : undefined
              }
            >
              {t('view-save-do')}
            </Button>
          </form>
        </div>
      )}
    </Popover>
  )
}
