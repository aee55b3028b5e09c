import { type HomeUserItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { networkRoutes } from '#core/network/network.contract.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { NodeChain } from '#web/console/network/node-chain.tsx'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card, Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
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
            <Way account={user.account} />
            <OpenOrders account={user.account} />
            <EarlierOrders account={user.account} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

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
            <NodeChain
              path={way.path}
              first={{ kind: t('ledger.path-onu'), name: way.onuSerial ?? '—', code: way.boxCode ?? '' }}
            />
            {way.path.length === 0 && <p className="hint">{t('ledger.path-none')}</p>}
          </div>
        )}
      </Loaded>
    </Card>
  )
}
