import type { Texts } from '#core/text.ts'
import { wordingNames } from './names.text.ts'

const called: Texts = Object.fromEntries(
  Object.entries(wordingNames).filter(([key]) => /^(?:moment|wordingLine)\./.test(key)),
)

/** Refusals of packs, their files and findings. */
export const wordingTexts = {
  ...called,
  'wording.invalid': {
    'zh-CN': '有 {count} 处要改，什么也没有保存',
    en: '{count} things have to be mended; nothing was saved',
  },
  'wording.file-invalid': {
    'zh-CN': '文件里有 {count} 处要改，一行也没有导入',
    en: '{count} things in the file have to be mended; no row was taken',
  },
  'wording.text-twice': {
    'zh-CN': '“{moment}”（{wordingLine}）有两句，只能留一句',
    en: '"{moment}" ({wordingLine}) stands twice; keep one',
  },
  'wording.placeholder-unknown': {
    'zh-CN': '{found} 填不出来；能用的有 {allowed}',
    en: '{found} cannot be filled; there are {allowed}',
  },
  'wording.text-forbidden': {
    'zh-CN': '这句里有服务忌语“{word}”',
    en: 'The sentence holds the forbidden word "{word}"',
  },
  'wording.moment-missing': {
    'zh-CN': '“{moment}”缺一句：要么有通用的，要么家庭、集团各一句',
    en: '"{moment}" lacks a sentence: one for all, or one each for home and group customers',
  },
  'wording.word-short': {
    'zh-CN': '“{word}”不足两个字，会到处误报，请写完整的话',
    en: '"{word}" is shorter than two characters and would be found everywhere; write the whole phrase',
  },
  'wording.word-twice': {
    'zh-CN': '“{word}”和“{other}”是同一个词，只留一行',
    en: '"{word}" is the same as "{other}"; keep one row',
  },
  'wording.exception-apart': {
    'zh-CN': '例外“{exception}”里没有“{word}”，请写包含它的整句',
    en: 'The exception "{exception}" does not hold "{word}"; write what surrounds it',
  },
  'wording.columns-missing': {
    'zh-CN': '第 {row} 行是表头，缺这些列：{columns}；可以先导出一份照着填',
    en: 'Row {row} is the header and lacks the columns {columns}; export a file and fill that in',
  },
  'wording.cell-choice': {
    'zh-CN': '第 {row} 行“{column}”是“{found}”，只能是：{allowed}',
    en: 'Row {row}, {column} is "{found}"; it can be: {allowed}',
  },
  'wording.cell-empty': { 'zh-CN': '第 {row} 行“{column}”没有填', en: 'Row {row}, {column} is empty' },
  'wording.cell-long': {
    'zh-CN': '第 {row} 行“{column}”太长，最多 {most} 个',
    en: 'Row {row}, {column} is too long, at most {most}',
  },
  'wording.cell-wrong': { 'zh-CN': '第 {row} 行“{column}”：{why}', en: 'Row {row}, {column}: {why}' },
  'wording.too-many': {
    'zh-CN': '有 {texts} 句话术、{words} 个忌语，最多 200 句、3000 个',
    en: '{texts} sentences and {words} words; at most 200 and 3000',
  },
  'wording.not-yaml': { 'zh-CN': '第 {line} 行不是 YAML：{why}', en: 'Line {line} is no YAML: {why}' },
  'wording.yaml-wrong': { 'zh-CN': '第 {line} 行 {path}：{why}', en: 'Line {line}, {path}: {why}' },
  'wording.file-unreadable': {
    'zh-CN': '读不出这个文件，请用 xlsx 或 YAML，可以先导出一份照着改',
    en: 'The file cannot be read; use xlsx or YAML, export one and change that',
  },
  'wording.file-large': { 'zh-CN': '文件超过 {megabytes} MB', en: 'The file is larger than {megabytes} MB' },
  'wording.company-unknown': { 'zh-CN': '没有编号为“{company}”的公司', en: 'There is no company "{company}"' },
  'wording.no-draft': { 'zh-CN': '没有待发布的草稿', en: 'There is no draft' },
  'wording.draft-changed': {
    'zh-CN': '{by} 刚改过草稿，请先看新的再保存',
    en: '{by} has just changed the draft; look at it before saving',
  },
  'wording.past': {
    'zh-CN': '生效日期 {day} 早于今天 {today}，请选今天或以后',
    en: '{day} lies before today, {today}: choose today or later',
  },
  'wording.unchanged': { 'zh-CN': '和现在的话术没有差别，不用发布', en: 'It is the same as what is in force' },
  'wording.unknown-version': { 'zh-CN': '没有第 {version} 版话术', en: 'There is no version {version}' },
  'wording.in-force': {
    'zh-CN': '第 {version} 版已经生效，不能撤回；请发布新的一版',
    en: 'Version {version} is in force and cannot be withdrawn; publish a new one',
  },
  'wording.not-in-force': {
    'zh-CN': '第 {version} 版已不是现在用的，请看新的服务忌语再确认',
    en: 'Version {version} is no longer in force; read the new list first',
  },
  'wording.finding-unknown': { 'zh-CN': '没有这条忌语发现', en: 'There is no such finding' },
  'wording.finding-decided': { 'zh-CN': '{by} 已经判过这条', en: '{by} has decided it already' },
  'wording.own-finding': {
    'zh-CN': '自己写的话由别人来判',
    en: 'What you wrote yourself is decided by somebody else',
  },
} as const satisfies Texts
