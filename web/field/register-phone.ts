import type { ReplyOf } from '#core/contract.ts'
import { syncRoutes } from '#core/sync/sync.contract.ts'
import { call } from '#web/ui/api.ts'

const platformOf = (userAgent: string): 'android' | 'ios' | 'desktop' | 'other' => {
  if (/Android/.test(userAgent)) return 'android'
  if (/iPhone|iPad/.test(userAgent)) return 'ios'
  return /Windows|Macintosh|Linux/.test(userAgent) ? 'desktop' : 'other'
}

/** V2034A · Chrome 87: what the person knows their phone by. */
export const phoneName = (userAgent: string): string => {
  const model = /Android [\d.]+; ([^;)]+)/.exec(userAgent)?.[1]?.replace(/ Build\/.*$/, '')
  const browser = /(?:Chrome|Firefox)\/\d+|Safari/.exec(userAgent)?.[0]?.replace('/', ' ')
  return [model?.trim(), browser].filter(Boolean).join(' · ') || 'browser'
}

/** Tells the server of this phone; it gives the key under which things are kept, or none any more. */
export const registerPhone = (id: string): Promise<ReplyOf<typeof syncRoutes.register>> => {
  const { userAgent } = navigator
  return call(syncRoutes.register, { body: { id, name: phoneName(userAgent), platform: platformOf(userAgent) } })
}
