/** The shipped limit matrix. Figures and marks: DOMAIN, SLA clocks; an administrator changes them as the parameter `sla.limits`. */
import type { Confidence } from '#core/parameter.ts'
import type { LimitRow } from './matrix.ts'
import type { ClockKind, Party, SlaFacts } from './sla.ts'

const HOUR = 60
/** A work day counts from midnight to midnight. */
const WORK_DAY = 1440

const row =
  (clock: ClockKind, party: Party = 'province') =>
  (limitMinutes: number, hours: string, mark: Confidence, asks: Partial<SlaFacts> = {}): LimitRow => ({
    clock,
    party,
    ...asks,
    limitMinutes,
    hours,
    mark,
  })

const home = (kind: string, more: Partial<SlaFacts> = {}) => ({ kind, line: 'home', ...more })
const enterprise = (kind: string, more: Partial<SlaFacts> = {}) => ({ kind, line: 'enterprise', ...more })

const contractorAccept = row('contractorAccept')
const stationAccept = row('stationAccept')
const engineerAccept = row('engineerAccept')
const acceptance: readonly LimitRow[] = [
  contractorAccept(60, 'allHours', 'E'),
  contractorAccept(15, 'allHours', 'W', enterprise('fault')),
  contractorAccept(15, 'allHours', 'K-L', { kind: 'massFault' }),
  contractorAccept(15, 'allHours', 'K-L', { kind: 'emergency' }),
  stationAccept(60, 'serviceHours', 'K-L'),
  stationAccept(30, 'serviceHours', 'K-L', home('fault')),
  stationAccept(15, 'allHours', 'K-L', enterprise('fault')),
  stationAccept(15, 'allHours', 'K-L', { kind: 'massFault' }),
  stationAccept(15, 'allHours', 'K-L', { kind: 'emergency' }),
  engineerAccept(60, 'serviceHours', 'E'),
  engineerAccept(30, 'serviceHours', 'K-M', home('fault')),
  engineerAccept(15, 'allHours', 'W', enterprise('fault')),
  engineerAccept(15, 'allHours', 'K-L', { kind: 'massFault' }),
  engineerAccept(15, 'allHours', 'K-L', { kind: 'emergency' }),
]

const firstContact = row('firstContact')
const contact: readonly LimitRow[] = [
  firstContact(2 * HOUR, 'serviceHours', 'K-M'),
  firstContact(30, 'serviceHours', 'F', home('fault')),
  firstContact(30, 'serviceHours', 'F', { kind: 'complaintVisit' }),
  firstContact(30, 'allHours', 'F', enterprise('complaintVisit')),
  firstContact(30, 'serviceHours', 'F', home('installation', { bandwidth: 'gigabit' })),
  firstContact(30, 'serviceHours', 'F', home('relocation', { bandwidth: 'gigabit' })),
  firstContact(30, 'allHours', 'F', { kind: 'massFault' }),
  firstContact(15, 'allHours', 'K-L', { kind: 'emergency' }),
  firstContact(60, 'allHours', 'K-L', enterprise('fault')),
  firstContact(15, 'allHours', 'K-M', enterprise('fault', { grade: 'AAA' })),
  firstContact(30, 'allHours', 'K-M', enterprise('fault', { grade: 'AA' })),
  firstContact(30, 'allHours', 'K-M', enterprise('fault', { grade: 'A' })),
]

const arrival = row('arrival')
const onSite: readonly LimitRow[] = [
  arrival(24 * HOUR, 'allHours', 'K-L'),
  arrival(8 * HOUR, 'allHours', 'K-L', enterprise('fault')),
  arrival(2 * HOUR, 'allHours', 'K-M', enterprise('fault', { grade: 'AAA' })),
  arrival(2 * HOUR, 'allHours', 'K-M', enterprise('fault', { grade: 'AA' })),
  arrival(4 * HOUR, 'allHours', 'K-M', enterprise('fault', { grade: 'A' })),
  arrival(2 * HOUR, 'allHours', 'K-L', { kind: 'massFault', area: 'urban' }),
  arrival(4 * HOUR, 'allHours', 'K-L', { kind: 'massFault', area: 'rural' }),
  arrival(1 * HOUR, 'allHours', 'K-L', { kind: 'emergency' }),
]

const restore = row('restore')
const groupRestore = row('restore', 'group')
const restoration: readonly LimitRow[] = [
  restore(48 * HOUR, 'allHours', 'E'),
  restore(24 * HOUR, 'allHours', 'K-M', home('fault', { area: 'urban' })),
  restore(48 * HOUR, 'allHours', 'K-M', home('fault', { area: 'rural' })),
  restore(8 * HOUR, 'allHours', 'K-M', home('fault', { area: 'urban', bandwidth: 'gigabit' })),
  restore(24 * HOUR, 'allHours', 'K-L', home('fault', { area: 'rural', bandwidth: 'gigabit' })),
  restore(8 * HOUR, 'allHours', 'K-M', home('fault', { area: 'urban', customerLevel: 'diamond' })),
  restore(24 * HOUR, 'allHours', 'K-L', home('fault', { area: 'rural', customerLevel: 'diamond' })),
  restore(8 * HOUR, 'allHours', 'K-M', home('fault', { area: 'urban', customerLevel: 'vip' })),
  restore(24 * HOUR, 'allHours', 'K-L', home('fault', { area: 'rural', customerLevel: 'vip' })),
  groupRestore(48 * HOUR, 'allHours', 'W', home('fault', { area: 'urban' })),
  groupRestore(72 * HOUR, 'allHours', 'W', home('fault', { area: 'rural' })),
  restore(24 * HOUR, 'allHours', 'F', { kind: 'complaintVisit' }),
  restore(8 * HOUR, 'allHours', 'F', { kind: 'complaintVisit', grade: 'important' }),
  restore(4 * HOUR, 'allHours', 'K-M', { kind: 'complaintVisit', grade: 'urgent' }),
  restore(18 * HOUR, 'allHours', 'F', { kind: 'massFault', area: 'urban' }),
  restore(36 * HOUR, 'allHours', 'F', { kind: 'massFault', area: 'rural' }),
  restore(12 * HOUR, 'allHours', 'K-L', enterprise('fault', { area: 'urban' })),
  restore(16 * HOUR, 'allHours', 'K-L', enterprise('fault', { area: 'rural' })),
  restore(4 * HOUR, 'allHours', 'K-M', enterprise('fault', { grade: 'AAA' })),
  restore(6 * HOUR, 'allHours', 'K-M', enterprise('fault', { grade: 'AA' })),
  restore(8 * HOUR, 'allHours', 'K-M', enterprise('fault', { grade: 'A' })),
  restore(8 * HOUR, 'allHours', 'K-L', { kind: 'emergency' }),
]

const whole = row('whole')
const groupWhole = row('whole', 'group')
const homeConnection = (kind: string): readonly LimitRow[] => [
  whole(48 * HOUR, 'allHours', 'F', home(kind, { area: 'urban' })),
  whole(72 * HOUR, 'allHours', 'F', home(kind, { area: 'rural' })),
  whole(24 * HOUR, 'allHours', 'F', home(kind, { area: 'urban', grade: 'highQuality' })),
  whole(36 * HOUR, 'allHours', 'F', home(kind, { area: 'rural', grade: 'highQuality' })),
  whole(24 * HOUR, 'allHours', 'F', home(kind, { area: 'urban', customerLevel: 'highQuality' })),
  whole(36 * HOUR, 'allHours', 'F', home(kind, { area: 'rural', customerLevel: 'highQuality' })),
  whole(8 * HOUR, 'serviceHours', 'F', home(kind, { bandwidth: 'gigabit' })),
  whole(16 * WORK_DAY, 'workingDays', 'W', home(kind, { area: 'urban', resource: 'construction' })),
  whole(20 * WORK_DAY, 'workingDays', 'W', home(kind, { area: 'rural', resource: 'construction' })),
  groupWhole(48 * HOUR, 'allHours', 'F', home(kind, { area: 'urban' })),
  groupWhole(72 * HOUR, 'allHours', 'F', home(kind, { area: 'rural' })),
  groupWhole(16 * WORK_DAY, 'workingDays', 'W', home(kind, { area: 'urban', resource: 'construction' })),
  groupWhole(20 * WORK_DAY, 'workingDays', 'W', home(kind, { area: 'rural', resource: 'construction' })),
]
const enterpriseConnection = (kind: string): readonly LimitRow[] => [
  whole(7 * WORK_DAY, 'workingDays', 'K-M', enterprise(kind)),
  whole(15 * WORK_DAY, 'workingDays', 'K-M', enterprise(kind, { resource: 'construction' })),
  whole(30 * WORK_DAY, 'workingDays', 'K-M', enterprise(kind, { resource: 'crossCity' })),
]
const wholeProcess: readonly LimitRow[] = [
  whole(72 * HOUR, 'allHours', 'K-L'),
  whole(48 * HOUR, 'allHours', 'E', home('fault', { area: 'urban' })),
  whole(72 * HOUR, 'allHours', 'W', home('fault', { area: 'rural' })),
  ...homeConnection('installation'),
  ...homeConnection('relocation'),
  ...enterpriseConnection('installation'),
  ...enterpriseConnection('relocation'),
  whole(3 * WORK_DAY, 'workingDays', 'K-M', { kind: 'change' }),
  whole(5 * WORK_DAY, 'workingDays', 'K-L', { kind: 'removal' }),
  whole(2 * WORK_DAY, 'workingDays', 'W', { kind: 'resourceCorrection' }),
  whole(3 * WORK_DAY, 'workingDays', 'K-L', { kind: 'inspectionRectification' }),
  whole(2 * WORK_DAY, 'workingDays', 'W', { kind: 'acceptanceRectification' }),
  whole(1 * WORK_DAY, 'workingDays', 'W', { kind: 'acceptanceRectification', grade: 'capacity' }),
  whole(48 * HOUR, 'allHours', 'F', { kind: 'massFault' }),
  whole(24 * HOUR, 'allHours', 'K-L', { kind: 'emergency' }),
]

export const shippedLimits: readonly LimitRow[] = [
  ...acceptance,
  ...contact,
  ...onSite,
  ...restoration,
  ...wholeProcess,
]
