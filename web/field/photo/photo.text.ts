import type { Texts } from '#core/text.ts'

export const photoTexts = {
  photos: { 'zh-CN': '照片', en: 'Photos' },
  'photos-count': { 'zh-CN': '{count} 张', en: '{count}' },
  take: { 'zh-CN': '拍照', en: 'Take a photo' },
  gallery: { 'zh-CN': '从相册选', en: 'From the gallery' },
  what: { 'zh-CN': '拍的是什么', en: 'What it shows' },
  preparing: { 'zh-CN': '正在处理照片', en: 'Preparing the photo' },
  waiting: { 'zh-CN': '等着发', en: 'Waiting' },
  failed: { 'zh-CN': '没发出去', en: 'Not sent' },
  refused: { 'zh-CN': '没被接受', en: 'Not accepted' },
  sending: { 'zh-CN': '{percent}%', en: '{percent}%' },
  'sending-all': { 'zh-CN': '正在发 {count} 张照片', en: 'Sending photos: {count}' },
  'still-waiting': {
    'zh-CN': '还有 {count} 张照片没发出去，都存在手机里',
    en: 'Photos not sent yet, kept on the phone: {count}',
  },
  retry: { 'zh-CN': '再发一次', en: 'Send again' },
  remove: { 'zh-CN': '删掉这张', en: 'Remove it' },
  'remove-really': { 'zh-CN': '确定删掉', en: 'Yes, remove it' },
  'remove-hint': { 'zh-CN': '时间线里留一条撤回记录', en: 'The timeline keeps that it was withdrawn' },
  removed: { 'zh-CN': '已删掉', en: 'Removed' },
  taken: { 'zh-CN': '{when} 拍', en: 'taken {when}' },
  'with-place': { 'zh-CN': '有位置', en: 'with position' },
  'no-place': { 'zh-CN': '没有位置', en: 'no position' },
  none: { 'zh-CN': '还没有照片', en: 'No photos yet' },
  'photo-of': { 'zh-CN': '{kind}，点开看大图', en: '{kind}, open it' },
} as const satisfies Texts
