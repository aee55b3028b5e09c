import type { Texts } from './text.ts'

/** Refusals that any route can answer. */
export const platformTexts = {
  'platform.invalid': {
    'zh-CN': '提交的内容有 {count} 处不对，请按提示修改',
    en: '{count} thing(s) in what was sent are wrong',
  },
  'platform.not-json': { 'zh-CN': '请求正文不是有效的 JSON', en: 'The request body is not valid JSON' },
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
