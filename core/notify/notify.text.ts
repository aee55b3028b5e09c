import type { Texts } from '#core/text.ts'

/** `notify.<kind>`: the title; the line under it is the order's symptom and place, or the reason that was given. */
export const notifyTexts = {
  'notify.workOrder.dispatched': {
    'zh-CN': '{number} 已派到你公司，待受理',
    en: '{number} was dispatched to your company',
  },
  'notify.handover.carried': {
    'zh-CN': '责任区移交 {title}：在途工单移交 {count} 张',
    en: 'Handover {title}: open orders carried over: {count}',
  },
  'notify.workOrder.sentToStation': {
    'zh-CN': '{number} 已到驻点，待派工',
    en: '{number} is at the station, to be assigned',
  },
  'notify.workOrder.pooled': { 'zh-CN': '{number} 可以抢单', en: '{number} can be grabbed' },
  'notify.workOrder.assigned': {
    'zh-CN': '{number} 派给了你，请接单',
    en: '{number} is assigned to you, please accept',
  },
  'notify.workOrder.accepted': { 'zh-CN': '{number} 工程师已接单', en: 'The engineer accepted {number}' },
  'notify.workOrder.refused': { 'zh-CN': '{number} 被退回：{actor}', en: '{actor} refused {number}' },
  'notify.workOrder.handedOver': { 'zh-CN': '{number} 移交给你处理', en: '{number} was handed over to you' },
  'notify.workOrder.givenBack': {
    'zh-CN': '{number} 二线已处理，交回给你',
    en: '{number} is back from the second line',
  },
  'notify.workOrder.handBackRequested': {
    'zh-CN': '{number} 申请退单，请审批',
    en: '{number}: hand-back asked for, please decide',
  },
  'notify.workOrder.handBackApproved': { 'zh-CN': '{number} 退单已批准', en: '{number}: hand-back approved' },
  'notify.workOrder.handBackDenied': {
    'zh-CN': '{number} 退单未批准，请继续处理',
    en: '{number}: hand-back denied, please go on',
  },
  'notify.workOrder.suspensionRequested': {
    'zh-CN': '{number} 申请挂起，请审批',
    en: '{number}: suspension asked for, please decide',
  },
  'notify.workOrder.suspended': { 'zh-CN': '{number} 已挂起', en: '{number} is suspended' },
  'notify.workOrder.suspensionDenied': { 'zh-CN': '{number} 挂起未批准', en: '{number}: suspension denied' },
  'notify.workOrder.resumed': { 'zh-CN': '{number} 已解挂，恢复计时', en: '{number} was resumed, its clocks run' },
  'notify.workOrder.pauseEnded': {
    'zh-CN': '{number} 挂起到期，恢复计时',
    en: '{number}: the suspension is over, its clocks run',
  },
  'notify.workOrder.rescheduled': { 'zh-CN': '{number} 已改约', en: '{number} was rescheduled' },
  'notify.workOrder.verificationStarted': {
    'zh-CN': '{number} 客户称未报修，请核实',
    en: '{number}: the customer never asked, please verify',
  },
  'notify.workOrder.customerWantsVisit': {
    'zh-CN': '{number} 客户说是家里人报修的，请回电确认',
    en: '{number}: the household had asked after all, please call back',
  },
  'notify.workOrder.customerSaysBroken': {
    'zh-CN': '{number} 已归档，客户说还没修好',
    en: '{number} is archived, and the customer says it is still broken',
  },
  'notify.workOrder.complained': { 'zh-CN': '{number} 客户投诉，请接手', en: '{number}: a complaint, please take it' },
  'notify.workOrder.complaintLate': {
    'zh-CN': '{number} 投诉过了时限还没有答复',
    en: '{number}: a complaint is not answered in time',
  },
  'notify.workOrder.customerRated': {
    'zh-CN': '{number} 客户评价不高，请看',
    en: '{number}: a poor rating, please look',
  },
  'notify.workOrder.verified': { 'zh-CN': '{number} 核实有结果了', en: '{number} was verified' },
  'notify.workOrder.verified.neverAsked': {
    'zh-CN': '{number} 已核实：客户确未申告，请运营商撤单',
    en: '{number}: verified, the customer never asked; the operator is to cancel',
  },
  'notify.workOrder.latenessForeseen': {
    'zh-CN': '{number} 预计晚到 {count} 分钟，请告知客户或改派',
    en: '{number}: expected {count} minutes late; tell the customer or send somebody else',
  },
  'notify.workOrder.callBackDue': {
    'zh-CN': '{number} 约好现在给客户回电',
    en: '{number}: the customer is to be called again now',
  },
  'notify.workOrder.callBackMissed': {
    'zh-CN': '{number} 约好的回电没有打，请督促',
    en: '{number}: the agreed call was not made',
  },
  'notify.workOrder.restored': { 'zh-CN': '{number} 已恢复', en: '{number} is restored' },
  'notify.workOrder.progressReported': { 'zh-CN': '{number} 有阶段回复', en: '{number}: progress reported' },
  'notify.workOrder.progressOverdue': {
    'zh-CN': '{number} 阶段回复已到时间，还没有回复',
    en: '{number}: a progress report is overdue',
  },
  'notify.workOrder.customerConfirmed': {
    'zh-CN': '{number} 客户说还没好：{actor}',
    en: '{number}: the customer says it is still broken ({actor})',
  },
  'notify.workOrder.returned': { 'zh-CN': '{number} 已回单', en: '{number} was returned' },
  'notify.workOrder.contractorCheckFailed': {
    'zh-CN': '{number} 审核不通过，请返工',
    en: '{number} failed the contractor check, please rework',
  },
  'notify.workOrder.qualityCheckFailed': {
    'zh-CN': '{number} 质检不合格，请返工',
    en: '{number} failed the quality check, please rework',
  },
  'notify.workOrder.cancelled': { 'zh-CN': '{number} 已撤销', en: '{number} was cancelled' },
  'notify.workOrder.voided': { 'zh-CN': '{number} 已作废', en: '{number} was voided' },
  'notify.workOrder.arrived': { 'zh-CN': '{number} 签到例外，请认可', en: '{number}: a sign-in waits for your answer' },
  'notify.safety.alarmRaised': {
    'zh-CN': '求助！{actor} 需要帮助，请立刻接警',
    en: 'Help! {actor} needs you: take the alarm now',
  },
  'notify.safety.alarmTaken': { 'zh-CN': '求助已由 {actor} 接警', en: '{actor} has taken the alarm' },
  'notify.safety.nearMissReported': { 'zh-CN': '有新的险兆上报', en: 'A near miss was reported' },
  'notify.workOrder.arrivalDenied': { 'zh-CN': '{number} 签到未被认可', en: '{number}: the sign-in was not accepted' },
  'notify.workOrder.workStopped': {
    'zh-CN': '{number} 停工，请处置：{actor}',
    en: '{number}: {actor} stopped work, please review',
  },
  'notify.workOrder.stopUnreviewed': {
    'zh-CN': '{number} 停工还没有人处置',
    en: '{number}: nobody has reviewed the stop yet',
  },
  'notify.workOrder.stopReviewed': { 'zh-CN': '{number} 停工已处置', en: '{number}: the stop was reviewed' },
  'notify.workOrder.crewJoined': { 'zh-CN': '{number} 加派了第二人', en: '{number}: a second person joined' },
  'notify.workOrder.urged': { 'zh-CN': '{number} 被催单（第 {count} 次）', en: '{number} was urged ({count})' },
  'notify.workOrder.supervised': {
    'zh-CN': '{number} 被督办，请书面回复',
    en: '{number} is supervised, please reply in writing',
  },
  'notify.workOrder.supervisionReplied': {
    'zh-CN': '{number} 督办已回复',
    en: '{number}: the supervision was answered',
  },
  'notify.workOrder.warned': {
    'zh-CN': '{number} {clock}还剩 {minutesLeft} 分钟',
    en: '{number} {clock}: {minutesLeft} minutes left',
  },
  'notify.workOrder.late': { 'zh-CN': '{number} {clock}已超时', en: '{number} {clock} is late' },
  'notify.workOrder.escalated': {
    'zh-CN': '{number} 升级到第 {level} 级',
    en: '{number} was escalated to level {level}',
  },
  'notify.job.finished': { 'zh-CN': '后台任务已结束：{title}', en: 'Background job over: {title}' },
  'notify.job.finished.failed': { 'zh-CN': '后台任务失败：{title}', en: 'Background job failed: {title}' },
} as const satisfies Texts
