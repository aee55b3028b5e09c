import type { Texts } from '#core/text.ts'

export const sessionTexts = {
  title: { 'zh-CN': '代维现场', en: 'Daiwei field' },
  expired: {
    'zh-CN': '太久没有联网，手机里的内容已锁上。联网登录后恢复，没发出去的都还在。',
    en: 'Too long without network: what is kept on the phone is locked. Sign in with network to open it; nothing unsent is lost.',
  },
  revoked: {
    'zh-CN': '这部手机已被停用，里面的工单资料已清除。有疑问请找班组长或管理员。',
    en: 'This phone was revoked and its order data removed. Ask your station head or an administrator.',
  },
  login: { 'zh-CN': '账号或工号', en: 'Account or badge number' },
  password: { 'zh-CN': '密码', en: 'Password' },
  code: { 'zh-CN': '动态码', en: 'One-time code' },
  'code-hint': { 'zh-CN': '验证器应用里的 6 位数字', en: 'The 6 digits in your authenticator' },
  'sign-in': { 'zh-CN': '登录', en: 'Sign in' },
  'change-first': {
    'zh-CN': '这是别人设的密码，先换成只有你知道的。',
    en: 'Someone else set this password. Choose one that only you know.',
  },
  'next-password': { 'zh-CN': '新密码', en: 'New password' },
  repeat: { 'zh-CN': '再写一遍', en: 'Once more' },
  differs: { 'zh-CN': '两遍写的不一样', en: 'The two differ' },
  'change-password': { 'zh-CN': '改密码', en: 'Change password' },
  changed: { 'zh-CN': '密码已改', en: 'Password changed' },
  current: { 'zh-CN': '现在的密码', en: 'Current password' },
  me: { 'zh-CN': '我的', en: 'Me' },
  language: { 'zh-CN': '语言', en: 'Language' },
  'name-zh-CN': { 'zh-CN': '中文', en: '中文' },
  'name-en': { 'zh-CN': 'English', en: 'English' },
  'no-work': { 'zh-CN': '你的工作在电脑上', en: 'Your work is at the desk' },
  'no-work-text': {
    'zh-CN': '手机页面给上门的人和班组长用；你的账号没有上门，也不派工。',
    en: 'These pages are for those who visit and who assign; your account does neither.',
  },
  'to-console': { 'zh-CN': '打开电脑版', en: 'Open the console' },
  theme: { 'zh-CN': '明暗', en: 'Appearance' },
  'theme-system': { 'zh-CN': '自动', en: 'As the phone' },
  'theme-light': { 'zh-CN': '浅色', en: 'Light' },
  'theme-dark': { 'zh-CN': '深色', en: 'Dark' },
  'sign-out': { 'zh-CN': '退出登录', en: 'Sign out' },
} as const satisfies Texts
