import type { Texts } from '#core/text.ts'

export const syncTexts = {
  'sync.device-unknown': { 'zh-CN': '这部手机还没有登记', en: 'This phone is not registered' },
  'sync.device-revoked': {
    'zh-CN': '这部手机已被停用，请联系管理员',
    en: 'This phone was revoked; ask your administrator',
  },
  'sync.too-many-devices': {
    'zh-CN': '账号最多登记 {max} 部手机，请先停用一部不用的',
    en: 'An account may have {max} phones; revoke one that is not used',
  },
  'sync.after-refused': {
    'zh-CN': '前一步没有通过，这一步没有执行；处理好前一步后再做一次',
    en: 'The step before was refused, so this one was not done; settle that one and do it again',
  },
  'sync.passed': {
    'zh-CN': '手机已经发过更后面的操作，这一步没有收下；请再提交一次',
    en: 'The phone has already sent later steps, so this one was not taken; submit it again',
  },
  'sync.unknown-route': { 'zh-CN': '手机不能离线提交“{route}”', en: '“{route}” cannot be queued on a phone' },
  'sync.unknown-action': { 'zh-CN': '没有“{action}”这个操作', en: 'There is no action “{action}”' },
  'sync.never-in-hand': { 'zh-CN': '这张工单从未由您处理', en: 'This order was never in your hands' },
  'sync.failed': {
    'zh-CN': '这一步暂时没有处理成功，会自动重发',
    en: 'This step could not be done now and will be sent again',
  },
} as const satisfies Texts
