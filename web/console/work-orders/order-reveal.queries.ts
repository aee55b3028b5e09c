import { useMemo } from 'react'
import { revealRoute } from '#core/access/reveal.contract.ts'
import { isInHand, type RevealField, type RevealSubject } from '#core/access/reveal.rules.ts'
import { type RoleName, roleOf } from '#core/access/role.ts'
import { type Actor, reachOf } from '#core/access/scope.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { call } from '#web/ui/api.ts'

/** How long an archived order stays a reason, at least; the server knows the parameter and decides. */
const AFTER_ARCHIVE_HOURS = 24

/** What of the order decides in whose hands it is, for the rule that the server asks too. */
const inHandOf = (order: OrderDetail) => ({
  isOpen: order.isOpen,
  archivedAt: order.archivedAt ?? undefined,
  state: order.state,
  holderLevel: order.holder.level,
  desk: order.desk ?? undefined,
  companyId: order.companyId ?? undefined,
  stationId: order.stationId ?? undefined,
  staffId: order.staffId ?? undefined,
  crew: order.helpers,
})

/** Whether the order is the reason for a look at its customer's data, so that none is asked for. */
export const useIsInHand = (order: OrderDetail): boolean => {
  const session = useSession()
  return useMemo(() => {
    const { user } = session
    const roles = user.roles as readonly RoleName[]
    const isOperator = roles.every((role) => roleOf(role).side !== 'contractor')
    const actor: Actor = {
      userId: user.id,
      name: user.name,
      roles,
      permissions: new Set(session.permissions),
      isOperator,
      scope: {
        userId: user.id,
        companyId: isOperator ? undefined : user.company.id,
        prefectures: [],
        stationId: user.station?.id,
        staffId: user.staffId,
        reach: reachOf(roles),
      },
      source: 'console',
    }
    return isInHand(actor, inHandOf(order), order.now, AFTER_ARCHIVE_HOURS)
  }, [session, order])
}

/** How this reader sees a field in full; nothing when they never may. */
export const useOrderReveal = (isInHand: boolean) => {
  const mayReveal = useMay('personal-data.reveal')
  const isMasked = !useMay('personal-data.full')
  if (!isMasked || (!mayReveal && !isInHand)) return undefined
  return (subjectType: RevealSubject, subjectId: string, field: RevealField) =>
    async (reason: string): Promise<string> => {
      const body = {
        subjectType,
        subjectId,
        fields: [field],
        ...(isInHand && subjectType === 'workOrder' ? {} : { reason }),
      }
      const { values } = await call(revealRoute, { body })
      return values[field] ?? '—'
    }
}
