import type { Texts } from '#core/text.ts'

export const jobsTexts = {
  'jobs.title': { 'zh-CN': '任务', en: 'Jobs' },
  'jobs.name': { 'zh-CN': '任务', en: 'Job' },
  'jobs.status': { 'zh-CN': '状态', en: 'State' },
  'jobs.progress': { 'zh-CN': '进度', en: 'Progress' },
  'jobs.by': { 'zh-CN': '发起人', en: 'Started by' },
  'jobs.created': { 'zh-CN': '开始', en: 'Started' },
  'jobs.finished': { 'zh-CN': '结束', en: 'Finished' },
  'jobs.error': { 'zh-CN': '说明', en: 'Note' },
  'jobs.cancel': { 'zh-CN': '停止', en: 'Stop' },
  'jobs.cancelled': { 'zh-CN': '已请求停止', en: 'Asked to stop' },
  'jobs.none': { 'zh-CN': '还没有任务', en: 'No jobs yet' },
  'jobs.none-text': {
    'zh-CN': '导入、导出、验证等较久的工作会出现在这里',
    en: 'Imports, exports and other long work appear here',
  },
  'jobs.status.queued': { 'zh-CN': '排队中', en: 'Queued' },
  'jobs.status.running': { 'zh-CN': '进行中', en: 'Running' },
  'jobs.status.done': { 'zh-CN': '已完成', en: 'Done' },
  'jobs.status.failed': { 'zh-CN': '失败', en: 'Failed' },
  'jobs.status.cancelled': { 'zh-CN': '已停止', en: 'Stopped' },
} as const satisfies Texts
