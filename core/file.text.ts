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
} as const satisfies Texts
