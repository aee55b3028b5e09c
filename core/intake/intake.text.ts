import type { Texts } from '#core/text.ts'

export const intakeTexts = {
  'intake.channel.hotline': { 'zh-CN': '热线', en: 'Hotline' },
  'intake.channel.fax': { 'zh-CN': '传真', en: 'Fax' },
  'intake.channel.eoms': { 'zh-CN': 'EOMS', en: 'EOMS' },
  'intake.channel.web': { 'zh-CN': '网页', en: 'Web page' },
  'intake.channel.sms': { 'zh-CN': '短信', en: 'SMS' },
  'intake.channel.customerManager': { 'zh-CN': '客户经理', en: 'Customer manager' },
  'intake.channel.counter': { 'zh-CN': '营业厅', en: 'Counter' },
  'intake.channel.alarm': { 'zh-CN': '告警', en: 'Alarm' },
  'intake.channel.inspection': { 'zh-CN': '巡检', en: 'Inspection' },
  'intake.account-unknown': {
    'zh-CN': '台账里没有这个账号，电话和地址也不能同时对上，请人工确认',
    en: 'The ledger does not have this account, and phone and address do not both agree; a person decides',
  },
  'intake.account-twice': {
    'zh-CN': '台账里有多条同一账号，请先清理台账',
    en: 'The ledger has this account more than once',
  },
  'intake.phone-ambiguous': {
    'zh-CN': '这个电话名下有多个客户，请选择',
    en: 'Several customers have this phone; choose one',
  },
  'intake.phone-elsewhere': {
    'zh-CN': '电话对应的客户与所报地址不在一处，请核对',
    en: 'The customer with this phone lives somewhere else than reported',
  },
  'intake.address-ambiguous': {
    'zh-CN': '这个地址有多个客户，请选择',
    en: 'Several customers live at this address; choose one',
  },
  'intake.nothing-known': {
    'zh-CN': '账号、电话、地址都没有对上客户',
    en: 'Neither account, phone nor address leads to a customer',
  },
  'intake.warn-account': { 'zh-CN': '所报账号与台账不同', en: 'The reported account differs from the ledger' },
  'intake.warn-phone': { 'zh-CN': '来电号码不是台账登记的电话', en: 'The phone is not one of the ledger' },
  'intake.warn-address': { 'zh-CN': '所报地址与台账不同', en: 'The reported address differs from the ledger' },
  'intake.warn-region': { 'zh-CN': '所报区县与台账不同', en: 'The reported region differs from the ledger' },
  'intake.reason.sameAccount': { 'zh-CN': '账号相同', en: 'Same account' },
  'intake.reason.similarAccount': { 'zh-CN': '账号只差一位', en: 'Account differs by one character' },
  'intake.reason.samePhone': { 'zh-CN': '电话相同', en: 'Same phone' },
  'intake.reason.sameAddress': { 'zh-CN': '地址相同', en: 'Same address' },
  'intake.reason.sameBuilding': { 'zh-CN': '同一栋楼', en: 'Same building' },
  'intake.ground.account': { 'zh-CN': '账号', en: 'Account' },
  'intake.ground.phoneAndAddress': { 'zh-CN': '电话和地址', en: 'Phone and address' },
  'intake.ground.phone': { 'zh-CN': '电话', en: 'Phone' },
  'intake.ground.address': { 'zh-CN': '地址', en: 'Address' },
  'intake.ground.phoneAndPlace': { 'zh-CN': '电话和地点', en: 'Phone and place' },
  'intake.ground.person': { 'zh-CN': '人工选定', en: 'Chosen by a person' },
  'intake.state.matched': { 'zh-CN': '已匹配', en: 'Matched' },
  'intake.state.unmatched': { 'zh-CN': '待认领', en: 'Waiting' },
  'intake.state.resolved': { 'zh-CN': '人工已处理', en: 'By a person' },
  'intake.state.discarded': { 'zh-CN': '已作废', en: 'Discarded' },
  'intake.outside-scope': {
    'zh-CN': '这个客户不在您的受理范围内，请让客户拨打当地驻点热线，或转省中心受理',
    en: 'This customer is outside your area: give the caller the local station’s hotline, or pass the report to the province’s centre',
  },
  'intake.customer-unknown': {
    'zh-CN': '台账里没有所选的客户，可能刚被删除，请重新查找',
    en: 'The chosen customer is not in the ledger; search again',
  },
  'intake.in-future': { 'zh-CN': '受理时间在将来，请检查', en: 'The time of the report lies in the future' },
  'intake.not-a-phone': {
    'zh-CN': '来电号码至少要有 5 位数字；没有电话就留空',
    en: 'A phone has five digits at least; leave it empty if there is none',
  },
  'intake.report-not-found': {
    'zh-CN': '没有报障 {number}，或不在您的范围内',
    en: 'There is no report {number}, or it is outside your scope',
  },
  'intake.not-waiting': {
    'zh-CN': '报障 {number} 已经处理过了（{by}），请刷新待认领列表',
    en: 'Report {number} was dealt with already ({by}); refresh the queue',
  },
  'intake.bad-cursor': {
    'zh-CN': '翻页标记无效，请从第一页开始',
    en: 'This cursor is not valid; start from the first page',
  },
} satisfies Texts
