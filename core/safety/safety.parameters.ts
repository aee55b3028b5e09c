import { z } from 'zod'
import { type Parameter, parameter } from '#core/parameter.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import type { ArrivalLimits } from './arrival.rules.ts'
import type { HazardRules } from './hazard.rules.ts'
import {
  type GasLimit,
  gasLimitSchema,
  type HazardMeasures,
  hazardMeasuresSchema,
  type KindHazards,
  kindHazardsSchema,
  type Measure,
} from './hazard.ts'
import { type Notice, noticeSchema, POSITION_NOTICE } from './notice.ts'

const tick = (code: string, zh: string, en: string): Measure => ({ code, kind: 'tick', name: { 'zh-CN': zh, en } })
const crew: Measure = { code: 'secondPerson', kind: 'crew', name: { 'zh-CN': '有第二人监护', en: 'A second person' } }
const certificate = (code: string, zh: string, en: string): Measure => ({
  ...{ code, kind: 'certificate', certificate: code },
  name: { 'zh-CN': zh, en },
})
const noHeight: Measure = {
  ...{ code: 'noHeight', kind: 'noHeight' },
  name: { 'zh-CN': '发布期间不登高', en: 'Nobody climbs while it is declared' },
}

const measures: HazardMeasures[] = [
  {
    hazard: 'height',
    measures: [
      certificate('workAtHeight', '高处作业证在有效期内', 'Work at height licence valid today'),
      crew,
      tick('belt', '安全带已检查并系好', 'Safety belt checked and on'),
      tick('helmet', '安全帽已戴好', 'Helmet on'),
      tick('ladder', '梯子或杆体稳固', 'Ladder or pole stands firm'),
    ],
  },
  {
    hazard: 'livePower',
    measures: [
      certificate('lowVoltageElectrician', '低压电工证在有效期内', 'Electrician licence valid today'),
      tick('powerTested', '已用验电笔验电', 'Tested for voltage'),
      tick('insulation', '绝缘手套、绝缘鞋已穿戴', 'Insulating gloves and shoes on'),
    ],
  },
  {
    hazard: 'manhole',
    measures: [
      { code: 'gas', kind: 'gas', name: { 'zh-CN': '气体检测合格', en: 'Gas test passed' } },
      crew,
      tick('ventilated', '已开盖通风', 'Opened and aired'),
      tick('fenced', '井口已围挡，有人看守', 'Manhole fenced and watched'),
    ],
  },
  {
    hazard: 'traffic',
    measures: [tick('cones', '锥桶已摆放', 'Cones set out'), tick('vest', '反光背心已穿', 'Reflective vest on')],
  },
  { hazard: 'storm', measures: [noHeight] },
  { hazard: 'ice', measures: [noHeight, tick('shoes', '防滑鞋已穿', 'Non-slip shoes on')] },
]

const gasLimits: GasLimit[] = [
  { code: 'oxygen', name: { 'zh-CN': '氧气', en: 'Oxygen' }, unit: '%', minimum: 19.5, maximum: 23.5 },
  { code: 'combustible', name: { 'zh-CN': '可燃气体', en: 'Combustible gas' }, unit: '%LEL', maximum: 10 },
  { code: 'hydrogenSulfide', name: { 'zh-CN': '硫化氢', en: 'Hydrogen sulfide' }, unit: 'mg/m³', maximum: 10 },
  { code: 'carbonMonoxide', name: { 'zh-CN': '一氧化碳', en: 'Carbon monoxide' }, unit: 'mg/m³', maximum: 30 },
]

const kindHazards: KindHazards[] = [{ kind: 'emergency', line: '*', hazards: ['traffic'] }]

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

const notices: Notice[] = [
  {
    code: POSITION_NOTICE,
    version: 1,
    everyMonths: 12,
    title: both('定位使用告知', 'How your position is used'),
    paragraphs: [
      both(
        '只在班上、手里有工单时取定位：出发、到场签到、离开，各取一个点。按“求助”时取一次。不连续跟踪，下班不取。',
        'A position is taken only on shift and on an order: one point each at departure, sign-in and leaving, and one when you call for help. You are never followed, and nothing is taken off shift.',
      ),
      both(
        '督导、驻点长可以看，有争议时质检可以看；每看一次都留记录。其他人看不到。',
        'The supervisor and your station head may look at it, and the quality desk in a dispute; each look is recorded. Nobody else sees it.',
      ),
      both(
        '保存 90 天后删除。你的定位记录在“我的”里随时能看。',
        'It is deleted after 90 days. You find your own positions under “Me” at any time.',
      ),
      both(
        '不确认就不取定位：照常干活，到场签到记为“没有定位”，由督导或驻点长认可。',
        'Unless you acknowledge this none is taken: you work as usual, and your sign-ins count as without position until the supervisor or station head accepts them.',
      ),
    ],
  },
  {
    code: 'conduct',
    version: 1,
    everyMonths: 12,
    title: both('纪律、法律和公司规定', 'Discipline, laws and company rules'),
    paragraphs: [
      both(
        '客户资料、网络结构和资源数据只用于手里的工单，不外传、不拍照留存、不发群。',
        'Customer data, the network’s structure and resources serve the order in hand only: they are not passed on, photographed for keeping, or posted.',
      ),
      both(
        '不吃喝用户的食物，不用用户电话和卫生间，不拿用户物品，不向用户提额外要求，不私下收费。',
        'Take no food or drink, do not use the customer’s phone or bathroom, take nothing, ask for nothing extra, and charge nothing privately.',
      ),
      both(
        '着装、工牌、工具按规定；按时到场；危险就停工，停工不扣分；发现险兆就上报。',
        'Uniform, badge and tools as the rules say; be on time; stop when it is dangerous, which costs nobody points; report near misses.',
      ),
      both(
        '不酒后上岗，不疲劳驾驶，持证作业，遵守法律和公司制度。',
        'No alcohol before work, no driving when tired, certified work by the certified, the law and the company’s rules kept.',
      ),
    ],
  },
]

/** Figures of hazards, stop work, sign-in on site and positions. */
export const safetyParameters = {
  hazardMeasures: parameter({
    key: 'safety.hazardMeasures',
    schema: z.array(hazardMeasuresSchema),
    default: measures,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '每种危险作业开工前必须具备的条件', en: 'What each hazard needs before work starts' },
  }),
  gasLimits: parameter({
    key: 'safety.gasLimits',
    schema: z.array(gasLimitSchema),
    default: gasLimits,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '下井气体检测限值', en: 'Limits of the gas test in a manhole' },
  }),
  kindHazards: parameter({
    key: 'safety.kindHazards',
    schema: z.array(kindHazardsSchema),
    default: kindHazards,
    unit: 'table',
    confidence: 'K-L',
    title: { 'zh-CN': '按工单类型自带的危险标记', en: 'Hazards that a kind of order always has' },
  }),
  stopReviewMinutes: parameter({
    key: 'safety.stopReviewMinutes',
    schema: z.int().min(1).max(1440),
    default: 30,
    unit: 'minutes',
    confidence: 'K-L',
    title: {
      'zh-CN': '停工多久无人处置就提醒调度和客响',
      en: 'After how long an unreviewed stop rings for dispatcher and desk',
    },
  }),
  stopMaxMinutes: parameter({
    key: 'safety.stopMaxMinutes',
    schema: z.int().min(60).max(43_200),
    default: 4320,
    unit: 'minutes',
    confidence: 'K-L',
    title: { 'zh-CN': '一次停工最长停表时间', en: 'How long one stop halts the clocks at most' },
  }),
  mostAccuracyMetres: parameter({
    key: 'safety.mostAccuracyMetres',
    schema: z.int().min(10).max(100_000),
    default: 200,
    unit: 'metres',
    confidence: 'K-M',
    title: { 'zh-CN': '定位精度差于此值不能证明到场', en: 'A position less sure than this proves no arrival' },
  }),
  leastAccuracyMetres: parameter({
    key: 'safety.leastAccuracyMetres',
    schema: z.number().min(0).max(100),
    default: 1,
    unit: 'metres',
    confidence: 'K-M',
    title: {
      'zh-CN': '手机定位不可能优于此精度（疑似模拟定位）',
      en: 'No phone is surer than this: the position may be made up',
    },
  }),
  mostFixAgeSeconds: parameter({
    key: 'safety.mostFixAgeSeconds',
    schema: z.int().min(10).max(86_400),
    default: 120,
    unit: 'seconds',
    confidence: 'K-M',
    title: { 'zh-CN': '签到用的定位最旧多少秒', en: 'How old the position of a sign-in may be' },
  }),
  repeatedFixDays: parameter({
    key: 'safety.repeatedFixDays',
    schema: z.int().min(1).max(90),
    default: 30,
    unit: 'days',
    confidence: 'K-L',
    title: {
      'zh-CN': '与多少天内的签到坐标一位不差算疑似冻结',
      en: 'Sign-ins so far back are compared for the very same coordinates',
    },
  }),
  offlineAfterMinutes: parameter({
    key: 'safety.offlineAfterMinutes',
    schema: z.int().min(1).max(1440),
    default: 5,
    unit: 'minutes',
    confidence: 'K-M',
    title: {
      'zh-CN': '签到晚送到多少分钟算离线签到',
      en: 'A sign-in that arrives so much later was made without network',
    },
  }),
  notices: parameter({
    key: 'safety.notices',
    schema: z.array(noticeSchema),
    default: notices,
    unit: 'table',
    confidence: 'R',
    title: {
      'zh-CN': '员工须确认的告知（改内容要加版本号）',
      en: 'Notices for staff to acknowledge (a change raises the version)',
    },
  }),
  fixDays: parameter({
    key: 'safety.fixDays',
    schema: z.int().min(1).max(3650),
    default: 90,
    unit: 'days',
    confidence: 'R',
    title: { 'zh-CN': '人员定位保存天数', en: 'How long positions of staff are kept' },
  }),
} as const

/** What of the parameters the rules of an order need. */
export type SafetySettings = HazardRules &
  Omit<ArrivalLimits, 'toleranceMetres'> & { readonly stopReviewMinutes: number; readonly stopMaxMinutes: number }

export const safetySettings = (resolve: <T>(definition: Parameter<T>) => T): SafetySettings => ({
  measures: resolve(safetyParameters.hazardMeasures),
  gasLimits: resolve(safetyParameters.gasLimits),
  kindHazards: resolve(safetyParameters.kindHazards),
  certificateKinds: resolve(peopleParameters.certificateKinds),
  mostAccuracyMetres: resolve(safetyParameters.mostAccuracyMetres),
  leastAccuracyMetres: resolve(safetyParameters.leastAccuracyMetres),
  mostFixAgeSeconds: resolve(safetyParameters.mostFixAgeSeconds),
  offlineAfterMinutes: resolve(safetyParameters.offlineAfterMinutes),
  stopReviewMinutes: resolve(safetyParameters.stopReviewMinutes),
  stopMaxMinutes: resolve(safetyParameters.stopMaxMinutes),
})
