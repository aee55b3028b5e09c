/**
 * Who is told what, by what happened: the person who has the order, those above, the operator's desks, the customer's manager.
 * One readable table. Warnings, lateness and escalation name their people themselves, from the ladder (DOMAIN: escalation ladder);
 * a group customer's manager hears of acceptance, progress, restoration and cause. Nobody is told of what they did themselves.
 */
import type { RoleName } from '#core/access/role.ts'
import { pauseApprovers } from '#core/sla/pause.ts'
import type { HolderLevel } from '#core/sla/sla.ts'

export const severities = ['info', 'risk', 'late'] as const
export type Severity = (typeof severities)[number]
export const outsideChannels = ['sms', 'call', 'report'] as const
export type OutsideChannel = (typeof outsideChannels)[number]

/** Everybody in the role whom the order concerns by company, region, station or person; `pool`: who may grab it. */
export type Audience = RoleName | 'pool' | 'starter'

export type Told = {
  readonly to: readonly Audience[]
  readonly severity: Severity
  /** Besides the bell. */
  readonly channels: readonly OutsideChannel[]
}

type Data = Readonly<Record<string, unknown>>
type Rule = {
  readonly to: readonly Audience[] | ((data: Data) => readonly Audience[])
  readonly severity?: Severity
  /** Only while the order is still with this level: a rule may have passed it on in the same moment. */
  readonly while?: HolderLevel
  readonly channels?: (data: Data) => readonly OutsideChannel[]
}

const holder = ['engineer', 'communityManager', 'stationHead'] as const
const above: Readonly<Record<string, readonly Audience[]>> = {
  contractor: ['countyDesk'],
  station: ['dispatcher'],
  engineer: ['stationHead', 'dispatcher'],
}
const inHands: Readonly<Record<string, readonly Audience[]>> = {
  operatorDesk: ['countyDesk'],
  contractor: ['dispatcher'],
  station: ['stationHead', 'dispatcher'],
  engineer: holder,
}
const ladder: Readonly<Record<number, readonly Audience[]>> = {
  1: ['stationHead', 'dispatcher'],
  2: ['contractorManager', 'countyDesk'],
  3: ['prefectureManager'],
  4: ['provinceManager', 'contractorManager'],
}
const desks: Readonly<Record<string, readonly Audience[]>> = {
  data: ['dataDesk'],
  transmission: ['transmissionDesk'],
}
const checkers: Readonly<Record<string, readonly Audience[]>> = {
  contractorCheck: ['qualityClerk'],
  qualityCheck: ['qualityAgent'],
  callback: ['qualityAgent'],
  externalArchive: ['countyDesk'],
}

const textIn = (data: Data, key: string): string => (typeof data[key] === 'string' ? data[key] : '')
const namesIn = (data: Data, key: string): readonly string[] =>
  Array.isArray(data[key]) ? data[key].filter((each) => typeof each === 'string') : []
const rolesIn = (data: Data): readonly Audience[] => namesIn(data, 'roles') as readonly Audience[]
const channelsIn = (data: Data): readonly OutsideChannel[] =>
  outsideChannels.filter((channel) => namesIn(data, 'channels').includes(channel))

export const notificationRules: Readonly<Record<string, Rule>> = {
  'workOrder.dispatched': { to: ['dispatcher'], while: 'contractor' },
  'workOrder.sentToStation': { to: ['stationHead'], while: 'station' },
  'workOrder.pooled': { to: ['pool', 'stationHead'] },
  'workOrder.assigned': { to: ['engineer', 'communityManager'], while: 'engineer' },
  'workOrder.accepted': { to: (data) => (textIn(data, 'level') === 'engineer' ? ['customerManager'] : []) },
  'workOrder.refused': { to: (data) => above[textIn(data, 'level')] ?? [], severity: 'risk' },
  'workOrder.handedOver': { to: (data) => desks[textIn(data, 'desk')] ?? [] },
  'workOrder.givenBack': { to: [...holder, 'dispatcher'] },
  'workOrder.handBackRequested': { to: ['countyDesk'], severity: 'risk' },
  'workOrder.handBackApproved': { to: ['dispatcher', 'contractorManager'] },
  'workOrder.handBackDenied': { to: ['dispatcher', ...holder], severity: 'risk' },
  'workOrder.suspensionRequested': {
    to: (data) => [pauseApprovers.find((role) => role === textIn(data, 'approver')) ?? 'countyDesk'],
  },
  'workOrder.suspended': { to: [...holder, 'customerManager'] },
  'workOrder.suspensionDenied': { to: [...holder, 'dispatcher'], severity: 'risk' },
  'workOrder.resumed': { to: [...holder] },
  'workOrder.pauseEnded': { to: [...holder, 'dispatcher'], severity: 'risk' },
  'workOrder.rescheduled': { to: [...holder, 'customerManager'] },
  'workOrder.verificationStarted': { to: ['hotlineAgent', 'countyDesk', ...holder] },
  'workOrder.customerWantsVisit': { to: ['hotlineAgent', 'countyDesk'], severity: 'risk' },
  'workOrder.customerSaysBroken': { to: ['hotlineAgent', 'countyDesk', 'qualityAgent'], severity: 'risk' },
  'workOrder.complained': {
    to: (data) => [
      'qualityAgent',
      'countyDesk',
      ...(data.complaint === 'skillOrAttitude' ? [] : (['qualityClerk'] as const)),
    ],
    severity: 'risk',
  },
  'workOrder.complaintLate': { to: ['qualityAgent', 'countyDesk', 'prefectureManager'], severity: 'late' },
  'workOrder.customerRated': {
    to: (data) => (Number(data.level) <= 2 ? ['qualityAgent', 'qualityClerk'] : []),
    severity: 'risk',
  },
  /** A second "never asked" is for the operator's desk, which alone cancels. */
  'workOrder.verified': {
    to: (data) => (textIn(data, 'outcome') === 'neverAsked' ? ['countyDesk', 'dispatcher', ...holder] : [...holder]),
  },
  'workOrder.callBackDue': {
    to: (data) => (textIn(data, 'level') === 'engineer' ? [...holder] : ['hotlineAgent', 'dispatcher']),
    severity: 'risk',
  },
  'workOrder.latenessForeseen': { to: [...holder, 'dispatcher'], severity: 'risk' },
  'workOrder.callBackMissed': { to: ['dispatcher', 'stationHead'], severity: 'late' },
  'workOrder.restored': { to: ['customerManager'] },
  'workOrder.progressReported': { to: ['customerManager'] },
  'workOrder.progressOverdue': {
    to: (data) => [...(inHands[textIn(data, 'level')] ?? desks[textIn(data, 'desk')] ?? []), 'customerManager'],
    severity: 'risk',
  },
  'workOrder.customerConfirmed': {
    to: (data) => (textIn(data, 'outcome') === 'broken' ? [...holder, 'dispatcher', 'qualityAgent'] : []),
    severity: 'risk',
  },
  'workOrder.returned': { to: (data) => [...(checkers[textIn(data, 'next')] ?? []), 'customerManager'] },
  'workOrder.contractorCheckFailed': { to: [...holder], severity: 'risk' },
  'workOrder.qualityCheckFailed': { to: [...holder, 'qualityClerk'], severity: 'risk' },
  'workOrder.cancelled': { to: [...holder, 'dispatcher'] },
  'workOrder.voided': { to: [...holder, 'dispatcher'] },
  'workOrder.arrived': {
    to: (data) => (data.needsReview === true ? ['stationHead', 'supervisor'] : []),
  },
  'safety.alarmRaised': {
    to: ['stationHead', 'dispatcher', 'supervisor', 'contractorManager', 'countyDesk'],
    severity: 'late',
    channels: () => ['sms'],
  },
  'safety.alarmTaken': { to: ['stationHead', 'dispatcher', 'supervisor', 'countyDesk'] },
  'safety.nearMissReported': { to: ['supervisor', 'stationHead'] },
  'workOrder.arrivalDenied': { to: [...holder, 'qualityClerk'], severity: 'risk' },
  'workOrder.workStopped': { to: ['stationHead', 'dispatcher', 'supervisor'], severity: 'risk' },
  'workOrder.stopUnreviewed': { to: ['dispatcher', 'countyDesk', 'supervisor'], severity: 'late' },
  'workOrder.stopReviewed': { to: [...holder] },
  'workOrder.crewJoined': { to: [...holder] },
  'workOrder.urged': { to: [...holder, 'dispatcher'], severity: 'risk' },
  'workOrder.supervised': { to: [...holder, 'dispatcher', 'contractorManager'], severity: 'risk' },
  'workOrder.supervisionReplied': { to: ['countyDesk', 'prefectureManager'] },
  'workOrder.warned': { to: rolesIn, severity: 'risk', channels: channelsIn },
  'workOrder.late': { to: rolesIn, severity: 'late', channels: channelsIn },
  'workOrder.escalated': {
    to: (data) => (rolesIn(data).length > 0 ? rolesIn(data) : (ladder[Number(data.level)] ?? [])),
    severity: 'late',
    channels: channelsIn,
  },
  /** Both companies, once for the handover and not for each order. */
  'handover.carried': {
    to: (data) => (data.count === 0 && data.stayed === 0 ? [] : ['dispatcher', 'contractorManager']),
  },
  'job.finished': { to: ['starter'] },
}

export const notifyingKinds: readonly string[] = Object.keys(notificationRules)

/** Whom an event concerns and how urgently; nothing when it concerns nobody. */
export const toldBy = (kind: string, data: Data, level: HolderLevel | undefined): Told | undefined => {
  const rule = Object.hasOwn(notificationRules, kind) ? notificationRules[kind] : undefined
  if (!rule || (rule.while !== undefined && rule.while !== level)) return undefined
  const to = [...new Set(typeof rule.to === 'function' ? rule.to(data) : rule.to)]
  if (to.length === 0) return undefined
  const hasFailed = kind === 'job.finished' && data.status === 'failed'
  return {
    to,
    severity: hasFailed ? 'risk' : (rule.severity ?? 'info'),
    channels: rule.channels?.(data) ?? [],
  }
}
