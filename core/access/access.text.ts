import type { Texts } from '#core/text.ts'

export const accessTexts = {
  'access.sign-in-refused': {
    'zh-CN': '登录名或密码不正确，或账号暂时不能登录；多次失败后请稍候再试，或联系管理员',
    en: 'The login or the password is wrong, or the account cannot sign in right now; after several failures wait a while or ask the administrator',
  },
  'access.cross-site': { 'zh-CN': '请从本系统的登录页登录', en: "Sign in from this system's own page" },
  'access.code-wrong': {
    'zh-CN': '动态码不正确或已用过，请输入新的动态码',
    en: 'The code is wrong or was used; enter a new one',
  },
  'access.second-factor-needed': {
    'zh-CN': '请先输入两步验证的动态码',
    en: 'Enter the code of the second factor first',
  },
  'access.no-second-factor-due': { 'zh-CN': '本次登录不需要动态码', en: 'This session awaits no code' },
  'access.must-change-password': { 'zh-CN': '请先修改密码', en: 'Change your password first' },
  'access.must-enrol-totp': {
    'zh-CN': '你的角色必须使用两步验证，请先设置',
    en: 'Your role needs a second factor; set it up first',
  },
  'access.totp-exists': { 'zh-CN': '已经设置了两步验证', en: 'A second factor is set up already' },
  'access.no-totp': { 'zh-CN': '没有设置两步验证', en: 'No second factor is set up' },
  'access.totp-required': {
    'zh-CN': '你的角色必须使用两步验证，不能取消',
    en: 'Your role needs a second factor; it cannot be given up',
  },
  'access.enrolment-expired': { 'zh-CN': '设置已超时，请重新开始', en: 'The set-up has expired; begin again' },
  'access.password-wrong': { 'zh-CN': '当前密码不正确', en: 'The current password is wrong' },
  'access.password-same': {
    'zh-CN': '新密码不能与当前密码相同',
    en: 'The new password must differ from the current one',
  },
  'access.password-weak': { 'zh-CN': '新密码不符合要求', en: 'The new password does not meet the rules' },
  'access.password-short': { 'zh-CN': '至少 {length} 个字符', en: '{length} characters at least' },
  'access.password-long': { 'zh-CN': '最多 {length} 个字符', en: '{length} characters at most' },
  'access.password-plain': {
    'zh-CN': '大写字母、小写字母、数字、符号中至少包含 {kinds} 类',
    en: '{kinds} at least of capitals, small letters, digits and signs',
  },
  'access.password-guessable': {
    'zh-CN': '太容易猜到：不能包含登录名、常用词或重复的字符',
    en: 'Too easy to guess: not the login, a common word or a repetition',
  },
  'access.no-reach': {
    'zh-CN': '你的账号今天没有可以管理的区域，请联系管理员核对责任区域和账号范围',
    en: 'Your account reaches no region today; ask the administrator about responsibilities and the scope of your account',
  },
  'access.reveal-unknown': {
    'zh-CN': '没有这条记录，或不在你的数据范围',
    en: 'There is no such record within your scope',
  },
  'access.reveal-reason-needed': {
    'zh-CN': '请写明查看原因，至少 {length} 个字',
    en: 'Say why you need it, in {length} characters at least',
  },
  'access.reveal-quota': {
    'zh-CN': '今天查看完整信息的 {perDay} 次已用完，如有需要请联系主管',
    en: 'The {perDay} looks of today are used up; ask your manager if you need more',
  },
  'access.session-only': {
    'zh-CN': '程序令牌不能用于此操作，请本人登录后进行',
    en: "Not with a program's token: sign in yourself",
  },
  'access.session-unknown': { 'zh-CN': '没有这个会话，或已经结束', en: 'There is no such session, or it has ended' },
  'access.single-sign-on-unavailable': {
    'zh-CN': '统一登录系统没有响应，请稍后再试或使用密码登录',
    en: 'The identity provider does not answer; try again later or use your password',
  },
  'access.single-sign-on-failed': {
    'zh-CN': '统一登录没有成功，请重试或使用密码登录',
    en: 'Single sign-on did not succeed; try again or use your password',
  },
} as const satisfies Texts
