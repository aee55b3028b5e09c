import { aGrid, aResponsibility, aStation } from '#core/organisation/organisation.fixtures.ts'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { aCertificate, aStaff } from '#core/people/people.fixtures.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import type { Staff } from '#core/people/staff.ts'
import { dispatchParameters } from './dispatch.parameters.ts'
import type { DispatchCandidate, DispatchOrder, DispatchRules, DispatchWorld } from './dispatch.ts'

export const aDispatchOrder = (order: Partial<DispatchOrder> = {}): DispatchOrder => ({
  kind: 'fault',
  line: 'home',
  place: { region: '520102', gridId: 'grid-1' },
  position: { lon: 106.714, lat: 26.568 },
  ...order,
})

export const aDispatchCandidate = (
  staff: Partial<Staff> = {},
  candidate: Partial<Omit<DispatchCandidate, 'staff'>> = {},
): DispatchCandidate => ({ staff: aStaff(staff), openOrders: 0, ...candidate })

/** Everybody in it is certified for home until the end of 2026. */
export const aDispatchWorld = (world: Partial<DispatchWorld> = {}): DispatchWorld => ({
  responsibilities: [aResponsibility()],
  stations: [aStation()],
  grids: [aGrid()],
  candidates: [],
  certificates: (world.candidates ?? []).map(({ staff }) => aCertificate({ staffId: staff.id })),
  leaves: [],
  ...world,
})

export const dispatchRules = (rules: Partial<DispatchRules> = {}): DispatchRules => ({
  steps: dispatchParameters.steps.default,
  leadPosts: dispatchParameters.leadPosts.default,
  maxOpenOrders: dispatchParameters.maxOpenOrders.default,
  grabScope: dispatchParameters.grabScope.default,
  maxOpenOrdersToGrab: dispatchParameters.maxOpenOrdersToGrab.default,
  shift: organisationParameters.defaultShift.default,
  certificates: {
    requirements: peopleParameters.leadRequirements.default,
    kinds: peopleParameters.certificateKinds.default,
  },
  ...rules,
})
