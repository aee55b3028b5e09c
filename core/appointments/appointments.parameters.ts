import { z } from 'zod'
import { shiftSchema } from '#core/organisation/organisation.parameters.ts'
import { parameter } from '#core/parameter.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { type WindowLength, windowLengths } from './windows.ts'

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const dayTable = z
  .array(z.strictObject({ from: clock, to: clock }).refine(({ from, to }) => from < to, 'from < to'))
  .min(1)
  .max(24)
  .refine(
    (rows) => rows.every((row, index) => index === 0 || (rows[index - 1]?.to ?? '') <= row.from),
    'in their order',
  )

const twoHours: WindowLength = 'twoHours'
const tables = {
  twoHours: [
    { from: '08:00', to: '10:00' },
    { from: '10:00', to: '12:00' },
    { from: '12:00', to: '14:00' },
    { from: '14:00', to: '16:00' },
    { from: '16:00', to: '18:00' },
    { from: '18:00', to: '20:00' },
  ],
  halfDay: [
    { from: '08:00', to: '12:00' },
    { from: '12:00', to: '18:00' },
    { from: '18:00', to: '20:00' },
  ],
}

/** Figures of what can be promised, and of being punctual. */
export const appointmentParameters = {
  windowLength: parameter({
    key: 'appointments.windowLength',
    schema: z.enum(windowLengths),
    default: twoHours,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '预约时段：两小时一段或半天一段', en: 'Windows offered: two hours or half days' },
  }),
  windowTables: parameter({
    key: 'appointments.windowTables',
    schema: z.strictObject({ twoHours: dayTable, halfDay: dayTable }),
    default: tables,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '预约时段表', en: 'The day’s windows' },
  }),
  serviceHours: parameter({
    key: 'appointments.serviceHours',
    schema: shiftSchema,
    default: { from: '08:00', to: '20:00' },
    unit: 'table',
    confidence: 'W',
    title: { 'zh-CN': '上门服务时间', en: 'Service hours of visits' },
  }),
  quietHours: parameter({
    key: 'appointments.quietHours',
    schema: shiftSchema,
    default: { from: '21:00', to: '08:00' },
    unit: 'table',
    confidence: 'R',
    title: {
      'zh-CN': '安静时段：客户没有要求时不自动拨打、发短信、上门',
      en: 'Quiet hours: no automatic call, message or visit unless the customer asked',
    },
  }),
  offeredDays: parameter({
    key: 'appointments.offeredDays',
    schema: z.int().min(1).max(31),
    default: 7,
    unit: 'days',
    confidence: 'K-L',
    title: { 'zh-CN': '预约时段给出几天', en: 'Days for which windows are offered' },
  }),
  maxDaysAhead: parameter({
    key: 'appointments.maxDaysAhead',
    schema: z.int().min(1).max(365),
    default: 15,
    unit: 'days',
    confidence: 'F',
    title: { 'zh-CN': '最远可预约几天以后', en: 'How far ahead a visit may be promised' },
  }),
  leadMinutes: parameter({
    key: 'appointments.leadMinutes',
    schema: z.int().min(0).max(1440),
    default: 30,
    unit: 'minutes',
    confidence: 'K-L',
    title: { 'zh-CN': '时段结束前至少还剩多久才给出', en: 'Time that a window must still have to be offered' },
  }),
  workMinutes: parameter({
    key: 'appointments.workMinutes',
    schema: z.partialRecord(z.enum(orderKinds), z.int().min(0).max(1440)),
    default: {
      fault: 60,
      installation: 90,
      relocation: 90,
      change: 60,
      removal: 40,
      complaintVisit: 60,
      resourceCorrection: 60,
      inspectionRectification: 0,
      acceptanceRectification: 0,
      massFault: 0,
      emergency: 0,
    },
    unit: 'table',
    confidence: 'K-L',
    title: {
      'zh-CN': '各类工单一次上门占用的工作时间（分钟，0 为不占预约能力）',
      en: 'Minutes of work of a visit by kind; 0 takes no capacity',
    },
  }),
  capacityPercent: parameter({
    key: 'appointments.capacityPercent',
    schema: z.int().min(0).max(200),
    default: 70,
    unit: 'percent',
    confidence: 'K-L',
    title: {
      'zh-CN': '在岗工时中可用于预约的比例',
      en: 'Share of the minutes on shift that may be promised',
    },
  }),
  holidayPercent: parameter({
    key: 'appointments.holidayPercent',
    schema: z.int().min(0).max(100),
    default: 50,
    unit: 'percent',
    confidence: 'K-L',
    title: {
      'zh-CN': '法定节假日的预约能力占平日的比例（0 为不约）',
      en: 'Capacity on public holidays as a share of an ordinary day; 0: none offered',
    },
  }),
  speedKmh: parameter({
    key: 'appointments.speedKmh',
    schema: z.strictObject({ urban: z.number().min(1).max(150), rural: z.number().min(1).max(150) }),
    default: { urban: 18, rural: 28 },
    unit: 'table',
    confidence: 'K-L',
    title: { 'zh-CN': '路上的平均速度（公里/小时）', en: 'Mean speed on the way, km/h' },
  }),
  detourPercent: parameter({
    key: 'appointments.detourPercent',
    schema: z.int().min(100).max(400),
    default: 140,
    unit: 'percent',
    confidence: 'K-L',
    title: { 'zh-CN': '实际路程与直线距离之比', en: 'Way by road against the straight line' },
  }),
  unknownTravelMinutes: parameter({
    key: 'appointments.unknownTravelMinutes',
    schema: z.int().min(0).max(240),
    default: 15,
    unit: 'minutes',
    confidence: 'K-L',
    title: { 'zh-CN': '位置不明时按多少路程时间估计', en: 'Travel assumed where a place is not known' },
  }),
  latenessWarnMinutes: parameter({
    key: 'appointments.latenessWarnMinutes',
    schema: z.int().min(1).max(240),
    default: 10,
    unit: 'minutes',
    confidence: 'K-L',
    title: { 'zh-CN': '预计晚到超过多少分钟就预警', en: 'Foreseen lateness from which people are warned' },
  }),
  tellAgainMinutes: parameter({
    key: 'appointments.tellAgainMinutes',
    schema: z.int().min(1).max(240),
    default: 20,
    unit: 'minutes',
    confidence: 'K-L',
    title: {
      'zh-CN': '预计到达时间再变多少分钟才重新告知客户',
      en: 'Change of the foreseen arrival after which the customer is told again',
    },
  }),
  farOutcomes: parameter({
    key: 'appointments.farOutcomes',
    schema: z.strictObject({ factor: z.number().min(1).max(20), minimum: z.int().min(1).max(1000) }),
    default: { factor: 2, minimum: 5 },
    unit: 'table',
    confidence: 'K-L',
    title: {
      'zh-CN': '电话与上门结果高出同事多少倍、至少几次才标出',
      en: 'Outcomes marked from so many times the colleagues’ share, and so many cases',
    },
  }),
  relaySeconds: parameter({
    key: 'appointments.relaySeconds',
    schema: z.int().min(60).max(86_400),
    default: 600,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '隐私号绑定多少秒有效', en: 'Seconds for which a number between the two is bound' },
  }),
  isCustomerToldByRule: parameter({
    key: 'appointments.isCustomerToldByRule',
    schema: z.boolean(),
    default: true,
    unit: 'flag',
    confidence: 'K-L',
    title: { 'zh-CN': '预计晚到时自动发短信告知客户', en: 'The customer is told by itself when lateness is foreseen' },
  }),
} as const
