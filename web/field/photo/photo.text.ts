import type { Texts } from '#core/text.ts'

export const photoTexts = {
  photos: { 'zh-CN': '照片', en: 'Photos' },
  'photos-count': { 'zh-CN': '{count} 张', en: '{count}' },
  take: { 'zh-CN': '拍照', en: 'Take a photo' },
  gallery: { 'zh-CN': '从相册选', en: 'From the gallery' },
  what: { 'zh-CN': '拍的是什么', en: 'What it shows' },
  preparing: { 'zh-CN': '正在处理照片', en: 'Preparing the photo' },
  'photo-video': {
    'zh-CN': '这是一段视频，这里只收照片。请点“拍照”拍一张，其他照片都还在。',
    en: 'That is a film; only photos are taken here. Take a photo instead. Your other photos are still there.',
  },
  'photo-format': {
    'zh-CN': '这种格式在手机上打不开，请点“拍照”直接拍，或在相册里另存为 JPG。其他照片都还在。',
    en: 'This format does not open here. Take a photo, or save it as JPG first. Your other photos are still there.',
  },
  'photo-huge': {
    'zh-CN': '照片像素太高，这部手机处理不了。请在相机设置里改成 1200 万像素左右再拍。其他照片都还在。',
    en: 'The photo has more pixels than this phone can handle. Set the camera to about 12 megapixels and take it again. Your other photos are still there.',
  },
  'photo-broken': {
    'zh-CN': '这张照片打不开，可能没存完整，请再拍一张。其他照片都还在。',
    en: 'This photo cannot be opened; take it again. Your other photos are still there.',
  },
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
