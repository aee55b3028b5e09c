/**
 * How much light a node should get (光功率预算): what the OLT sends, less what each splitter, the fibre and the joints take on the way.
 * Where a ratio is not in the table or a length is unknown nothing is made up: the figure is then absent.
 */
import type { NodeKind } from './network-node.ts'

export type OpticalBudget = {
  readonly oltDbm: number
  readonly fibreDbPerKm: number
  readonly jointsDb: number
  readonly splitDb: Readonly<Record<string, number>>
}

type Step = { readonly kind: NodeKind; readonly splitRatio: string | null; readonly parentKm: number | null }

/**
 * Light in dBm behind each step of a way, which is given from the node up to its room; `null` above the OLT and where the way does not
 * say enough. All joints are counted below the PON port.
 */
export const expectedLight = (way: readonly Step[], budget: OpticalBudget): readonly (number | null)[] => {
  let light: number | null = null
  const found: (number | null)[] = []
  for (const step of [...way].reverse()) {
    light = behind(step, light, budget)
    found.push(light === null ? null : Math.round(light * 10) / 10)
  }
  return found.reverse()
}

const behind = ({ kind, splitRatio, parentKm }: Step, above: number | null, budget: OpticalBudget): number | null => {
  if (kind === 'room') return null
  if (kind === 'olt') return budget.oltDbm
  if (kind === 'ponPort') return above === null ? null : above - budget.jointsDb
  const split = splitRatio === null ? 0 : budget.splitDb[splitRatio.split(':')[1] ?? '']
  if (above === null || split === undefined || parentKm === null) return null
  return above - split - parentKm * budget.fibreDbPerKm
}
