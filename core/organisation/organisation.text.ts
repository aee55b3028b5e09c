import type { Texts } from '#core/text.ts'

export const organisationTexts = {
  'organisation.region-unknown': {
    'zh-CN': '没有名为“{text}”的行政区划，请核对区县名称或六位编码',
    en: 'No region is called "{text}"; check the name or the six-digit code',
  },
  'organisation.region-ambiguous': {
    'zh-CN': '“{text}”对应多个行政区划：{candidates:list}，请写明所属地市',
    en: '"{text}" fits several regions: {candidates:list}; add the prefecture',
  },
  'organisation.region-too-broad': {
    'zh-CN': '“{text}”是{region}，此处要写到区县',
    en: '"{text}" is {region}; a county is needed here',
  },
  'organisation.region-candidate': { 'zh-CN': '{name}（{code}）', en: '{name} ({code})' },
  'organisation.responsibility-gap': {
    'zh-CN': '{day} 区域 {region} 的这条业务线没有责任单位，请在“组织与责任”中补充',
    en: 'Nobody is responsible for this business line in {region} on {day}; add an entry under Organisation',
  },
  'organisation.responsibility-overlap': {
    'zh-CN': '{day} 区域 {region} 的这条业务线同时由 {companies:list} 负责，请先消除重叠',
    en: '{companies:list} are all responsible for this business line in {region} on {day}; settle the overlap first',
  },
  'organisation.responsibility-claim': { 'zh-CN': '{company}：{from} 至 {to}', en: '{company}: {from} to {to}' },
  'organisation.handover-same-company': {
    'zh-CN': '移交前后是同一家公司',
    en: 'The handover is from a company to itself',
  },
  'organisation.handover-nothing': {
    'zh-CN': '移出单位自 {from} 起在该区域没有可移交的责任',
    en: 'The company has nothing to hand over there from {from} on',
  },
  'organisation.handover-changed': {
    'zh-CN': '责任区在你查看之后有改动，请看过新的结果再移交',
    en: 'Responsibilities changed after you looked; look at the new outcome before you hand over',
  },
  'organisation.invalid': {
    'zh-CN': '填写的内容有 {count} 处不对',
    en: '{count} thing(s) in what was entered are wrong',
  },
  'organisation.beyond-reach': { 'zh-CN': '超出了你的数据范围', en: 'This goes beyond your scope' },
  'organisation.region-not-found': { 'zh-CN': '没有编码为 {code} 的行政区划', en: 'There is no region {code}' },
  'organisation.county-needed': {
    'zh-CN': '{code} 不是区县，此处要写到区县',
    en: '{code} is no county; a county is needed here',
  },
  'organisation.company-not-found': {
    'zh-CN': '没有代维公司 {id}，或已停用',
    en: 'There is no contractor {id}, or it is closed',
  },
  'organisation.company-responsible': {
    'zh-CN': '{name} 还负责 {count} 处区域，先把责任交出去再停用',
    en: '{name} is still responsible in {count} place(s); pass them on before closing it',
  },
  'organisation.name-taken': { 'zh-CN': '已有名为“{name}”的记录', en: 'There is another one called "{name}"' },
  'organisation.id-taken': { 'zh-CN': '编号 {id} 已有公司使用', en: 'The id {id} is taken' },
  'organisation.own-county-needed': {
    'zh-CN': '服务区县要包含驻点所在区县',
    en: "The station's own county must be among those it serves",
  },
  'organisation.station-not-found': { 'zh-CN': '没有这个驻点', en: 'There is no such station' },
  'organisation.station-staffed': {
    'zh-CN': '驻点还有 {count} 名人员，先调到别的驻点',
    en: '{count} people still work at the station; move them first',
  },
  'organisation.station-elsewhere': { 'zh-CN': '该驻点不服务这个区县', en: 'That station does not serve this county' },
  'organisation.grid-not-found': { 'zh-CN': '没有这个网格', en: 'There is no such grid' },
  'organisation.grid-elsewhere': { 'zh-CN': '网格不在这个区县', en: 'The grid is not in this county' },
  'organisation.community-twice': { 'zh-CN': '同一小区写了两次', en: 'A community is named twice' },
  'organisation.community-taken': {
    'zh-CN': '{community} 已属于网格“{grid}”',
    en: '{community} belongs to the grid "{grid}"',
  },
  'organisation.owner-unknown': { 'zh-CN': '没有这名在职人员', en: 'No such person works here' },
  'organisation.owner-not-responsible': {
    'zh-CN': '此人的公司今天不负责这个网格的这条业务线',
    en: "This person's company does not answer for this line in the grid today",
  },
  'organisation.responsibility-not-found': { 'zh-CN': '没有这条责任记录', en: 'There is no such responsibility' },
  'organisation.ends-before': { 'zh-CN': '最后一天早于第一天', en: 'The last day is before the first' },
  'organisation.past': {
    'zh-CN': '{today} 之前已经发生的责任不能改',
    en: 'Who was responsible before {today} cannot be changed',
  },
  'organisation.issue.gap': { 'zh-CN': '空档', en: 'Gap' },
  'organisation.issue.overlap': { 'zh-CN': '重叠', en: 'Overlap' },
  'organisation.line.home': { 'zh-CN': '家客', en: 'Home' },
  'organisation.line.enterprise': { 'zh-CN': '集客', en: 'Enterprise' },
  'organisation.company.operator': { 'zh-CN': '运营商', en: 'Operator' },
  'organisation.company.contractor': { 'zh-CN': '代维公司', en: 'Contractor' },
  'organisation.level.province': { 'zh-CN': '省', en: 'Province' },
  'organisation.level.prefecture': { 'zh-CN': '地市', en: 'Prefecture' },
  'organisation.level.county': { 'zh-CN': '区县', en: 'County' },
  'organisation.level.grid': { 'zh-CN': '网格', en: 'Grid' },
  'organisation.area.urban': { 'zh-CN': '城镇', en: 'Urban' },
  'organisation.area.rural': { 'zh-CN': '农村', en: 'Rural' },
} satisfies Texts
