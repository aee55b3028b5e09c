import { z } from 'zod'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { type Parameter, parameter } from '#core/parameter.ts'
import { safetySettings } from '#core/safety/safety.parameters.ts'
import { visitParameters } from '#core/visits/visits.parameters.ts'
import { wordingParameters } from '#core/wording/wording.parameters.ts'
import type { OrderSettings } from './work-order.context.ts'

const digits = z.string().regex(/^[0-9]*$/)

const surveyQuestions = [
  { code: 'firstContact', name: { 'zh-CN': '首次联系及时', en: 'First contact in time' } },
  { code: 'punctual', name: { 'zh-CN': '上门准时', en: 'On time at the door' } },
  { code: 'skill', name: { 'zh-CN': '技术水平', en: 'Skill' } },
  { code: 'attitude', name: { 'zh-CN': '服务态度', en: 'Attitude' } },
  { code: 'tidy', name: { 'zh-CN': '现场整洁', en: 'Left tidy' } },
  { code: 'overall', name: { 'zh-CN': '总体满意', en: 'Overall' } },
]

/** Figures of the process. Acceptance by rule keeps its own line in the timeline. */
export const workOrderParameters = {
  isContractorAcceptedByRule: parameter({
    key: 'workOrders.isContractorAcceptedByRule',
    schema: z.boolean(),
    default: false,
    unit: 'flag',
    confidence: 'K-M',
    title: { 'zh-CN': '代维公司受理由规则自动完成', en: 'The contractor accepts by rule' },
  }),
  isStationAcceptedByRule: parameter({
    key: 'workOrders.isStationAcceptedByRule',
    schema: z.boolean(),
    default: true,
    unit: 'flag',
    confidence: 'K-M',
    title: { 'zh-CN': '驻点受理由规则自动完成', en: 'The station accepts by rule' },
  }),
  isEngineerAssignedByRule: parameter({
    key: 'workOrders.isEngineerAssignedByRule',
    schema: z.boolean(),
    default: false,
    unit: 'flag',
    confidence: 'K-M',
    title: { 'zh-CN': '按规则直接派到工程师', en: 'The engineer is named by rule' },
  }),
  contractorCheckDigits: parameter({
    key: 'workOrders.contractorCheckDigits',
    schema: digits,
    default: '0123456789',
    unit: 'digits',
    confidence: 'K-M',
    title: { 'zh-CN': '代维审核抽取的工单尾号', en: 'Final digits drawn for the contractor’s check' },
  }),
  qualityCheckDigits: parameter({
    key: 'workOrders.qualityCheckDigits',
    schema: digits,
    default: '35',
    unit: 'digits',
    confidence: 'E',
    title: { 'zh-CN': '质检抽取的工单尾号', en: 'Final digits drawn for the quality check' },
  }),
  callbackDigits: parameter({
    key: 'workOrders.callbackDigits',
    schema: digits,
    default: '07',
    unit: 'digits',
    confidence: 'K-L',
    title: { 'zh-CN': '回访抽取的工单尾号', en: 'Final digits drawn for the callback' },
  }),
  automaticPauseCheckDigits: parameter({
    key: 'workOrders.automaticPauseCheckDigits',
    schema: digits,
    default: '02468',
    unit: 'digits',
    confidence: 'E',
    title: {
      'zh-CN': '自动停表的工单质检抽取的尾号',
      en: 'Final digits drawn for the quality check among orders with an automatic pause',
    },
  }),
  maxReschedules: parameter({
    key: 'workOrders.maxReschedules',
    schema: z.int().min(0).max(20),
    default: 3,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '一张工单最多改约次数', en: 'Reschedules of one order at most' },
  }),
  callBackAfterMinutes: parameter({
    key: 'workOrders.callBackAfterMinutes',
    schema: z.int().min(1).max(1440),
    default: 30,
    unit: 'minutes',
    confidence: 'R',
    title: { 'zh-CN': '客户不便时再次致电的间隔', en: 'When to call again if it is not convenient' },
  }),
  callBackGraceMinutes: parameter({
    key: 'workOrders.callBackGraceMinutes',
    schema: z.int().min(1).max(1440),
    default: 10,
    unit: 'minutes',
    confidence: 'K-L',
    title: {
      'zh-CN': '约好再打的时间过后多久提醒调度',
      en: 'How long after an agreed call back the dispatcher is reminded',
    },
  }),
  arrivalToleranceMetres: parameter({
    key: 'workOrders.arrivalToleranceMetres',
    schema: z.int().min(10).max(100_000),
    default: 300,
    unit: 'metres',
    confidence: 'K-M',
    title: { 'zh-CN': '到场签到允许的距离', en: 'Distance allowed at sign-in' },
  }),
  verificationMaxMinutes: parameter({
    key: 'workOrders.verificationMaxMinutes',
    schema: z.int().min(10).max(43_200),
    default: 1440,
    unit: 'minutes',
    confidence: 'K-L',
    title: { 'zh-CN': '核实“未申告”最长停表时间', en: 'How long a verification stops the clocks at most' },
  }),
  requiredReadings: parameter({
    key: 'workOrders.requiredReadings',
    schema: z.array(z.object({ kind: z.string(), line: z.string(), readings: z.array(z.string()) })),
    default: [
      { kind: 'fault', line: 'home', readings: ['onuRxDbm'] },
      { kind: 'fault', line: 'enterprise', readings: ['pingLossPercent'] },
    ],
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '上门回单必须有的读数', en: 'Readings that a return on site must carry' },
  }),
  lowSatisfaction: parameter({
    key: 'workOrders.lowSatisfaction',
    schema: z.int().min(0).max(3),
    default: 1,
    unit: 'count',
    confidence: 'K-M',
    title: {
      'zh-CN': '满意度到几级为止不能签字完工（1 不满意，4 很满意）',
      en: 'Satisfaction up to which nobody signs (1 not satisfied, 4 very)',
    },
  }),
  progressEveryMinutes: parameter({
    key: 'workOrders.progressEveryMinutes',
    schema: z.record(z.string().min(1).max(40), z.int().min(5).max(10_080)),
    default: { AAA: 60, AA: 120, A: 120 },
    unit: 'table',
    confidence: 'K-M',
    title: {
      'zh-CN': '集客专线进展多久报一次（分钟，按等级）',
      en: 'Progress reports of enterprise lines, minutes by grade',
    },
  }),
  surveyQuestions: parameter({
    key: 'workOrders.surveyQuestions',
    schema: z.array(
      z.object({
        code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
        name: z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
      }),
    ),
    default: surveyQuestions,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '回访问题（1 到 10 分）', en: 'Questions of the callback (1 to 10 points)' },
  }),
  maxExportRows: parameter({
    key: 'workOrders.maxExportRows',
    schema: z.int().min(1).max(1_000_000),
    default: 100_000,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '一次导出的工单最多行数', en: 'Rows of one export at most' },
  }),
  autoArchiveAfterMinutes: parameter({
    key: 'workOrders.autoArchiveAfterMinutes',
    schema: z.int().min(0).max(43_200),
    default: 1440,
    unit: 'minutes',
    confidence: 'K-L',
    title: { 'zh-CN': '已回单后自动归档的时间', en: 'After a return without checks left, archived by itself' },
  }),
} as const

/** How the service resolves one parameter at the order's place. */
export type Resolve = <T>(definition: Parameter<T>) => T

export const orderSettings = (resolve: Resolve, kind: string, line: string): OrderSettings => {
  const table = resolve(workOrderParameters.requiredReadings)
  return {
    isContractorAcceptedByRule: resolve(workOrderParameters.isContractorAcceptedByRule),
    isStationAcceptedByRule: resolve(workOrderParameters.isStationAcceptedByRule),
    isEngineerAssignedByRule: resolve(workOrderParameters.isEngineerAssignedByRule),
    contractorCheckDigits: resolve(workOrderParameters.contractorCheckDigits),
    qualityCheckDigits: resolve(workOrderParameters.qualityCheckDigits),
    callbackDigits: resolve(workOrderParameters.callbackDigits),
    automaticPauseCheckDigits: resolve(workOrderParameters.automaticPauseCheckDigits),
    feedback: resolve(wordingParameters.feedback),
    maxReschedules: resolve(workOrderParameters.maxReschedules),
    callBackAfterMinutes: resolve(workOrderParameters.callBackAfterMinutes),
    arrivalToleranceMetres: resolve(workOrderParameters.arrivalToleranceMetres),
    verificationMaxMinutes: resolve(workOrderParameters.verificationMaxMinutes),
    quietHours: resolve(appointmentParameters.quietHours),
    safety: safetySettings(resolve),
    requiredReadings: table.find((row) => row.kind === kind && row.line === line)?.readings ?? [],
    readingRanges: resolve(visitParameters.readingRanges),
    lowSatisfaction: resolve(workOrderParameters.lowSatisfaction),
  }
}
