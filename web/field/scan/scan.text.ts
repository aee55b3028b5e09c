import type { Texts } from '#core/text.ts'

export const scanTexts = {
  scan: { 'zh-CN': '扫码', en: 'Scan' },
  title: { 'zh-CN': '对准条码或二维码', en: 'Point at the code' },
  starting: { 'zh-CN': '正在打开相机…', en: 'Opening the camera…' },
  'no-camera': {
    'zh-CN': '打不开相机，请在下面输入编号',
    en: 'The camera does not open: type the number below',
  },
  'no-reader': { 'zh-CN': '扫码没有装好，请在下面输入编号', en: 'The reader is not there: type the number below' },
  type: { 'zh-CN': '看不清就输入编号', en: 'Or type the number' },
  'use-typed': { 'zh-CN': '用这个编号', en: 'Use this number' },
  'type-first': { 'zh-CN': '先输入编号', en: 'Type the number first' },
  recent: { 'zh-CN': '刚扫过的', en: 'Scanned before' },
  light: { 'zh-CN': '补光', en: 'Light' },
} as const satisfies Texts
