import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type BoxUser, networkRoutes } from '#core/network/network.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { numberText } from '#web/ui/number.ts'
import { usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { ErrorState, Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { networkScreenTexts } from './network.text.ts'
import './network.css'

/** The box opened like its door: how many ports are used, who is on them, what is being done for them, their light. */
export const BoxUsers = ({
  code,
  users,
  splitRatio,
  expectedDbm,
}: {
  readonly code: string
  readonly users: number
  readonly splitRatio: string | null
  readonly expectedDbm: number | null
}) => {
  const t = useText(networkScreenTexts)
  const [q, setQ] = useState('')
  const pages = usePages(networkRoutes.boxUsers, { params: { code }, query: q.trim() ? { q: q.trim() } : {} })
  const ports = splitRatio === null ? undefined : Number(splitRatio.split(':')[1])
  const isOver = ports !== undefined && users > ports
  return (
    <Card
      isFlush
      title={t('network.users')}
      hint={ports === undefined ? t('network.ports-used', { used: users }) : t('network.ports', { used: users, ports })}
      aside={isOver && <StateTag tone="risk">{t('network.ports-over')}</StateTag>}
    >
      <div className="network-users">
        {users > 0 && <SearchInput label={t('network.users-search')} value={q} onChange={setQ} />}
        {pages.error ? (
          <ErrorState error={pages.error} onRetry={pages.retry} />
        ) : pages.isLoading ? (
          <Loading rows={4} />
        ) : pages.rows.length === 0 ? (
          <p className="hint">{t(q === '' ? 'network.users-none' : 'network.users-none-fits')}</p>
        ) : (
          <Users rows={pages.rows} expectedDbm={expectedDbm} />
        )}
        {pages.hasMore && (
          <Button isSmall isBusy={pages.isLoadingMore} onClick={pages.more}>
            {t('network.more')}
          </Button>
        )}
      </div>
    </Card>
  )
}

const NONE = '—'

const Users = ({ rows, expectedDbm }: { readonly rows: readonly BoxUser[]; readonly expectedDbm: number | null }) => {
  const t = useText(networkScreenTexts)
  const mayReadLedger = useMay('ledger.read')
  return (
    <table className="ui-plain-table">
      <thead>
        <tr>
          <th>{t('network.user')}</th>
          <th>{t('network.orders')}</th>
          <th className="number">{t('network.measured')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((user) => (
          <tr key={user.account}>
            <td>
              {mayReadLedger ? (
                <Link to="/ledger" search={{ open: user.account } as never} className="number">
                  {user.account}
                </Link>
              ) : (
                <span className="number">{user.account}</span>
              )}{' '}
              {user.name}
              <div className="hint">{user.onuSerial ?? '—'}</div>
            </td>
            <td>
              {user.orders.length === 0 && NONE}
              {user.orders.map((number) => (
                <div key={number}>
                  <Link to="/orders/$number" params={{ number }} className="number">
                    {number}
                  </Link>
                </div>
              ))}
            </td>
            <td className="number">
              <Light user={user} expectedDbm={expectedDbm} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Light = ({ user, expectedDbm }: { readonly user: BoxUser; readonly expectedDbm: number | null }) => {
  const t = useText(networkScreenTexts)
  if (user.measured === null) return <span className="ink-2">{NONE}</span>
  const below = expectedDbm === null ? 0 : expectedDbm - user.measured.dbm
  return (
    <>
      {t('network.dbm', { dbm: numberText(user.measured.dbm, 1) })}
      <div className="hint">
        {below > 0 ? t('network.weaker', { db: numberText(below, 1) }) : <When at={user.measured.at} />}
      </div>
    </>
  )
}
