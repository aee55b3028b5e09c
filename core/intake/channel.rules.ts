/**
 * Which channel a file or another system means by its own word for it, and whether somebody behind it waits for feedback (R-B2).
 */
import { plainText } from '#core/organisation/region.rules.ts'
import type { Channel } from './report.ts'

const WORDS: Record<Channel, readonly string[]> = {
  hotline: ['热线', '电话', '来电', '驻点热线', '10086', '客服热线'],
  fax: ['传真'],
  eoms: ['eoms', '电子运维', '工单系统', '集团工单'],
  web: ['网页', '网站', '网上', '公众号', 'app', '掌厅', '掌上营业厅'],
  sms: ['短信', '短信回复'],
  'customer-manager': ['客户经理', '客户经理反馈'],
  alarm: ['告警', '网管告警', '网管', '预警'],
  inspection: ['巡检', '巡检发现', '隐患'],
}

/** `undefined` for a word that nobody has explained yet. */
export const channelOf = (text: string): Channel | undefined => {
  const wanted = plainText(text).toLowerCase()
  const entries = Object.entries(WORDS) as [Channel, readonly string[]][]
  return entries.find(([code, words]) => code === wanted || words.includes(wanted))?.[0]
}

/** An alarm waits for no answer; whoever inspects sees the finding's own state. */
export const wantsFeedback = (channel: Channel): boolean => channel !== 'alarm' && channel !== 'inspection'
