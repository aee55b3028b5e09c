import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

/** What a phone may keep, and for how long. */
export const syncParameters = {
  offlineHours: parameter({
    key: 'sync.offlineHours',
    schema: z.int().min(1).max(336),
    default: 48,
    unit: 'hours',
    confidence: 'R',
    title: {
      'zh-CN': '手机离线数据无联系后的锁定时间',
      en: 'How long a phone may read what it keeps without contact',
    },
  }),
  maxDevices: parameter({
    key: 'sync.maxDevices',
    schema: z.int().min(1).max(50),
    default: 5,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '每个账号的手机数上限', en: 'Phones of one account at most' },
  }),
  maxOrders: parameter({
    key: 'sync.maxOrders',
    schema: z.int().min(1).max(100),
    default: 40,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '手机离线保存的工单数上限', en: 'Orders that a phone keeps at most' },
  }),
} as const
