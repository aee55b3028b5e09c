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
  'organisation.level.province': { 'zh-CN': '省', en: 'Province' },
  'organisation.level.prefecture': { 'zh-CN': '地市', en: 'Prefecture' },
  'organisation.level.county': { 'zh-CN': '区县', en: 'County' },
  'organisation.level.grid': { 'zh-CN': '网格', en: 'Grid' },
  'organisation.area.urban': { 'zh-CN': '城镇', en: 'Urban' },
  'organisation.area.rural': { 'zh-CN': '农村', en: 'Rural' },
} satisfies Texts
