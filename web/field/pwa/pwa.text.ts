import type { Texts } from '#core/text.ts'

export const pwaTexts = {
  'new-version': { 'zh-CN': '有新版本，点此更新', en: 'A new version is here: tap to update' },
  'install-title': { 'zh-CN': '把代维装到桌面', en: 'Put Daiwei on the home screen' },
  'install-why': {
    'zh-CN': '装好后：没有网络也能打开；手机清理空间时，没发出去的照片和记录不会被清掉。',
    en: 'Once installed it opens without network, and photos and records that were not sent survive when the phone clears space.',
  },
  install: { 'zh-CN': '安装', en: 'Install' },
  'install-later': { 'zh-CN': '以后再说', en: 'Not now' },
  'install-menu': {
    'zh-CN': '打开浏览器的菜单，选“添加到主屏幕”或“安装应用”。',
    en: 'Open the browser’s menu and choose “Add to home screen” or “Install app”.',
  },
  'is-installed': { 'zh-CN': '已装到桌面', en: 'Installed' },
  'is-installed-text': { 'zh-CN': '没有网络也能打开', en: 'Opens without network' },
  'is-embedded': { 'zh-CN': '在别的应用里打开，不用安装', en: 'Opened inside another app: nothing to install' },
  'is-embedded-text': {
    'zh-CN': '没有网络也能用；卸载那个应用前，先把发件箱发完。',
    en: 'Works without network; send everything before you remove that app.',
  },
  'not-kept': { 'zh-CN': '这部手机没有网络时用不了', en: 'This phone does not work without network' },
  'kept-until': { 'zh-CN': '没有网络可用到', en: 'Works without network until' },
  'kept-until-text': {
    'zh-CN': '每次联网自动往后延；过了就锁上，联网登录后恢复',
    en: 'Moves on with every contact; after it everything is locked until you sign in with network',
  },
  space: { 'zh-CN': '手机剩余 {space}，够存约 {count} 张', en: '{space} left on the phone, about {count} photos' },
  'space-kept': { 'zh-CN': '浏览器答应不清理这里的内容', en: 'The browser keeps what is stored here' },
  'space-not-kept': {
    'zh-CN': '手机空间不足时，浏览器可能清理这里的内容；装到桌面就不会',
    en: 'Short of space the browser may clear what is stored here; installed it does not',
  },
} as const satisfies Texts
