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
  'intake.joined': {
    'zh-CN': '已并入在途工单（{minutesApart} 分钟内再次报障），计一次催单',
    en: 'Joined to the open order (reported again within {minutesApart} minutes) and counted as an urge',
  },
} satisfies Texts
