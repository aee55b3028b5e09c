import type { Texts } from '#core/text.ts'

export const healthTexts = {
  'health.disk-low': {
    'zh-CN': '数据盘只剩 {gigabytes} GB：请清理或扩容，写满后系统将停止服务',
    en: 'Only {gigabytes} GB are free on the data disk: clear it or extend it before it is full',
  },
  'health.files-unreachable': {
    'zh-CN': '文件存储不可用（{error}）：照片和签名存不进去',
    en: 'The file store cannot be reached ({error}): photos and signatures cannot be kept',
  },
  'health.consumer-behind': {
    'zh-CN': '“{consumer}”滞后 {seconds} 秒，{count} 个事件未处理',
    en: '“{consumer}” is {seconds} s behind, {count} events unhandled',
  },
  'health.letters-waiting': {
    'zh-CN': '“{consumer}”有 {count} 个事件处理失败，等待人工处理',
    en: '“{consumer}”: {count} events could not be handled and wait for a person',
  },
  'health.sealer-behind': {
    'zh-CN': '审计封印滞后 {seconds} 秒，{count} 条未入链',
    en: 'The audit is sealed {seconds} s late, {count} entries are not in the chain',
  },
  'health.periodic-failing': {
    'zh-CN': '定时任务“{name}”连续失败 {count} 次：{error}',
    en: 'The periodic task “{name}” failed {count} times in a row: {error}',
  },
  'health.nobody-leads': {
    'zh-CN': '没有进程在执行定时任务：时限提醒和审计封印已停',
    en: 'No process does the periodic work: reminders and sealing stand still',
  },
  'health.jobs-failed': {
    'zh-CN': '24 小时内有 {count} 个后台任务失败',
    en: '{count} background jobs failed within 24 h',
  },
  'health.outside-failed': {
    'zh-CN': '24 小时内有 {count} 条站外消息没有发出',
    en: '{count} outside messages were not delivered within 24 h',
  },
  'health.no-backup': {
    'zh-CN': '还没有做过备份：请执行 daiwei backup',
    en: 'There is no backup yet: run daiwei backup',
  },
  'health.backup-old': {
    'zh-CN': '上次备份已是 {hours} 小时前：请检查备份计划',
    en: 'The last backup is {hours} h old: check the schedule',
  },
  'health.connections-short': {
    'zh-CN': '数据库连接已用 {used} / {max}',
    en: '{used} of {max} database connections are used',
  },
} as const satisfies Texts
