/** The shipped cause table of pauses. Figures and marks: DOMAIN, hang-up. */
import type { PauseCause } from './pause.ts'
import { clockKinds } from './sla.ts'

const DAY = 1440
const visit = ['firstContact', 'arrival', 'restore', 'whole'] as const
const work = ['arrival', 'restore', 'whole'] as const
const connection = ['installation', 'relocation', 'change', 'removal'] as const

/** An installation may wait 30 days, 90 with the county's approval; anything else 3 days, longer only with the prefecture's. */
const forConnection = [
  { maxMinutes: 30 * DAY, approver: 'countyDesk' },
  { maxMinutes: 90 * DAY, approver: 'prefectureManager' },
] as const
const forOthers = [
  { maxMinutes: 3 * DAY, approver: 'countyDesk' },
  { maxMinutes: 30 * DAY, approver: 'prefectureManager' },
] as const
const talkAndPhoto = [['callRecord', 'message'], ['photo']] as const

const approved = (
  code: string,
  zh: string,
  en: string,
  evidence: PauseCause['evidence'] = talkAndPhoto,
): PauseCause[] => {
  const row = {
    code,
    title: { 'zh-CN': zh, en },
    stops: work,
    evidence,
    maxTimes: 2,
    isSampled: false,
    isNumbered: true,
    mark: 'K-M',
  } as const
  return [
    { ...row, kinds: connection, tiers: forConnection },
    { ...row, tiers: forOthers },
  ]
}

const own = (code: string, zh: string, en: string): PauseCause => ({
  code,
  title: { 'zh-CN': zh, en },
  stops: [],
  tiers: [],
  evidence: [],
  maxTimes: 0,
  isSampled: false,
  isNumbered: false,
  mark: 'K-H',
})

export const shippedPauseCauses: readonly PauseCause[] = [
  ...approved('customerAbsent', '客户改期或不在家', 'Customer asks for another day or is away'),
  ...approved(
    'customerSiteNotReady',
    '客户侧停电、布线未好或设备未到',
    "Customer's power, cabling or device is not ready",
  ),
  ...approved('accessRefused', '物业或村组不许施工', 'Property management or village does not admit the work'),
  ...approved('awaitingResource', '等待资源建设或扩容', 'Waiting for resources to be built or extended', [
    ['resourceReply', 'photo'],
  ]),
  ...approved('forceMajeure', '不可抗力', 'Force majeure', [['photo', 'notice']]),
  ...approved('thirdParty', '第三方责任', 'Caused by a third party', [['photo', 'notice']]),
  {
    code: 'parentOrder',
    title: { 'zh-CN': '群障已受理', en: 'Part of a mass fault that is being handled' },
    stops: visit,
    tiers: [{ maxMinutes: 7 * DAY, approver: null }],
    evidence: [['parentOrder']],
    maxTimes: 5,
    isSampled: false,
    isNumbered: false,
    mark: 'K-M',
  },
  {
    code: 'verification',
    title: { 'zh-CN': '客户称未申告，核实中', en: 'Customer never asked for this: being verified' },
    stops: clockKinds,
    tiers: [
      { maxMinutes: DAY, approver: null },
      { maxMinutes: 3 * DAY, approver: 'countyDesk' },
    ],
    evidence: [['callRecord', 'message']],
    maxTimes: 1,
    isSampled: true,
    isNumbered: false,
    mark: 'K-L',
  },
  {
    code: 'laterAppointment',
    title: { 'zh-CN': '客户要求改约', en: 'Customer asked for a later appointment' },
    kinds: connection,
    stops: ['restore', 'whole'],
    tiers: [
      { maxMinutes: 15 * DAY, approver: null },
      { maxMinutes: 30 * DAY, approver: 'countyDesk' },
    ],
    evidence: [['callRecord']],
    maxTimes: 3,
    isSampled: true,
    isNumbered: false,
    mark: 'F',
  },
  {
    code: 'laterAppointment',
    title: { 'zh-CN': '客户要求改约', en: 'Customer asked for a later appointment' },
    stops: ['restore', 'whole'],
    tiers: [
      { maxMinutes: DAY, approver: null },
      { maxMinutes: 3 * DAY, approver: 'countyDesk' },
    ],
    evidence: [['callRecord']],
    maxTimes: 3,
    isSampled: true,
    isNumbered: false,
    mark: 'K-L',
  },
  {
    code: 'stopWork',
    title: { 'zh-CN': '停工（安全）', en: 'Stopped for safety' },
    stops: visit,
    tiers: [{ maxMinutes: 30 * DAY, approver: null }],
    evidence: [],
    maxTimes: 100,
    isSampled: false,
    isNumbered: false,
    mark: 'K-M',
  },
  own('ownPeople', '代维人手不足', 'Contractor has nobody free'),
  own('ownMaterial', '代维材料未到', "Contractor's material is missing"),
  own('ownVehicle', '代维车辆问题', "Contractor's vehicle is not available"),
]
