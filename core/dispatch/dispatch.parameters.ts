import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import { posts } from '#core/people/staff.ts'
import { type DispatchStep, dispatchStepSchema, type GrabScope, grabScopes } from './dispatch.ts'

const leadPosts: (typeof posts)[number][] = ['engineer', 'communityManager', 'stationHead']
const steps: DispatchStep[] = ['gridOwner', 'lastVisit', 'station']
const grabScope: GrabScope = 'station'

export const dispatchParameters = {
  steps: parameter({
    key: 'dispatch.steps',
    schema: z.array(dispatchStepSchema),
    default: steps,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '规则派单顺序', en: 'Steps of dispatch by rule' },
  }),
  leadPosts: parameter({
    key: 'dispatch.leadPosts',
    schema: z.array(z.enum(posts)),
    default: leadPosts,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '可以主办工单的岗位', en: 'Posts that may lead an order' },
  }),
  maxOpenOrders: parameter({
    key: 'dispatch.maxOpenOrders',
    schema: z.number().int().min(1),
    default: 8,
    unit: 'count',
    confidence: 'K-L',
    title: {
      'zh-CN': '包片人或上次上门人在手工单达到此数时不再优先',
      en: 'Open orders from which the grid owner or last engineer is no longer preferred',
    },
  }),
  grabScope: parameter({
    key: 'dispatch.grabScope',
    schema: z.enum(grabScopes),
    default: grabScope,
    unit: 'table',
    confidence: 'K-L',
    title: { 'zh-CN': '抢单范围', en: 'Who sees an order in the pool' },
  }),
  maxOpenOrdersToGrab: parameter({
    key: 'dispatch.maxOpenOrdersToGrab',
    schema: z.number().int().min(0),
    default: 5,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '抢单人在手工单上限', en: 'Open orders from which nobody may grab more' },
  }),
} as const
