import type { Texts } from '#core/text.ts'

/** Refusals of the lifecycle. Names of states and actions stand in the console's catalogue. */
export const workOrderTexts = {
  'work-orders.not-found': {
    'zh-CN': '没有工单 {number}，或不在你的管辖范围',
    en: 'There is no order {number}, or it is outside your scope',
  },
  'work-orders.no-permission': {
    'zh-CN': '你的角色不能做这个操作（{action}）',
    en: 'Your role cannot do this ({action})',
  },
  'work-orders.wrong-state': {
    'zh-CN': '工单现在的状态（{state}）不能做这个操作（{action}）',
    en: 'Not possible in the order’s present state {state} ({action})',
  },
  'work-orders.not-yours': {
    'zh-CN': '工单现在不在你手里，不能做这个操作（{action}）',
    en: 'The order is not in your hands ({action})',
  },
  'work-orders.other-approver': {
    'zh-CN': '按挂起时长，这次须由{approver}审批',
    en: 'A suspension of this length needs the answer of {approver}',
  },
  'work-orders.under-way': {
    'zh-CN': '已经出发、到场或恢复，由原公司做完',
    en: 'Somebody is on the way or on site: the former company finishes it',
  },
  'work-orders.explanation-other': {
    'zh-CN': '这种责任和进度该用解释 {right}，不是 {given}',
    en: 'For this party and stage it is explanation {right}, not {given}',
  },
  'work-orders.explanation-unfilled': {
    'zh-CN': '话里还有没填的：{gaps}',
    en: 'The sentence still has gaps: {gaps}',
  },
  'work-orders.explanation-owner': {
    'zh-CN': '解释 {which} 不能由{feedbackOwner}回话',
    en: 'Explanation {which} is not answered by the {feedbackOwner}',
  },
  'work-orders.explanation-no-manager': {
    'zh-CN': '这位客户没有客户经理，请选故障台',
    en: 'This customer has no customer manager; choose the fault desk',
  },
  'feedbackOwner.customerManager': { 'zh-CN': '客户经理', en: 'customer manager' },
  'feedbackOwner.faultDesk': { 'zh-CN': '故障台', en: 'fault desk' },
  'feedbackOwner.station': { 'zh-CN': '驻点', en: 'station' },
  'work-orders.accepted-already': { 'zh-CN': '已经受理过了', en: 'Accepted already' },
  'work-orders.no-route': { 'zh-CN': '没有找到可派的代维公司', en: 'There is no company to send it to' },
  'work-orders.no-station': {
    'zh-CN': '该公司在 {county} 没有驻点，请指定驻点',
    en: 'The company has no station for {county}, name one',
  },
  'work-orders.station-needed': { 'zh-CN': '请指定驻点', en: 'Name the station' },
  'work-orders.station-unknown': { 'zh-CN': '没有这个驻点', en: 'There is no such station' },
  'work-orders.staff-needed': { 'zh-CN': '请指定工程师', en: 'Name the engineer' },
  'work-orders.staff-unknown': { 'zh-CN': '没有这名人员', en: 'There is no such person' },
  'work-orders.nobody-fit': {
    'zh-CN': '按规则没有合适的人可派，请看每个人的原因',
    en: 'The rule finds nobody fit; see the reason for each',
  },
  'work-orders.other-company': { 'zh-CN': '不属于工单的代维公司', en: 'Not of the order’s contractor' },
  'work-orders.nobody-above': { 'zh-CN': '没有上一级可以退回', en: 'There is nobody to give it back to' },
  'work-orders.not-in-pool': {
    'zh-CN': '工单不在抢单池里，可能已被别人抢走',
    en: 'Not in the pool, somebody may have taken it',
  },
  'work-orders.not-an-engineer': {
    'zh-CN': '你的账号没有关联到人员档案，不能抢单',
    en: 'Your account is linked to no staff record',
  },
  'work-orders.time-passed': {
    'zh-CN': '这个时间已经过去，请选以后的时间',
    en: 'That time has passed, choose a later one',
  },
  'work-orders.outside-wish': {
    'zh-CN': '不在客户方便的时段内；客户同意改到这个时间请勾选“客户同意”',
    en: 'Outside the window that suits the customer; tick that they agreed to this time',
  },
  'work-orders.second-call-is-the-leads': {
    'zh-CN': '第二次电话要由上门的工程师或社区经理自己打',
    en: 'The second call is made by whoever goes there',
  },
  'work-orders.appointed-already': {
    'zh-CN': '已经约好时间，要改请用“改约”',
    en: 'A time is agreed already; use reschedule',
  },
  'work-orders.window-incomplete': { 'zh-CN': '请同时填写开始和结束时间', en: 'Give both start and end' },
  'work-orders.rescheduled-too-often': { 'zh-CN': '已改约 {max} 次，不能再改', en: 'Rescheduled {max} times already' },
  'work-orders.position-or-exception': {
    'zh-CN': '到场签到需要定位；定位不了请写明原因',
    en: 'Sign-in needs a position, or the reason why there is none',
  },
  'work-orders.too-far': {
    'zh-CN': '离客户地址 {metres} 米，超过 {limit} 米；确实到了请写明原因',
    en: '{metres} m from the address, {limit} m allowed; give the reason if you are there',
  },
  'work-orders.not-on-site': {
    'zh-CN': '还没有到场签到；远程解决请选“远程处理”',
    en: 'Not signed in on site; choose remote if it was solved remotely',
  },
  'work-orders.was-on-site': {
    'zh-CN': '已到场，不能按远程或外线处理回单',
    en: 'There was a visit on site, it cannot be returned as remote or outside',
  },
  'work-orders.no-visit': { 'zh-CN': '没有进行中的上门', en: 'There is no visit under way' },
  'work-orders.evidence-empty': { 'zh-CN': '请附照片、读数或说明', en: 'Add a photo, a reading or a note' },
  'work-orders.evidence-unknown': {
    'zh-CN': '这次上门没有这项佐证，可能已经撤回',
    en: 'This visit has no such evidence; it may have been withdrawn',
  },
  'work-orders.file-unknown': { 'zh-CN': '附件不存在，请重新上传', en: 'The file does not exist, upload it again' },
  'work-orders.signature-needed': {
    'zh-CN': '需要客户签字；签不了请写明原因',
    en: 'The customer’s signature is needed, or the reason why there is none',
  },
  'work-orders.signer-needed': {
    'zh-CN': '请选择是谁签的字',
    en: 'Say who signed',
  },
  'work-orders.not-satisfied': {
    'zh-CN': '客户不满意时不签字：请选择再次上门，或登记意见由专人答复',
    en: 'A customer who is not satisfied does not sign: come again, or note the opinion for an answer',
  },
  'work-orders.satisfaction-needed': {
    'zh-CN': '请客户选择满意度',
    en: 'The customer’s satisfaction is missing',
  },
  'work-orders.unsigned-reason-needed': {
    'zh-CN': '请选择没有签字的原因',
    en: 'Say why nobody signed',
  },
  'work-orders.call-proof-needed': {
    'zh-CN': '没有签字须有通话凭证：何时打给谁、怎么说',
    en: 'Without a signature a call must be proven: whom, when, and what was said',
  },
  'work-orders.form-number-needed': {
    'zh-CN': '请填写纸质确认书编号',
    en: 'Give the number of the paper form',
  },
  'work-orders.form-photo-needed': {
    'zh-CN': '请拍下签好的纸质确认书；拍不了请写明原因',
    en: 'Photograph the signed form, or say why that is not possible',
  },
  'work-orders.form-unknown': {
    'zh-CN': '{number} 不在本驻点领用的编号里，请核对',
    en: '{number} is not among the numbers of this station, check it',
  },
  'work-orders.form-used': {
    'zh-CN': '编号 {number} 已用于工单 {order}，请换一张',
    en: 'Form {number} was used for {order}, take another',
  },
  'work-orders.signed-other-words': {
    'zh-CN': '处理内容和客户签字时看到的不一样，请重新签字或改回原文',
    en: 'This is not what the customer signed: sign again, or put the words back',
  },
  'work-orders.proof-needed': {
    'zh-CN': '远程或外线处理需要通话记录或读数',
    en: 'A call log or a reading must prove it',
  },
  'work-orders.reading-needed': { 'zh-CN': '还缺读数：{reading:list}', en: 'Readings are missing: {reading:list}' },
  'work-orders.reason-needed': { 'zh-CN': '请写明原因', en: 'Give the reason' },
  'work-orders.nothing-pending': { 'zh-CN': '没有等待审批的申请', en: 'Nothing waits for an answer' },
  'work-orders.not-suspended': { 'zh-CN': '工单没有挂起', en: 'The order is not suspended' },
  'work-orders.not-verifying': { 'zh-CN': '工单不在核实中', en: 'The order is not being verified' },
  'work-orders.verified-by-reporter': {
    'zh-CN': '报“客户未申告”的人不能自己核实，请由他人回电',
    en: 'Whoever reported it cannot verify it, somebody else must call',
  },
  'work-orders.supervised-already': { 'zh-CN': '上一条督办还没有答复', en: 'The last supervision has no reply yet' },
  'work-orders.nothing-to-reply': { 'zh-CN': '没有待答复的督办', en: 'There is no supervision to reply to' },
  'work-orders.bad-cursor': {
    'zh-CN': '翻页位置无效，请从第一页开始',
    en: 'The cursor is not valid, start from the first page',
  },
  'work-orders.customer-unknown': {
    'zh-CN': '台账里没有 {account}，或不在你的管辖范围',
    en: 'The ledger has no {account}, or it is outside your scope',
  },
  'work-orders.region-unknown': {
    'zh-CN': '没有区县 {county}，请填六位区县编码',
    en: 'There is no county {county}, give its six-digit code',
  },
  'work-orders.export-too-large': {
    'zh-CN': '超过 {limit} 行，请缩小筛选范围再导出',
    en: 'More than {limit} rows: narrow the filter and export again',
  },
  'work-orders.address-needed': { 'zh-CN': '请填写地址', en: 'Give the address' },
} as const satisfies Texts
