/** Every figure of the clocks, as data: with unit, default, mark of confidence and both titles. */
import { z } from 'zod'
import { areaClasses } from '#core/organisation/region.ts'
import { parameter } from '#core/parameter.ts'
import { isDay } from '#core/time.ts'
import type { CalendarOverride } from './calendar.ts'
import type { Counting } from './counting.ts'
import { shippedEscalations, shippedWarnings } from './ladder.ts'
import { shippedLimits } from './limits.ts'
import { isForEveryOrder, type LimitRow, limitKey } from './matrix.ts'
import { type PauseCause, pauseApprovers } from './pause.ts'
import { shippedPauseCauses } from './pause-causes.ts'
import { clockKinds, parties } from './sla.ts'
import type { EscalationStep, WarningRow } from './timers.ts'

const YEAR_MINUTES = 366 * 1440
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/)
/** A code or a word of the trade, as administrators enter it. */
const word = z.string().trim().min(1).max(40)
const minutes = z.int().min(0).max(YEAR_MINUTES)
const kinds = z.array(z.enum(clockKinds))
const mark = z.enum(['R', 'F', 'E', 'P', 'W', 'K-H', 'K-M', 'K-L'])
const title = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

const limitRow = z.strictObject({
  clock: z.enum(clockKinds),
  party: z.enum(parties),
  kind: z.exactOptional(code),
  line: z.exactOptional(code),
  area: z.exactOptional(z.enum(areaClasses)),
  grade: z.exactOptional(word),
  customerLevel: z.exactOptional(word),
  bandwidth: z.exactOptional(word),
  resource: z.exactOptional(word),
  limitMinutes: minutes.min(1).nullable(),
  hours: code,
  mark,
})

/** Rows laid over the shipped ones: a stored value holds those that differ. */
export const limitsParameter = parameter<readonly LimitRow[]>({
  key: 'sla.limits',
  schema: z
    .array(limitRow)
    .refine((rows) => new Set(rows.map(limitKey)).size === rows.length, 'two rows ask for the same')
    .refine(
      (rows) => rows.every((row) => row.limitMinutes !== null || row.party !== 'province' || !isForEveryOrder(row)),
      'the row for every order needs a limit',
    ),
  default: shippedLimits,
  unit: 'table',
  confidence: 'F',
  title: { 'zh-CN': '时限矩阵', en: 'Limit matrix' },
})

const window = { fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(1).max(1440) }
const countingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('daily'), ...window }),
  z.strictObject({
    kind: z.literal('workingDays'),
    fromMinute: z.exactOptional(window.fromMinute),
    toMinute: z.exactOptional(window.toMinute),
  }),
])
const isWindow = (counting: Counting): boolean =>
  counting.kind === 'always' || (counting.fromMinute ?? 0) < (counting.toMinute ?? 1440)

/** The hours that rows of the limit matrix name. `serviceHours` is the first-contact window; `allHours` is kept for enterprise lines. */
export const countingsParameter = parameter<Readonly<Record<string, Counting>>>({
  key: 'sla.countings',
  schema: z
    .record(code, countingSchema.refine(isWindow, 'the window ends before it begins'))
    .refine(
      (table) => ['allHours', 'serviceHours', 'workingDays'].every((name) => name in table),
      'a named counting is missing',
    ),
  default: {
    allHours: { kind: 'always' },
    serviceHours: { kind: 'daily', fromMinute: 480, toMinute: 1200 },
    workingDays: { kind: 'workingDays' },
  },
  unit: 'table',
  confidence: 'F',
  title: {
    'zh-CN': '计时时段（首响 08:00–20:00，集客全天）',
    en: 'Counting hours (home first contact 08:00–20:00, enterprise all hours)',
  },
})

const audience = { roles: z.array(code), channels: z.array(code) }

export const warningsParameter = parameter<readonly WarningRow[]>({
  key: 'sla.warnings',
  schema: z.array(z.strictObject({ clocks: kinds.min(1), beforeMinutes: z.array(minutes.min(1)), ...audience })),
  default: shippedWarnings,
  unit: 'table',
  confidence: 'F',
  title: { 'zh-CN': '超时预警提前量', en: 'Warnings before the limit' },
})

export const escalationsParameter = parameter<readonly EscalationStep[]>({
  key: 'sla.escalations',
  schema: z.array(
    z
      .strictObject({
        level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
        clocks: kinds.min(1),
        party: z.enum(parties),
        kind: z.exactOptional(code),
        grade: z.exactOptional(code),
        overFraction: z.exactOptional(z.number().min(0).max(10)),
        overMinutes: z.exactOptional(minutes),
        totalMinutes: z.exactOptional(minutes),
        ...audience,
      })
      .refine(
        (step) => [step.overFraction, step.overMinutes, step.totalMinutes].some((trigger) => trigger !== undefined),
        'a step needs a trigger',
      ),
  ),
  default: shippedEscalations,
  unit: 'table',
  confidence: 'K-M',
  title: { 'zh-CN': '超时升级阶梯', en: 'Escalation ladder' },
})

export const pauseCausesParameter = parameter<readonly PauseCause[]>({
  key: 'sla.pauseCauses',
  schema: z.array(
    z.strictObject({
      code,
      title,
      kinds: z.exactOptional(z.array(code)),
      stops: kinds,
      tiers: z.array(z.strictObject({ maxMinutes: minutes.min(1), approver: z.enum(pauseApprovers).nullable() })),
      evidence: z.array(z.array(code).min(1)),
      maxTimes: z.int().min(0).max(100),
      isSampled: z.boolean(),
      isNumbered: z.boolean(),
      mark,
    }),
  ),
  default: shippedPauseCauses,
  unit: 'table',
  confidence: 'K-M',
  title: { 'zh-CN': '停表原因表', en: 'Causes that stop clocks' },
})

export const maxSuspensionsParameter = parameter<number>({
  key: 'sla.maxSuspensions',
  schema: z.int().min(0).max(20),
  default: 2,
  unit: 'count',
  confidence: 'K-M',
  title: { 'zh-CN': '每单最多挂起次数', en: 'Suspensions per order at most' },
})

export const minRemainingParameter = parameter<number>({
  key: 'sla.minRemainingMinutes',
  schema: minutes,
  default: 120,
  unit: 'minutes',
  confidence: 'K-M',
  title: { 'zh-CN': '解挂后最少剩余时间', en: 'Least time left after a pause' },
})

export const isLimitLateParameter = parameter<boolean>({
  key: 'sla.isLimitLate',
  schema: z.boolean(),
  default: false,
  unit: 'flag',
  confidence: 'F',
  title: { 'zh-CN': '恰好到时限即算超时', en: 'Exactly at the limit counts as late' },
})

export const isCheckingCountedParameter = parameter<boolean>({
  key: 'sla.isCheckingCounted',
  schema: z.boolean(),
  default: false,
  unit: 'flag',
  confidence: 'K-L',
  title: { 'zh-CN': '返工时计入质检等待时间', en: 'Rework counts the time spent in checking' },
})

export const isPausedFromRequestParameter = parameter<boolean>({
  key: 'sla.isPausedFromRequest',
  schema: z.boolean(),
  default: false,
  unit: 'flag',
  confidence: 'K-L',
  title: {
    'zh-CN': '挂起自申请时起停表（否则自批准时）',
    en: 'A suspension stops clocks from its request, not its approval',
  },
})

export const arrivalToleranceParameter = parameter<Readonly<Record<(typeof areaClasses)[number], number>>>({
  key: 'sla.arrivalToleranceMinutes',
  schema: z.strictObject({ urban: minutes.max(240), rural: minutes.max(240) }),
  default: { urban: 15, rural: 30 },
  unit: 'table',
  confidence: 'K-M',
  title: { 'zh-CN': '准点到场允差（约定整点时，分钟）', en: 'Tolerance of an exact promised time (minutes)' },
})

export const bandwidthClassesParameter = parameter<readonly { readonly name: string; readonly fromMbps: number }[]>({
  key: 'sla.bandwidthClasses',
  schema: z.array(z.strictObject({ name: code, fromMbps: z.number().positive() })),
  default: [{ name: 'gigabit', fromMbps: 1000 }],
  unit: 'table',
  confidence: 'F',
  title: { 'zh-CN': '带宽档次', en: 'Classes of bandwidth' },
})

export const customerLevelsParameter = parameter<
  readonly { readonly name: string; readonly words: readonly string[] }[]
>({
  key: 'sla.customerLevels',
  schema: z.array(z.strictObject({ name: code, words: z.array(z.string().min(1)).min(1) })),
  default: [
    { name: 'diamond', words: ['钻石'] },
    { name: 'vip', words: ['VIP', '贵宾'] },
    { name: 'highQuality', words: ['高品质', '高价值'] },
  ],
  unit: 'table',
  confidence: 'K-M',
  title: { 'zh-CN': '客户级别归类（按台账用词）', en: 'Classes of customer level, by the words of the ledger' },
})

export const deviceToleranceParameter = parameter<number>({
  key: 'sla.deviceToleranceMinutes',
  schema: minutes.max(60),
  default: 2,
  unit: 'minutes',
  confidence: 'K-L',
  title: { 'zh-CN': '手机时钟允差', en: "Tolerance of a phone's clock" },
})

export const maxOfflineParameter = parameter<number>({
  key: 'sla.maxOfflineMinutes',
  schema: minutes,
  default: 4320,
  unit: 'minutes',
  confidence: 'K-L',
  title: { 'zh-CN': '离线操作最长补传时间', en: 'Oldest action a phone may send afterwards' },
})

const day = z.string().refine(isDay, 'no such day')
export const calendarParameter = parameter<CalendarOverride>({
  key: 'sla.calendar',
  schema: z.strictObject({
    years: z.array(z.int().min(2000).max(2100)),
    days: z.array(z.strictObject({ on: day, isWorkDay: z.boolean(), reason: z.string().min(1) })),
  }),
  default: { years: [], days: [] },
  unit: 'table',
  confidence: 'K-H',
  title: {
    'zh-CN': '工作日历补充（新公布年份、调休）',
    en: 'Work calendar additions (newly announced years, make-up days)',
  },
})

export const slaParameters = [
  limitsParameter,
  countingsParameter,
  warningsParameter,
  escalationsParameter,
  pauseCausesParameter,
  maxSuspensionsParameter,
  minRemainingParameter,
  isLimitLateParameter,
  isCheckingCountedParameter,
  isPausedFromRequestParameter,
  arrivalToleranceParameter,
  bandwidthClassesParameter,
  customerLevelsParameter,
  deviceToleranceParameter,
  maxOfflineParameter,
  calendarParameter,
] as const
