/** The moments that have a standard wording: calls, the sixteen of a visit, eight causes, five complaints. (R-V1…R-V3, R-V17…R-V19) */
export const callMoments = [
  'firstCallFault',
  'firstCallInstallation',
  'neverAsked',
  'secondCallFault',
  'secondCallInstallation',
  'inconvenient',
] as const
export const visitMoments = [
  'introduce',
  'askName',
  'whenConvenient',
  'comeOnTime',
  'atTheDoor',
  'whereEquipment',
  'whereComputer',
  'forTheTrouble',
  'understand',
  'reassure',
  'tryIt',
  'satisfied',
  'ourDuty',
  'writeOpinion',
  'newServices',
  'goodbye',
] as const
export const causeMoments = [
  'oursSearching',
  'oursRepairing',
  'oursRepaired',
  'customerSide',
  'thirdRepairing',
  'thirdRepaired',
  'unknown',
  'takenBack',
] as const
export const complaintMoments = ['repeatedFault', 'slow', 'poorQuality', 'skillOrAttitude', 'noFeedback'] as const

export const momentGroups = ['call', 'visit', 'cause', 'complaint'] as const
export type MomentGroup = (typeof momentGroups)[number]
export const moments = [...callMoments, ...visitMoments, ...causeMoments, ...complaintMoments] as const
export type Moment = (typeof moments)[number]
export type CauseMoment = (typeof causeMoments)[number]
export type ComplaintMoment = (typeof complaintMoments)[number]

export const momentsOf: Readonly<Record<MomentGroup, readonly Moment[]>> = {
  call: callMoments,
  visit: visitMoments,
  cause: causeMoments,
  complaint: complaintMoments,
}

export const groupOf = (moment: Moment): MomentGroup =>
  momentGroups.find((group) => momentsOf[group].includes(moment)) ?? 'visit'

/** Where it stands in its group, from 1: 解释 3. */
export const positionOf = (moment: Moment): number => momentsOf[groupOf(moment)].indexOf(moment) + 1

/** Moments whose sentence promises the customer something: it is said beneath the sentence. */
export const promisingMoments: readonly Moment[] = [
  'firstCallFault',
  'firstCallInstallation',
  'neverAsked',
  'secondCallFault',
  'secondCallInstallation',
  'inconvenient',
  'comeOnTime',
  'oursSearching',
  'oursRepaired',
  'unknown',
  'takenBack',
  ...complaintMoments,
]
