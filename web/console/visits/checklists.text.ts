import type { Texts } from '#core/text.ts'

export const checklistTexts = {
  title: { 'zh-CN': '作业步骤', en: 'Checklists' },
  which: { 'zh-CN': '哪类上门', en: 'Which visits' },
  shipped: { 'zh-CN': '出厂版本', en: 'As shipped' },
  version: { 'zh-CN': '版本 {version}', en: 'Version {version}' },
  'in-force-from': { 'zh-CN': '{day} 起', en: 'from {day}' },
  versions: { 'zh-CN': '各个版本', en: 'Versions' },
  'item-zh': { 'zh-CN': '项目（中文）', en: 'Item (Chinese)' },
  'item-en': { 'zh-CN': '项目（英文）', en: 'Item (English)' },
  proof: { 'zh-CN': '佐证', en: 'Proof' },
  required: { 'zh-CN': '必做', en: 'Required' },
  remove: { 'zh-CN': '删掉这一项', en: 'Remove this item' },
  add: { 'zh-CN': '加一项', en: 'Add an item' },
  'new-item': { 'zh-CN': '新项目', en: 'New item' },
  publish: { 'zh-CN': '发布', en: 'Publish' },
  unchanged: { 'zh-CN': '还没有改动', en: 'Nothing changed yet' },
  'publish-title': { 'zh-CN': '从哪天起用', en: 'From which day' },
  'publish-hint': {
    'zh-CN': '已经到场的上门仍按原版本做完',
    en: 'Visits that began keep the version they began with',
  },
  day: { 'zh-CN': '起用日期', en: 'From' },
  reason: { 'zh-CN': '改了什么、为什么', en: 'What changed and why' },
  published: { 'zh-CN': '已发布', en: 'Published' },
  discard: { 'zh-CN': '放弃改动', en: 'Discard' },
} as const satisfies Texts
