/** Browsers by what they call themselves; the first that fits, since most also name those after them. */
const BROWSERS = [
  ['MicroMessenger', 'WeChat'],
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['HuaweiBrowser', 'Huawei Browser'],
  ['MiuiBrowser', 'Mi Browser'],
  ['UCBrowser', 'UC'],
  ['QQBrowser', 'QQ Browser'],
  ['MQQBrowser', 'QQ Browser'],
  ['Firefox', 'Firefox'],
  ['HeadlessChrome', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Version', 'Safari'],
] as const
const SYSTEMS = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const

/** `Chrome 156 · Windows` of what a browser calls itself; that itself when it is none we know. */
export const deviceWords = (userAgent: string): string => {
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1]
  const found = BROWSERS.flatMap(([token, name]) => {
    const version = new RegExp(`(?:^|\\s)${token}[A-Za-z]*/(\\d+)`).exec(userAgent)?.[1]
    return version ? [`${name} ${version}`] : []
  })[0]
  return [found, system].filter((each) => each !== undefined).join(' · ') || userAgent
}
