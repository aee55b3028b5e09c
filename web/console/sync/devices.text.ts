import type { Texts } from '#core/text.ts'

export const devicesTexts = {
  title: { 'zh-CN': '手机', en: 'Phones' },
  hint: {
    'zh-CN': '离线保存工单的手机；丢了或换了人，就停用它',
    en: 'Phones that keep orders without network; revoke one that was lost or changed hands',
  },
  none: { 'zh-CN': '没有登记过手机', en: 'No phone was registered' },
  'last-contact': { 'zh-CN': '最近联系', en: 'last contact' },
  registered: { 'zh-CN': '登记于', en: 'registered' },
  commands: { 'zh-CN': '上传过 {count} 步操作', en: '{count} steps received' },
  revoke: { 'zh-CN': '停用', en: 'Revoke' },
  'revoke-title': { 'zh-CN': '停用手机“{name}”？', en: 'Revoke the phone “{name}”?' },
  'revoke-text': {
    'zh-CN':
      '它的登录随即退出，下次联网时清除保存的工单；没有上传的操作会丢失。停用后不能恢复，同一部手机须清除数据后重新登记。',
    en: 'Its session ends and what it keeps is wiped at its next contact; steps that it has not sent are lost. This cannot be undone: the same phone has to be cleared and registered anew.',
  },
  revoked: { 'zh-CN': '手机已停用', en: 'The phone was revoked' },
  'state-revoked': { 'zh-CN': '已停用', en: 'Revoked' },
  'revoked-by': { 'zh-CN': '由 {name} 停用于', en: 'revoked by {name}' },
  'platform-android': { 'zh-CN': '安卓', en: 'Android' },
  'platform-ios': { 'zh-CN': '苹果', en: 'iOS' },
  'platform-desktop': { 'zh-CN': '电脑', en: 'Desktop' },
  'platform-other': { 'zh-CN': '其他', en: 'Other' },
} as const satisfies Texts
