import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** From and to as clock times in China; `to` before `from` runs over midnight, equal times are the whole day. */
export const shiftSchema = z.object({ from: timeOfDay, to: timeOfDay })
export type Shift = z.infer<typeof shiftSchema>

const sentence = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

export const organisationParameters = {
  defaultShift: parameter({
    key: 'organisation.defaultShift',
    schema: shiftSchema,
    default: { from: '08:00', to: '20:00' },
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '默认值班时段（没有排班时）', en: 'Default shift (while there is no roster)' },
  }),
  fiveUnifications: parameter({
    key: 'organisation.fiveUnifications',
    schema: z.array(z.object({ code: z.string().min(1), title: sentence, content: sentence })),
    default: [
      {
        code: 'boundary',
        title: { 'zh-CN': '统一维护界面', en: 'One maintenance boundary' },
        content: {
          'zh-CN': '从局端到客户端的每一段由谁维护，全省用同一张界面表，回单定责以表为准。',
          en: 'One table says who maintains each part of the path; it decides who answers for a fault.',
        },
      },
      {
        code: 'settlement',
        title: { 'zh-CN': '统一费用结算', en: 'One settlement' },
        content: {
          'zh-CN': '同一套计费项目、单价口径和结算流程，数据来自归档工单和台账，可逐笔追溯。',
          en: 'One set of items, prices and steps; every amount traces back to archived orders and the ledger.',
        },
      },
      {
        code: 'standards',
        title: { 'zh-CN': '统一代维要求', en: 'One standard of resources' },
        content: {
          'zh-CN': '人员、车辆工具、备品备件、认证按同一标准配置，缺口实时可见。',
          en: 'People, vehicles, tools, spares and certificates follow one standard; a shortfall shows at once.',
        },
      },
      {
        code: 'process',
        title: { 'zh-CN': '统一代维流程', en: 'One process' },
        content: {
          'zh-CN': '各公司的各类工单走同一套流程，每个环节的时限和责任人公开。',
          en: 'All companies and all kinds of orders follow one process with its limits and holders in the open.',
        },
      },
      {
        code: 'assessment',
        title: { 'zh-CN': '统一代维考核', en: 'One assessment' },
        content: {
          'zh-CN': '指标、公式和分值全省一致，每一分扣减都能查到工单并可以申诉。',
          en: 'The same measures, formulas and points everywhere; every point lost leads to its orders and can be appealed.',
        },
      },
    ],
    unit: 'table',
    confidence: 'R',
    title: { 'zh-CN': '五个统一', en: 'The five unifications' },
  }),
} as const
