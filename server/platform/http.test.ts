import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance

beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

describe('security headers', () => {
  it('are on every reply, the first and the later, answers and refusals', async () => {
    const addresses = ['/api/v1/session/options', '/api/v1/session/options', '/api/v1/work-orders', '/api/v1/nowhere']
    for (const url of addresses) {
      const { headers } = await instance.http.app.inject({ url })
      expect(headers['content-security-policy'], url).toContain("default-src 'self'")
      expect(headers['x-content-type-options'], url).toBe('nosniff')
      expect(headers['x-frame-options'], url).toBe('SAMEORIGIN')
      expect(headers['x-powered-by'], url).toBeUndefined()
    }
  })
})
