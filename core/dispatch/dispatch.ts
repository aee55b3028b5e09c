import { z } from 'zod'
import type { Shift } from '#core/organisation/organisation.parameters.ts'
import type { Grid, Place, Station } from '#core/organisation/organisation.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import type { CertificateRules, LeadOrder } from '#core/people/certificate.rules.ts'
import type { Certificate } from '#core/people/certificate.ts'
import type { Leave, Post, Staff } from '#core/people/staff.ts'
import type { Position } from '#core/position.ts'
import type { Refusal } from '#core/result.ts'

/** The steps by which a rule looks for an engineer, each tried only when the one before found nobody. */
export const dispatchSteps = ['gridOwner', 'lastVisit', 'station'] as const
export const dispatchStepSchema = z.enum(dispatchSteps)
export type DispatchStep = z.infer<typeof dispatchStepSchema>

/** Who sees an order in the pool: the order's station, everybody of the company in its county, or in its prefecture. */
export const grabScopes = ['station', 'county', 'prefecture'] as const
export type GrabScope = (typeof grabScopes)[number]

export type DispatchOrder = LeadOrder & {
  readonly place: Place
  /** Who has the order already, also where another company is responsible by now; else it is the responsible one's. */
  readonly companyId?: string | undefined
  readonly position?: Position | undefined
  /** Lead engineer of the last visit, when the order repeats an earlier one. */
  readonly lastVisitBy?: string | undefined
  /** Engineers who refused this order or about whom it complains. */
  readonly excludedStaff?: readonly string[]
}

export type DispatchCandidate = {
  readonly staff: Staff
  readonly openOrders: number
  /** Where they are now, or where their next free moment will find them. */
  readonly position?: Position | undefined
}

export type DispatchWorld = {
  readonly responsibilities: readonly Responsibility[]
  readonly stations: readonly Station[]
  readonly grids: readonly Grid[]
  readonly candidates: readonly DispatchCandidate[]
  readonly certificates: readonly Certificate[]
  readonly leaves: readonly Leave[]
}

export type DispatchRules = {
  readonly steps: readonly DispatchStep[]
  readonly leadPosts: readonly Post[]
  readonly maxOpenOrders: number
  readonly grabScope: GrabScope
  readonly maxOpenOrdersToGrab: number
  readonly shift: Shift
  readonly certificates: CertificateRules
}

/** Why somebody got the order, could have had it, or could not. */
export type Consideration = {
  readonly staffId: string
  readonly verdict: 'chosen' | 'eligible' | 'unfit'
  readonly openOrders: number
  readonly distanceMetres?: number
  readonly reasons: readonly Refusal[]
}

export type DispatchDecision = {
  readonly companyId?: string
  readonly responsibilityId?: string
  readonly stationId?: string
  readonly engineer?: { readonly staffId: string; readonly step: DispatchStep }
  /** Everybody who was looked at, in the order of preference. */
  readonly considered: readonly Consideration[]
  /** Why the rule stops before an engineer; the order then waits with the level it has reached. */
  readonly stoppedBy?: Refusal
}
