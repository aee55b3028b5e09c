import { useMemo, useState } from 'react'
import { type UserItem, userRoutes } from '#core/access/user.contract.ts'
import { userTexts } from '#core/access/user.text.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { withValues } from '#web/ui/filters.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { NewUserDialog } from './new-user.tsx'
import { UserPanel } from './user-panel.tsx'
import { UserStateTag } from './user-state.tsx'
import { usersTexts } from './users.text.ts'

/** Who may sign in, with which roles and where. */
export const UsersScreen = () => {
  const t = useText(usersTexts)
  const roles = useText(userTexts)
  const regionName = useRegionNames()
  const [search, setSearch] = useFilters()
  /** In the address, so that others can lead to an account. */
  const open = search.login
  const setOpen = (login: string | undefined) => setSearch(withValues(search, 'login', login ? [login] : []))
  const [isMaking, setIsMaking] = useState(false)
  const mayEdit = useMay('users.edit')
  const pages = usePages(userRoutes.list, { query: search.search ? { search: search.search } : {} })
  const columns = useMemo<readonly Column<UserItem>[]>(
    () => [
      { key: 'login', title: t('users.login'), width: 180, isFixed: true, cell: (row) => row.login },
      { key: 'name', title: t('users.name'), width: 110, cell: (row) => row.name },
      { key: 'company', title: t('users.company'), width: 110, cell: (row) => row.company.name },
      {
        key: 'roles',
        title: t('users.roles'),
        width: 240,
        grow: 1,
        cell: (row) => (
          <span className="clip">{listed(row.roles.map((role) => roles(`access.role.${role}`))) || '—'}</span>
        ),
      },
      {
        key: 'scope',
        title: t('users.scope'),
        width: 200,
        cell: (row) => (
          <span className="clip">
            {row.prefectures ? listed(row.prefectures.map(regionName)) : t('users.all-regions')}
          </span>
        ),
      },
      {
        key: 'state',
        title: t('users.state'),
        width: 110,
        cell: (row) => <UserStateTag user={row} />,
      },
    ],
    [t, roles, regionName],
  )
  return (
    <Page title={t('users.title')} isFilled updatedAt={pages.updatedAt}>
      <DataTable
        name="users"
        label={t('users.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.login}
        onOpen={(row) => setOpen(row.login)}
        openKey={open}
        empty={<EmptyState title={t('users.none')} />}
        head={
          <TextInput
            icon="search"
            aria-label={t('users.search')}
            placeholder={t('users.search')}
            value={search.search ?? ''}
            onChange={(value) => setSearch({ ...search, search: value })}
          />
        }
        tools={
          <Button kind="primary" why={mayEdit ? undefined : t('users.create-why')} onClick={() => setIsMaking(true)}>
            {t('users.create')}
          </Button>
        }
      />
      {open && <UserPanel login={open} onClose={() => setOpen(undefined)} />}
      {isMaking && <NewUserDialog onClose={() => setIsMaking(false)} />}
    </Page>
  )
}
