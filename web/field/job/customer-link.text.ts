import type { Texts } from '#core/text.ts'

export const customerLinkScreenTexts = {
  row: { 'zh-CN': '客户页和门口核对码', en: 'Customer’s page and door code' },
  'row-checked': { 'zh-CN': '身份已核对', en: 'Identity checked' },
  'row-text': { 'zh-CN': '核对身份，给客户看二维码', en: 'Check identity, show the QR code' },
  title: { 'zh-CN': '客户页', en: 'Customer’s page' },
  door: { 'zh-CN': '门口核对码', en: 'Door code' },
  'door-text': {
    'zh-CN': '先出示工牌，再请客户读出手机上的四位数字。客户没有带手机可以不填，看工牌和证件核对。',
    en: 'Show your badge, then ask for the four digits on the customer’s phone. Without a phone leave it and check otherwise.',
  },
  digits: { 'zh-CN': '四位数字', en: 'Four digits' },
  check: { 'zh-CN': '核对', en: 'Check' },
  'four-first': { 'zh-CN': '请先填四位数字', en: 'Four digits first' },
  right: { 'zh-CN': '一致，已记为佐证', en: 'Right, kept as evidence' },
  offline: {
    'zh-CN': '没有网络，核对码要联网才能核对；先看工牌和证件',
    en: 'No network: check by badge and papers for now',
  },
  qr: { 'zh-CN': '请客户扫码', en: 'Let the customer scan' },
  'qr-text': {
    'zh-CN': '客户可以看进度、改时间、评价。请用客户自己的手机打开，不要替客户评价。',
    en: 'Progress, another time, rating. On the customer’s own phone: never rate for them.',
  },
  'qr-show': { 'zh-CN': '显示二维码', en: 'Show the code' },
  'qr-name': { 'zh-CN': '客户页的二维码', en: 'QR code of the customer’s page' },
} as const satisfies Texts
