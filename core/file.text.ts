import type { Texts } from './text.ts'

export const fileTexts = {
  'files.too-large': { 'zh-CN': '文件太大，最多 {limit} MB', en: 'The file is too large, {limit} MB at most' },
  'files.empty': { 'zh-CN': '文件是空的', en: 'The file is empty' },
  'files.wrong-type': {
    'zh-CN': '这里不能用这种文件，请用 {allowed}',
    en: 'A file of this sort is not taken here; use {allowed}',
  },
  'files.damaged': {
    'zh-CN': '图片打不开，可能已损坏，请重新拍照或另存',
    en: 'The picture cannot be opened; take it anew',
  },
  'files.missing': { 'zh-CN': '没有收到文件', en: 'No file was sent' },
  'files.not-found': { 'zh-CN': '没有这个文件，或你看不到它', en: 'There is no such file, or you may not see it' },
  'files.attached-elsewhere': { 'zh-CN': '这个文件已用于别处', en: 'The file belongs to something else already' },
  'files.outside': { 'zh-CN': '地市 {prefecture} 不在你的范围内', en: 'Prefecture {prefecture} is outside your scope' },
  'files.hash-mismatch': {
    'zh-CN': '收到的内容和手机上的不一致，会自动重新发送',
    en: 'What arrived is not what the phone has; it is sent anew',
  },
  'files.other-upload': {
    'zh-CN': '这个编号已用于另一个文件',
    en: 'Another file has this id',
  },
} as const satisfies Texts
