import type { Texts } from '#core/text.ts'

export const organisationTexts = {
  'organisation.region-unknown': {
    'zh-CN': '没有名为“{text}”的行政区划，请核对区县名称或六位编码',
    en: 'No region is called "{text}"; check the name or the six-digit code',
  },
  'organisation.region-ambiguous': {
    'zh-CN': '“{text}”对应多个行政区划：{candidates}，请写明所属地市',
    en: '"{text}" fits several regions: {candidates}; add the prefecture',
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
    'zh-CN': '{day} 区域 {region} 的这条业务线同时由 {companies} 负责，请先消除重叠',
    en: '{companies} are all responsible for this business line in {region} on {day}; settle the overlap first',
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
