import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { platformTexts } from '#core/platform.text.ts'
import { createHttp, type Http } from './http.ts'
import { createLog } from './log.ts'

let http: Http | undefined
afterEach(() => http?.app.close())

const answerTo = async (failure: unknown) => {
  http = await createHttp({
    log: createLog('silent'),
    texts: platformTexts,
    authenticate: () => Promise.resolve(undefined),
    ...{ trustProxy: [], requestsPerMinute: 100, checkReplies: false },
  })
  const route = { method: 'GET', path: '/x', permission: 'public', summary: 'x', reply: z.object({}) } as const
  http.bind(route, () => Promise.reject(failure))
  const { statusCode, body } = await http.app.inject({ url: '/x', headers: { 'accept-language': 'zh-CN' } })
  const { code, title } = JSON.parse(body) as { code: string; title: string }
  return { statusCode, code, title }
}
const coded = (code: string): Error => Object.assign(new Error('x'), { code })

describe('a failure', () => {
  it.each([
    coded('57P03'),
    coded('57P01'),
    coded('53300'),
    coded('08006'),
    coded('ECONNREFUSED'),
    new Error('Connection terminated unexpectedly'),
  ])('of the way to the database is said to pass: %s', async (failure) => {
    expect(await answerTo(failure)).toEqual({
      ...{ statusCode: 503, code: 'platform.unavailable', title: '系统暂时不可用，请稍后再试' },
    })
  })

  it.each([coded('23505'), coded('57014'), coded('ENOENT'), new Error('x')])(
    'of our own stays one, with a reference and without its words: %s',
    async (failure) => {
      const { statusCode, code, title } = await answerTo(failure)
      expect([statusCode, code]).toEqual([500, 'platform.failure'])
      expect(title).toMatch(/编号 [0-9a-f-]{36} /)
    },
  )
})
