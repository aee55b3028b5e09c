import type { Texts } from '#core/text.ts'

export const approvalsTexts = {
  'approvals.title': { 'zh-CN': '待我审批', en: 'My approvals' },
  'approvals.order': { 'zh-CN': '工单', en: 'Order' },
  'approvals.kind': { 'zh-CN': '申请', en: 'Request' },
  'approvals.suspension': { 'zh-CN': '挂起', en: 'Suspension' },
  'approvals.handBack': { 'zh-CN': '退单', en: 'Hand-back' },
  'approvals.reason': { 'zh-CN': '原因', en: 'Reason' },
  'approvals.until': { 'zh-CN': '到', en: 'Until' },
  'approvals.by': { 'zh-CN': '申请人', en: 'Asked by' },
  'approvals.approver': { 'zh-CN': '审批人', en: 'Approver' },
  'approvals.at': { 'zh-CN': '申请时间', en: 'Asked' },
  'approvals.due': { 'zh-CN': '时限', en: 'Limit' },
  'approvals.evidence': { 'zh-CN': '凭证', en: 'Evidence' },
  'approvals.approve': { 'zh-CN': '批准', en: 'Approve' },
  'approvals.deny': { 'zh-CN': '驳回', en: 'Deny' },
  'approvals.approved': { 'zh-CN': '{number} 已批准', en: '{number} approved' },
  'approvals.denied': { 'zh-CN': '{number} 已驳回', en: '{number} denied' },
  'approvals.refused': { 'zh-CN': '{number} 没有办成', en: '{number} was not done' },
  'approvals.none': { 'zh-CN': '没有等你审批的申请', en: 'Nothing waits for your answer' },
  'approvals.none-text': {
    'zh-CN': '挂起和退单的申请会出现在这里',
    en: 'Suspensions and hand-backs that are asked for appear here',
  },
} as const satisfies Texts
