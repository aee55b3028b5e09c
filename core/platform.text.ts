import type { Texts } from './text.ts'

/** Refusals that any route can answer. */
export const platformTexts = {
  'platform.invalid': {
    'zh-CN': '提交的内容有 {count} 处不对，请按提示修改',
    en: '{count} thing(s) in what was sent are wrong',
  },
  'platform.field-empty': { 'zh-CN': '不能为空', en: 'Must not be empty' },
  'platform.field-type': { 'zh-CN': '请填写，应为{fieldType}', en: 'Fill this in: {fieldType}' },
  'fieldType.string': { 'zh-CN': '文字', en: 'a text' },
  'fieldType.number': { 'zh-CN': '数字', en: 'a number' },
  'fieldType.int': { 'zh-CN': '整数', en: 'a whole number' },
  'fieldType.boolean': { 'zh-CN': ' true 或 false', en: 'true or false' },
  'fieldType.array': { 'zh-CN': '列表', en: 'a list' },
  'fieldType.object': { 'zh-CN': '对象（JSON 的 {}）', en: 'an object (JSON {})' },
  'fieldType.record': { 'zh-CN': '对象（JSON 的 {}）', en: 'an object (JSON {})' },
  'fieldType.date': { 'zh-CN': '日期', en: 'a date' },
  'platform.field-choice': { 'zh-CN': '只能是其中之一：{choices}', en: 'One of these only: {choices}' },
  'platform.field-unknown': { 'zh-CN': '没有这些字段：{names}', en: 'There are no such fields: {names}' },
  'platform.field-instant': {
    'zh-CN': '没有这个时间，请写成 2026-11-22T06:30:00.000Z 这样',
    en: 'There is no such time; write it like 2026-11-22T06:30:00.000Z',
  },
  'platform.field-day': {
    'zh-CN': '没有这一天，请写成 2026-11-22 这样',
    en: 'There is no such day; write it like 2026-11-22',
  },
  'platform.field-id': { 'zh-CN': '不是有效的编号（UUID）', en: 'Not a valid id (UUID)' },
  'platform.field-format': { 'zh-CN': '格式不对', en: 'Not written as it must be' },
  'platform.field-least': { 'zh-CN': '不能小于 {limit}', en: '{limit} or more' },
  'platform.field-least-open': { 'zh-CN': '必须大于 {limit}', en: 'More than {limit}' },
  'platform.field-most': { 'zh-CN': '不能大于 {limit}', en: '{limit} or less' },
  'platform.field-most-open': { 'zh-CN': '必须小于 {limit}', en: 'Less than {limit}' },
  'platform.field-least-letters': { 'zh-CN': '至少 {limit} 个字', en: '{limit} characters at least' },
  'platform.field-most-letters': { 'zh-CN': '最多 {limit} 个字', en: '{limit} characters at most' },
  'platform.field-least-items': { 'zh-CN': '至少 {limit} 项', en: 'At least {limit} item(s)' },
  'platform.field-most-items': { 'zh-CN': '最多 {limit} 项', en: 'At most {limit} item(s)' },
  'platform.not-json': {
    'zh-CN': '请求正文不是有效的 JSON（UTF-8 编码）',
    en: 'The request body is not valid JSON in UTF-8',
  },
  'platform.not-found': { 'zh-CN': '没有这个地址或这条记录', en: 'There is no such address or record' },
  'platform.sign-in-required': { 'zh-CN': '请先登录', en: 'Please sign in' },
  'platform.forbidden': { 'zh-CN': '你没有这项权限（{permission}）', en: 'You lack the permission {permission}' },
  'platform.csrf': { 'zh-CN': '页面已过期，请刷新后再试', en: 'The page has expired, reload it and try again' },
  'platform.too-large': { 'zh-CN': '内容太大，最多 {limit}', en: 'Too large, {limit} at most' },
  'platform.too-many-requests': {
    'zh-CN': '请求太频繁，请在 {seconds} 秒后再试',
    en: 'Too many requests, try again in {seconds} s',
  },
  'platform.unsupported-media-type': {
    'zh-CN': '不支持的内容类型，请用 application/json',
    en: 'Unsupported content type, use application/json',
  },
  'platform.unstorable': {
    'zh-CN': '内容里有无法保存的字符（U+0000），没有保存任何内容',
    en: 'There is a character that cannot be stored (U+0000); nothing was saved',
  },
  'platform.failure': {
    'zh-CN': '系统出错，没有保存任何内容；请把编号 {reference} 告诉管理员',
    en: 'Something failed and nothing was saved; tell the administrator the reference {reference}',
  },
  'platform.unavailable': {
    'zh-CN': '系统暂时不可用，请稍后再试',
    en: 'The system is not available right now, try again later',
  },
  'platform.too-many-streams': {
    'zh-CN': '实时连接已有 {count} 个，请关闭不用的页面',
    en: 'You have {count} live connections already; close pages you do not need',
  },
  'platform.stale': {
    'zh-CN': '{what} 已被 {by} 更新到第 {version} 版，请看过新内容再操作',
    en: '{what} was changed by {by} and is now version {version}; look at it before you act',
  },
  'platform.command-reused': {
    'zh-CN': '这个 Idempotency-Key 已用于另一条不同的命令',
    en: 'This Idempotency-Key was used for a different command',
  },
} as const satisfies Texts
