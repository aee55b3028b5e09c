import { Link } from '@tanstack/react-router'
import type { NetworkNodeItem } from '#core/network/network.contract.ts'
import { networkTexts } from '#core/network/network.text.ts'
import { numberText } from '#web/ui/number.ts'
import { useText } from '#web/ui/text.ts'
import { networkScreenTexts } from './network.text.ts'
import './network.css'

type First = { readonly kind: string; readonly name: string; readonly code: string }

/** The way up, each step on its own line, the customer's end first and the room last. */
export const NodeChain = ({
  path,
  first,
  expectedDbm = [],
}: {
  readonly path: readonly NetworkNodeItem[]
  readonly first?: First
  /** Light behind each step of `path`. */
  readonly expectedDbm?: readonly (number | null)[]
}) => {
  const t = useText(networkScreenTexts)
  const kind = useText(networkTexts)
  return (
    <ol className="network-chain">
      {first && (
        <li>
          <span className="network-chain-kind">{first.kind}</span>
          <span className="network-chain-what">
            <span>{first.name}</span>
            {path.length === 0 && <span className="hint">{first.code}</span>}
          </span>
        </li>
      )}
      {path.map((node, index) => (
        <li key={node.code}>
          <span className="network-chain-kind">{kind(`network.kind.${node.kind}`)}</span>
          <span className="network-chain-what">
            <Link to="/network" search={{ open: node.code } as never}>
              {node.name}
            </Link>
            <span className="hint">
              {[
                node.code,
                node.splitRatio ?? undefined,
                node.parentKm === null ? undefined : t('network.km', { km: node.parentKm }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {typeof expectedDbm[index] === 'number' && (
            <span className="number ink-2">{t('network.dbm', { dbm: numberText(expectedDbm[index], 1) })}</span>
          )}
        </li>
      ))}
    </ol>
  )
}
