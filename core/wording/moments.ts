/** The moments that have a standard wording: calls, the sixteen of a visit, eight causes, five complaints. (R-V1…R-V3, R-V17…R-V19) */
const callMoments = [
  'firstCallFault',
  'firstCallInstallation',
  'neverAsked',
  'secondCallFault',
  'secondCallInstallation',
  'inconvenient',
] as const
const visitMoments = [
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
const complaintMoments = ['repeatedFault', 'slow', 'poorQuality', 'skillOrAttitude', 'noFeedback'] as const

export const moments = [...callMoments, ...visitMoments, ...causeMoments, ...complaintMoments] as const
export type Moment = (typeof moments)[number]
export type CauseMoment = (typeof causeMoments)[number]
export type ComplaintMoment = (typeof complaintMoments)[number]
