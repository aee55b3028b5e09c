/**
 * Which channel a file or another system means by its own word for it, and whether somebody behind it waits for feedback (R-B2).
 */
import { compact } from '#core/spelling.ts'
import type { Channel } from './report.ts'

const WORDS: Record<Channel, readonly string[]> = {
  hotline: ['热线', '电话', '来电', '驻点热线', '10086', '客服热线', '呼叫中心', '话务'],
  fax: ['传真'],
  eoms: ['eoms', 'eoms工单', '电子运维', '工单系统', '集团工单'],
  web: ['网页', '网站', '网上', '网上营业厅', '网厅', '公众号', '微信', '小程序', 'app', '掌厅', '掌上营业厅', '线上'],
  sms: ['短信', '短信回复', '短信报障'],
  customerManager: ['客户经理', '客户经理反馈', '客户经理报障', '大客户经理'],
  counter: ['营业厅', '柜台', '厅台', '实体渠道'],
  alarm: ['告警', '网管告警', '网管', '预警', '主动预警', '监控'],
  inspection: ['巡检', '巡检发现', '隐患', '装维', '装维人员', '现场', '现场发现'],
}

/** `undefined` for a word that nobody has explained yet. */
export const channelOf = (text: string): Channel | undefined => {
  const wanted = compact(text).toLowerCase()
  const entries = Object.entries(WORDS) as [Channel, readonly string[]][]
  return entries.find(([code, words]) => code.toLowerCase() === wanted || words.includes(wanted))?.[0]
}

/** An alarm waits for no answer; whoever inspects sees the finding's own state. */
export const wantsFeedback = (channel: Channel): boolean => channel !== 'alarm' && channel !== 'inspection'
