import type { ReplyOf } from '#core/contract.ts'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { type HomeUserItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { networkRoutes } from '#core/network/network.contract.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { RowForm } from '#web/console/import/row-form.tsx'
import { RowHistoryCard } from '#web/console/import/row-history.tsx'
import { NodeChain } from '#web/console/network/node-chain.tsx'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card, Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { numberText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf, When } from '#web/ui/when.tsx'
import { EditButton } from './edit-button.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { EarlierOrders, OpenOrders } from './open-orders.tsx'
import { ServiceState } from './service-state.tsx'

/** One home user: who, what, where in the network, and what is being done for them. */
export const HomeUserPanel = ({ account, onClose }: { readonly account: string; readonly onClose: () => void }) => {
  const answer = useAnswer(ledgerRoutes.homeUser, { params: { account } })
  return (
    <Dialog title={account} size="side" onClose={onClose}>
      <Loaded query={answer} rows={10}>
        {(user) => (
          <div className="stack">
            <Who user={user} />
            <EditHomeUser user={user} />
            <Way account={user.account} />
            <OpenOrders account={user.account} />
            <EarlierOrders account={user.account} />
            <History account={user.account} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

/** What shows a home user, and what changed it. */
export const homeUserRoutes = [
  ledgerRoutes.homeUsers,
  ledgerRoutes.homeUser,
  networkRoutes.homeUserPath,
  byHandRoutes.homeUser.history,
]

const EditHomeUser = ({ user }: { readonly user: HomeUserItem }) => (
  <EditButton>
    {(close) => (
      <RowForm
        kind="home-users"
        routes={byHandRoutes.homeUser}
        keyField="account"
        params={(account) => ({ account })}
        subject="homeUser"
        row={user}
        changes={homeUserRoutes}
        onClose={close}
      />
    )}
  </EditButton>
)

const History = ({ account }: { readonly account: string }) => (
  <RowHistoryCard kind="home-users" answer={useAnswer(byHandRoutes.homeUser.history, { params: { account } })} />
)

const Who = ({ user }: { readonly user: HomeUserItem }) => {
  const t = useText(ledgerScreenTexts)
  const regionName = useRegionNames()
  const reveal = useReveal('homeUser', user.id, user.isMasked)
  const masked = (field: 'name' | 'phone' | 'address', value: string | null) =>
    value ? <Masked value={value} label={t(`ledger.${field}`)} {...(reveal ? { reveal: reveal(field) } : {})} /> : '—'
  return (
    <Facts
      items={[
        { label: t('ledger.name'), value: masked('name', user.name) },
        { label: t('ledger.phone'), value: masked('phone', user.phone) },
        { label: t('ledger.address'), value: masked('address', user.address) },
        {
          label: t('ledger.place'),
          value: `${regionName(user.prefecture)} ${regionName(user.county)} · ${t(`ledger.area.${user.areaClass}`)}`,
        },
        { label: t('ledger.community'), value: user.community ?? '—' },
        { label: t('ledger.user-code'), value: user.userCode },
        {
          label: t('ledger.bandwidth'),
          value: [
            user.bandwidthMbps === null ? undefined : t('ledger.mbps', { count: user.bandwidthMbps }),
            user.accessMethod,
          ]
            .filter(Boolean)
            .join(' · '),
        },
        { label: t('ledger.level'), value: user.customerLevel ?? '—' },
        { label: t('ledger.joined'), value: <DayOf day={user.joinedOn} /> },
        { label: t('ledger.status'), value: <ServiceState status={user.status} /> },
      ]}
    />
  )
}

/** The light at the ONU as it was measured last, beside what should arrive there. */
const Light = ({ way }: { readonly way: ReplyOf<typeof networkRoutes.homeUserPath> }) => {
  const t = useText(ledgerScreenTexts)
  const { measured } = way
  const expected = way.expectedDbm[0] ?? null
  const below = measured === null || expected === null ? 0 : expected - measured.dbm
  return (
    <Facts
      items={[
        {
          label: t('ledger.light-measured'),
          value:
            measured === null ? (
              <span className="ink-2">{t('ledger.light-none')}</span>
            ) : (
              <>
                <span className="number">{t('ledger.dbm', { dbm: numberText(measured.dbm, 1) })}</span>{' '}
                <span className="hint">
                  <When at={measured.at} />
                </span>
                {below > 0 && <div className="hint">{t('ledger.light-weaker', { db: numberText(below, 1) })}</div>}
              </>
            ),
        },
        {
          label: t('ledger.light-expected'),
          value:
            expected === null ? (
              <span className="ink-2">{t('ledger.light-unknown')}</span>
            ) : (
              <span className="number">{t('ledger.dbm', { dbm: numberText(expected, 1) })}</span>
            ),
        },
      ]}
    />
  )
}

const Way = ({ account }: { readonly account: string }) => {
  const t = useText(ledgerScreenTexts)
  const mayRead = useMay('network.read')
  const answer = useAnswer(networkRoutes.homeUserPath, { params: { account } }, { isOn: mayRead })
  if (!mayRead) return null
  const { kmToOlt = null, split = null } = answer.data ?? {}
  const hint = [
    kmToOlt === null ? undefined : t('ledger.km', { km: kmToOlt }),
    split === null ? undefined : t('ledger.split', { split }),
  ]
  return (
    <Card title={t('ledger.path')} hint={hint.filter(Boolean).join(' · ')}>
      <Loaded query={answer} rows={4}>
        {(way) => (
          <div className="stack">
            <Light way={way} />
            <NodeChain
              path={way.path}
              expectedDbm={way.expectedDbm}
              first={{ kind: t('ledger.path-onu'), name: way.onuSerial ?? '—', code: way.boxCode ?? '' }}
            />
            {way.path.length === 0 && <p className="hint">{t('ledger.path-none')}</p>}
          </div>
        )}
      </Loaded>
    </Card>
  )
}
