import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { type NetworkNodeItem, networkRoutes } from '#core/network/network.contract.ts'
import { RowForm } from '#web/console/import/row-form.tsx'

/** What shows a node, and what changed it. */
const changes = [
  networkRoutes.nodes,
  networkRoutes.node,
  networkRoutes.boxUsers,
  networkRoutes.homeUserPath,
  byHandRoutes.networkNode.history,
]

/** A node of the network, new or as it stands. */
export const NodeForm = ({
  node,
  onClose,
  onMade,
}: {
  readonly node?: NetworkNodeItem
  readonly onClose: () => void
  readonly onMade?: (code: string) => void
}) => (
  <RowForm
    kind="network"
    routes={byHandRoutes.networkNode}
    keyField="code"
    params={(code) => ({ code })}
    changes={changes}
    onClose={onClose}
    {...(node ? { row: node } : {})}
    {...(onMade ? { onMade } : {})}
  />
)
