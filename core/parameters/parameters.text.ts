import type { Texts } from '#core/text.ts'

export const parametersTexts = {
  'parameters.unknown': { 'zh-CN': '没有名为“{key}”的参数', en: 'There is no parameter "{key}"' },
  'parameters.past': {
    'zh-CN': '生效日期 {day} 早于今天 {today}：已经过去的日子不能改，请选今天或以后',
    en: '{day} lies before today, {today}: the past is not edited, choose today or later',
  },
  'parameters.subject-missing': {
    'zh-CN': '请选择这个值用于哪个地区、公司或合同',
    en: 'Choose which region, company or contract the value is for',
  },
  'parameters.subject-unknown': {
    'zh-CN': '所选层级里没有编码为“{subject}”的地区、公司或合同',
    en: 'There is no region, company or contract of that level with the code "{subject}"',
  },
  'parameters.not-yours': {
    'zh-CN': '“{subject}”不在你的管理范围内，不能为它设参数',
    en: '"{subject}" is outside your scope, you cannot set parameters for it',
  },
  'parameters.unchanged': {
    'zh-CN': '从 {day} 起本来就是这个值，没有需要保存的',
    en: 'This is the value from {day} on already; there is nothing to save',
  },
  'parameters.no-value': {
    'zh-CN': '没有这一版参数值，或它已被撤回',
    en: 'There is no such value, or it was withdrawn',
  },
  'parameters.in-force': {
    'zh-CN': '这个值已从 {day} 起生效，不能撤回；要改请另设一个新值',
    en: 'The value is in force since {day} and cannot be withdrawn; set a new one instead',
  },
  'parameters.level.province': { 'zh-CN': '全省', en: 'province' },
  'parameters.level.prefecture': { 'zh-CN': '地市', en: 'prefecture' },
  'parameters.level.county': { 'zh-CN': '区县', en: 'county' },
  'parameters.level.contract': { 'zh-CN': '合同', en: 'contract' },
  'parameters.level.company': { 'zh-CN': '公司', en: 'company' },
  'parameters.confidence.R': { 'zh-CN': '制度原文', en: 'from the regulation' },
  'parameters.confidence.F': { 'zh-CN': '有文件出处', en: 'documented' },
  'parameters.confidence.E': { 'zh-CN': 'EOMS 系统中所见', en: 'seen in EOMS' },
  'parameters.confidence.P': { 'zh-CN': '同类产品中所见', en: 'seen in a comparable product' },
  'parameters.confidence.W': { 'zh-CN': '公开资料', en: 'public material' },
  'parameters.confidence.K-H': { 'zh-CN': '行业惯例，把握较大', en: 'trade custom, fairly certain' },
  'parameters.confidence.K-M': { 'zh-CN': '行业惯例，待核实', en: 'trade custom, to be confirmed' },
  'parameters.confidence.K-L': { 'zh-CN': '估计值，请先核实', en: 'an estimate, confirm before use' },
  'parameters.state.past': { 'zh-CN': '已被替代', en: 'replaced' },
  'parameters.state.inForce': { 'zh-CN': '生效中', en: 'in force' },
  'parameters.state.upcoming': { 'zh-CN': '待生效', en: 'to come' },
  'parameters.state.withdrawn': { 'zh-CN': '已撤回', en: 'withdrawn' },
} as const satisfies Texts
