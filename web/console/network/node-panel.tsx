import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#core/contract.ts'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { networkRoutes } from '#core/network/network.contract.ts'
import { networkTexts } from '#core/network/network.text.ts'
import { RowHistoryCard } from '#web/console/import/row-history.tsx'
import { EditButton } from '#web/console/ledger/edit-button.tsx'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card, Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { BoxUsers } from './box-users.tsx'
import { networkScreenTexts } from './network.text.ts'
import { NodeChain } from './node-chain.tsx'
import { NodeForm } from './node-form.tsx'

type Answer = ReplyOf<typeof networkRoutes.node>

const LISTED = 100

/** One node: what it is, its way up, and what hangs on it. */
export const NodePanel = ({ code, onClose }: { readonly code: string; readonly onClose: () => void }) => {
  const t = useText(networkScreenTexts)
  const answer = useAnswer(networkRoutes.node, { params: { code } })
  return (
    <Dialog title={answer.data?.node.name ?? code} size="side" onClose={onClose}>
      <Loaded query={answer} rows={10}>
        {(reply) => (
          <div className="stack">
            <NodeFacts {...reply} />
            <EditButton permission="network.edit">
              {(close) => <NodeForm node={reply.node} onClose={close} />}
            </EditButton>
            {reply.node.kind === 'box' && (
              <BoxUsers
                code={code}
                users={reply.homeUsers}
                splitRatio={reply.node.splitRatio}
                expectedDbm={reply.expectedDbm[0] ?? null}
              />
            )}
            <Card
              title={t('network.way-up')}
              hint={reply.expectedDbm.some((dbm) => dbm !== null) ? t('network.expected') : ''}
            >
              <NodeChain path={reply.path} expectedDbm={reply.expectedDbm} />
            </Card>
            <Below node={reply.node} count={reply.children} />
            <History code={code} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

const History = ({ code }: { readonly code: string }) => (
  <RowHistoryCard kind="network" answer={useAnswer(byHandRoutes.networkNode.history, { params: { code } })} />
)

const NodeFacts = ({ node, homeUsers }: Answer) => {
  const t = useText(networkScreenTexts)
  const kind = useText(networkTexts)
  const regionName = useRegionNames()
  return (
    <Facts
      items={[
        { label: t('network.code'), value: <span className="number">{node.code}</span> },
        { label: t('network.kind'), value: kind(`network.kind.${node.kind}`) },
        { label: t('network.county'), value: `${regionName(node.prefecture)} ${regionName(node.county)}` },
        { label: t('network.split'), value: node.splitRatio ?? '—' },
        { label: t('network.distance'), value: node.parentKm === null ? '—' : t('network.km', { km: node.parentKm }) },
        {
          label: t('network.position'),
          value: node.lon === null || node.lat === null ? '—' : `${node.lon.toFixed(5)}, ${node.lat.toFixed(5)}`,
        },
        { label: t('network.home-users'), value: t('network.users-count', { count: homeUsers }) },
      ]}
    />
  )
}

const Below = ({ node, count }: { readonly node: Answer['node']; readonly count: number }) => {
  const t = useText(networkScreenTexts)
  const kind = useText(networkTexts)
  const query = { parent: node.code, prefecture: node.prefecture, limit: LISTED }
  const answer = useAnswer(networkRoutes.nodes, { query }, { isOn: count > 0 })
  return (
    <Card title={t('network.below')} hint={count > 0 ? t('network.below-count', { count }) : ''}>
      {count === 0 ? (
        <p className="hint">{t('network.nothing-below')}</p>
      ) : (
        <Loaded query={answer} rows={3}>
          {({ items }) => (
            <>
              <ol className="network-chain">
                {items.map((child) => (
                  <li key={child.code}>
                    <span className="network-chain-kind">{kind(`network.kind.${child.kind}`)}</span>
                    <span className="network-chain-what">
                      <Link to="/network" search={{ open: child.code } as never}>
                        {child.name}
                      </Link>
                      <span className="hint">{child.code}</span>
                    </span>
                  </li>
                ))}
              </ol>
              {count > items.length && <p className="hint">{t('network.more-below', { count: items.length })}</p>}
            </>
          )}
        </Loaded>
      )}
    </Card>
  )
}
