import type { Texts } from '#core/text.ts'

export const handoverTexts = {
  'handover.title': { 'zh-CN': '移交责任区', en: 'Hand over' },
  'handover.open': { 'zh-CN': '移交', en: 'Hand over' },
  'handover.regions': { 'zh-CN': '移交哪些区域', en: 'Regions' },
  'handover.regions-hint': {
    'zh-CN': '选地市就包括它的全部区县',
    en: 'A prefecture takes all its counties with it',
  },
  'handover.lines': { 'zh-CN': '移交哪些业务', en: 'Lines' },
  'handover.from-company': { 'zh-CN': '移出公司', en: 'From' },
  'handover.to-company': { 'zh-CN': '接收公司', en: 'To' },
  'handover.day': { 'zh-CN': '接收公司的第一天', en: 'First day of the new company' },
  'handover.day-hint': { 'zh-CN': '移出公司负责到前一天', en: 'The former company answers until the day before' },
  'handover.act': { 'zh-CN': '移交', en: 'Hand over' },
  'handover.done': { 'zh-CN': '已移交', en: 'Handed over' },
  'handover.choose': { 'zh-CN': '至少选一个', en: 'Choose one at least' },
  'handover.same': { 'zh-CN': '两家公司要不同', en: 'It must be another company' },
  'handover.wait': {
    'zh-CN': '选好区域、业务、两家公司和日期，这里显示要移交什么。',
    en: 'What is handed over appears here once regions, lines, both companies and the day are chosen.',
  },
  'handover.why': { 'zh-CN': '先看移交结果', en: 'Look at the outcome first' },
  'handover.steps': { 'zh-CN': '责任区变动', en: 'Responsibilities' },
  'handover.ended': { 'zh-CN': '最后一天：{day}', en: 'last day: {day}' },
  'handover.dropped': { 'zh-CN': '不再开始', en: 'does not begin' },
  'handover.added': { 'zh-CN': '第一天：{day}', en: 'first day: {day}' },
  'handover.added-until': { 'zh-CN': '第一天：{day}，最后一天：{until}', en: 'first day: {day}, last day: {until}' },
  'handover.issues': { 'zh-CN': '空白与重叠', en: 'Gaps and overlaps' },
  'handover.issues-none': {
    'zh-CN': '移交后未来一年没有空白，也没有重叠',
    en: 'No gap and no overlap afterwards within a year',
  },
  'handover.issues-left': { 'zh-CN': '原有 {count} 处没有变', en: '{count} stay as they are' },
  'handover.orders': { 'zh-CN': '在途工单', en: 'Open orders' },
  'handover.orders-none': { 'zh-CN': '移出公司在这里没有在途工单', en: 'The former company has no open order there' },
  'handover.orders-text': {
    'zh-CN':
      '按现在的数；到第一天再按当时的情况移交。已出发、到场、恢复、回单和返工的由移出公司做完，之后退单则重派给接收公司。移交前的分钟数算移出公司的。',
    en: 'As of now; on the first day what is open then goes. What is under way, restored, returned or in rework is finished by the former company, and goes to the new one when it is handed back. The minutes until then stay with the former company.',
  },
  'handover.orders-move': { 'zh-CN': '{count} 张移交', en: '{count} move' },
  'handover.orders-stay': { 'zh-CN': '{count} 张由移出公司做完', en: '{count} finished by the former company' },
  'handover.stations': { 'zh-CN': '驻点', en: 'Stations' },
  'handover.stations-text': {
    'zh-CN': '驻点和人员留在各自公司；人要随区域走，在人员页调公司。',
    en: 'Stations and people stay with their company; who goes with the region is transferred on the people page.',
  },
  'handover.stations-none': { 'zh-CN': '两家公司在这里都没有驻点', en: 'Neither company has a station there' },
  'handover.people': { 'zh-CN': '{count} 人', en: '{count} people' },
  'handover.unserved': {
    'zh-CN': '接收公司在这些区县还没有驻点：{counties}',
    en: 'The new company has no station yet for: {counties}',
  },
  'handover.grids': {
    'zh-CN': '{count} 个网格由移出公司的人包片，移交后要重新指定',
    en: '{count} grids are looked after by people of the former company; name others afterwards',
  },
} as const satisfies Texts
