import type { Route } from '#core/contract.ts'
import { addressOf, type CallArgs } from './api.ts'
import { currentLanguage } from './language.ts'
import { callErrorOf, notReached } from './problem.ts'

/** Fetches the file of a route and hands it to the browser to keep. Throws a `CallError` when it is refused or does not arrive. */
export const download = async <T extends Route>(route: T, args: CallArgs<T>): Promise<void> => {
  let response: Response
  let file: Blob
  try {
    response = await fetch(addressOf(route, args as Parameters<typeof addressOf>[1]), {
      headers: { 'accept-language': currentLanguage() },
      credentials: 'same-origin',
    })
    file = await response.blob()
  } catch (cause) {
    throw notReached(cause)
  }
  if (!response.ok) throw callErrorOf(response.status, await contentOf(file))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = nameIn(response.headers.get('content-disposition') ?? '')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** `attachment; filename*=UTF-8''%E5%B7%A5…` in words. */
export const nameIn = (disposition: string): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/i.exec(disposition)?.[1] ?? '')
}

const contentOf = async (file: Blob): Promise<unknown> => {
  try {
    return JSON.parse(await file.text())
  } catch {
    return undefined
  }
}
