import type { Texts } from '#core/text.ts'

/**
 * Messages to customers, `customer.<kind of the event>`. They name nobody and hold no personal data; `{link}` is filled in when the
 * message leaves, so that no stored text opens a customer's page.
 */
export const customerMessageTexts = {
  'customer.workOrder.customerLinkMade': {
    'zh-CN':
      '您的宽带服务申请已受理。谁来、几点到、改时间和取消，请看 {link} 上门不收费，不会问您密码和验证码。咨询请拨 {phone}',
    en: 'Your broadband request was accepted. Who comes and when, another time, cancelling: {link} The visit is free; we never ask for passwords. Questions: {phone}',
  },
  'customer.workOrder.complaintAnswered': {
    'zh-CN': '您的投诉已有答复，请看 {link} 还不满意请拨 {phone}',
    en: 'Your complaint was answered: {link} If you are not satisfied call {phone}',
  },
  'customer.workOrder.customerLinkSent': {
    'zh-CN': '您的上门服务进度、改时间和评价请看 {link} 咨询请拨 {phone}',
    en: 'Your visit: progress, another time, your opinion: {link} Questions: {phone}',
  },
  'customer.workOrder.customerToldLate': {
    'zh-CN': '很抱歉，上门师傅预计 {time} 到，比约定的晚。要改时间请看 {link} 或拨 {phone}',
    en: 'We are sorry: the engineer will come about {time}, later than agreed. Another time: {link} or {phone}',
  },
} as const satisfies Texts

export type CustomerMessage = keyof typeof customerMessageTexts extends `customer.${infer Kind}` ? Kind : never
export const customerMessageKinds = Object.keys(customerMessageTexts).map((key) =>
  key.slice('customer.'.length),
) as CustomerMessage[]
