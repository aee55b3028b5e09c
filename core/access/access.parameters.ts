import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import { type RoleName, roleNames } from './role.ts'

const whole = (min: number, max: number) => z.number().int().min(min).max(max)
const roleSchema = z.enum(roleNames as [RoleName, ...RoleName[]])

export const accessParameters = {
  freeFailures: parameter({
    key: 'access.freeFailures',
    schema: whole(1, 20),
    default: 5,
    unit: 'count',
    confidence: 'K-H',
    title: { 'zh-CN': '连续登录失败几次后锁定', en: 'Failed sign-ins in a row before the account is locked' },
  }),
  firstLockSeconds: parameter({
    key: 'access.firstLockSeconds',
    schema: whole(1, 86_400),
    default: 30,
    unit: 'seconds',
    confidence: 'K-M',
    title: { 'zh-CN': '首次锁定时长（之后每次失败翻倍）', en: 'First lock; doubles with each further failure' },
  }),
  longestLockSeconds: parameter({
    key: 'access.longestLockSeconds',
    schema: whole(1, 86_400),
    default: 1800,
    unit: 'seconds',
    confidence: 'K-M',
    title: { 'zh-CN': '最长锁定时长', en: 'Longest lock' },
  }),
  failuresPerAddressPerMinute: parameter({
    key: 'access.failuresPerAddressPerMinute',
    schema: whole(1, 10_000),
    default: 60,
    unit: 'count',
    confidence: 'K-M',
    title: { 'zh-CN': '同一地址每分钟登录失败上限', en: 'Failed sign-ins a minute from one address' },
  }),
  failuresPerLoginPerMinute: parameter({
    key: 'access.failuresPerLoginPerMinute',
    schema: whole(1, 10_000),
    default: 20,
    unit: 'count',
    confidence: 'K-M',
    title: { 'zh-CN': '同一登录名每分钟登录失败上限', en: 'Failed sign-ins a minute for one login' },
  }),
  passwordMinLength: parameter({
    key: 'access.passwordMinLength',
    schema: whole(8, 64),
    default: 10,
    unit: 'count',
    confidence: 'K-H',
    title: { 'zh-CN': '密码最短长度', en: 'Shortest password' },
  }),
  passwordMinKinds: parameter({
    key: 'access.passwordMinKinds',
    schema: whole(1, 4),
    default: 3,
    unit: 'count',
    confidence: 'K-H',
    title: {
      'zh-CN': '密码至少包含几类字符（大写、小写、数字、符号）',
      en: 'Kinds of characters in a password (capitals, small letters, digits, signs)',
    },
  }),
  passwordMaxAgeDays: parameter({
    key: 'access.passwordMaxAgeDays',
    schema: whole(0, 3650),
    default: 90,
    unit: 'days',
    confidence: 'K-H',
    title: { 'zh-CN': '密码有效天数（0 为不过期）', en: 'Days until a password must be changed (0: never)' },
  }),
  secondFactorRoles: parameter<RoleName[]>({
    key: 'access.secondFactorRoles',
    schema: z.array(roleSchema),
    default: [],
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '必须使用两步验证的角色', en: 'Roles that must use a second factor' },
  }),
  secondFactorMinutes: parameter({
    key: 'access.secondFactorMinutes',
    schema: whole(1, 60),
    default: 5,
    unit: 'minutes',
    confidence: 'K-M',
    title: { 'zh-CN': '输入密码后完成两步验证的时限', en: 'Time for the second factor after the password' },
  }),
  revealsPerDay: parameter({
    key: 'access.revealsPerDay',
    schema: whole(0, 10_000),
    default: 30,
    unit: 'count',
    confidence: 'K-M',
    title: {
      'zh-CN': '每人每天查看完整个人信息的次数（手中工单不计）',
      en: 'Looks at full personal data a day (orders in hand not counted)',
    },
  }),
  revealHoursAfterArchive: parameter({
    key: 'access.revealHoursAfterArchive',
    schema: whole(0, 720),
    default: 24,
    unit: 'hours',
    confidence: 'F',
    title: {
      'zh-CN': '归档后仍可查看客户信息的小时数',
      en: 'Hours after archiving during which the customer can still be called',
    },
  }),
} as const
