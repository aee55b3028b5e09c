import type { Texts } from '#core/text.ts'

export const jobsTexts = {
  'jobs.not-found': { 'zh-CN': '没有这个后台任务，或它不是你的', en: 'There is no such job, or it is not yours' },
  'jobs.over': { 'zh-CN': '任务已经结束（{status}），不能取消', en: 'The job is over already ({status})' },
  'jobs.letter-not-found': {
    'zh-CN': '没有这条未处理的事件，或它已经处理完',
    en: 'There is no such event put aside, or it was dealt with',
  },
  'jobs.status.queued': { 'zh-CN': '排队中', en: 'queued' },
  'jobs.status.running': { 'zh-CN': '进行中', en: 'running' },
  'jobs.status.done': { 'zh-CN': '已完成', en: 'done' },
  'jobs.status.failed': { 'zh-CN': '失败', en: 'failed' },
  'jobs.status.cancelled': { 'zh-CN': '已取消', en: 'cancelled' },
  'jobs.error.process-lost': {
    'zh-CN': '执行它的进程中断了，请重新发起',
    en: 'The process that ran it broke off; start it again',
  },
  'jobs.error.server-stopped': {
    'zh-CN': '服务在任务进行中停止了，请重新发起',
    en: 'The server stopped while it ran; start it again',
  },
} as const satisfies Texts
