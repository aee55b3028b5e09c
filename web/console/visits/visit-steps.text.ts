import type { Texts } from '#core/text.ts'

export const visitStepsTexts = {
  title: { 'zh-CN': '作业步骤', en: 'Steps of the visit' },
  skipped: { 'zh-CN': '跳过的步骤 {count}', en: '{count} skipped' },
  visit: { 'zh-CN': '第 {number} 次上门', en: 'Visit {number}' },
} as const satisfies Texts
