import type { Texts } from '#core/text.ts'

/** What the page's routes and those of the desk refuse. */
export const customerLinkTexts = {
  'customer-link.gone': {
    'zh-CN': '链接已失效，请拨打 {phone}',
    en: 'This link is no longer valid, please call {phone}',
  },
  'customer-link.not-for-this-order': {
    'zh-CN': '这类工单没有客户页',
    en: 'Orders of this kind have no customer’s page',
  },
  'customer-link.no-phone': {
    'zh-CN': '工单上没有客户电话，短信发不出去',
    en: 'The order has no phone to send the link to',
  },
  'customer-link.not-now': { 'zh-CN': '现在不能这样做，请刷新页面', en: 'Not possible now, please reload the page' },
  'customer-link.code-wrong': {
    'zh-CN': '核对码不对，还可以试 {left} 次；请客户看着手机再读一遍',
    en: 'Wrong code, {left} more tries; ask the customer to read it again',
  },
  'customer-link.code-locked': {
    'zh-CN': '核对码输错太多次，请改看工牌和证件，并拨打 {phone} 核实',
    en: 'Too many wrong codes: check identity by other means and call {phone}',
  },
  'customer-link.no-visit': { 'zh-CN': '现在没有要上门的预约', en: 'No visit is due now' },
} as const satisfies Texts
