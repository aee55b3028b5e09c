import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accessRoutes } from '#core/access/access.contract.ts'
import { type IdentityProvider, startIdentityProvider } from '#testing/identity-provider.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { asSystem } from './index.ts'

let provider: IdentityProvider
let instance: TestInstance
beforeAll(async () => {
  provider = await startIdentityProvider()
  instance = await createTestInstance({
    environment: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      PUBLIC_URL: 'https://daiwei.example.cn',
    },
  })
})
beforeEach(() => {
  provider.tamper = {}
})
afterAll(async () => {
  await instance.stop()
  await provider.close()
})

const START = '/api/v1/session/single-sign-on'
const cookieIn = (headers: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const all = [headers['set-cookie']].flat().map(String)
  return all.find((each) => each.startsWith(`${name}=`))?.split(';')[0]
}

/** Through the provider and back, as a browser goes; the callback's answer. */
const go = async (client: Client, face = 'console', change: (url: URL) => void = () => undefined) => {
  const away = await client.send({ method: 'GET', path: `${START}?face=${face}` })
  expect(away.status).toBe(302)
  const asked = await fetch(String(away.headers.location), { redirect: 'manual' })
  const back = new URL(asked.headers.get('location') ?? '')
  expect(back.origin).toBe('https://daiwei.example.cn')
  change(back)
  return client.send({
    method: 'GET',
    path: `${back.pathname}${back.search}`,
    headers: { cookie: cookieIn(away.headers, 'daiwei_sso') ?? '' },
  })
}

describe('single sign-on', () => {
  it('is offered where it is configured', async () => {
    expect((await instance.visitor().call(accessRoutes.signInOptions)).body.singleSignOn).toBe(true)
    const plain = await createTestInstance()
    expect((await plain.visitor().call(accessRoutes.signInOptions)).body.singleSignOn).toBe(false)
    expect((await plain.visitor().send({ method: 'GET', path: START })).status).toBe(404)
    await plain.stop()
  })
  it('links the account of that login once, then knows the person whatever they are called', async () => {
    const user = await instance.aUser({ roles: ['countyDesk'], login: 'wang.wu' })
    provider.person = { sub: 'person-7', preferred_username: 'Wang.Wu' }
    const client = instance.visitor()
    const arrived = await go(client)
    expect(arrived).toMatchObject({ status: 302, headers: { location: '/' } })
    expect(String(arrived.headers['set-cookie'])).toMatch(/daiwei=[\w-]{43}; .*HttpOnly; Secure; SameSite=Lax/)
    const session = await client.call(accessRoutes.session)
    expect(session.body).toMatchObject({ user: { id: user.id }, awaitsTotp: false })
    provider.person = { sub: 'person-7', preferred_username: 'renamed' }
    const again = instance.visitor()
    expect((await go(again, 'field')).headers.location).toBe('/field')
    expect((await again.call(accessRoutes.session)).body.user.id).toBe(user.id)
    provider.person = { sub: 'somebody-else', preferred_username: 'wang.wu' }
    expect((await go(instance.visitor())).headers.location).toBe('/sign-in?failed=single-sign-on')
    const linked = await asSystem(instance.deps, (tx) =>
      tx.rows({
        text: `SELECT action FROM audit_entry WHERE subject_id = $1 AND action = 'user.single-sign-on-linked'`,
        values: [user.id],
      }),
    )
    expect(linked).toHaveLength(1)
  })
  it('opens no account that does not exist or is closed', async () => {
    provider.person = { sub: 'nobody', preferred_username: 'nobody-here' }
    expect((await go(instance.visitor())).headers.location).toBe('/sign-in?failed=single-sign-on')
    const closed = await instance.aUser({ roles: ['countyDesk'], login: 'closed.one' })
    await asSystem(instance.deps, (tx) =>
      tx.run({ text: 'UPDATE app_user SET is_active = false WHERE id = $1', values: [closed.id] }),
    )
    provider.person = { sub: 'closed', preferred_username: 'closed.one' }
    const refused = await go(instance.visitor())
    expect(refused.headers.location).toBe('/sign-in?failed=single-sign-on')
    expect(cookieIn(refused.headers, 'daiwei')).toBeUndefined()
  })
  const unchanged = (_url: URL): void => undefined
  const withParameter =
    (name: string) =>
    (url: URL): void =>
      url.searchParams.set(name, 'forged')
  const denied = (url: URL): void => {
    url.search = '?error=access_denied'
  }
  type Case = readonly [string, IdentityProvider['tamper'], (url: URL) => void]
  const cases: readonly Case[] = [
    ['another state', {}, withParameter('state')],
    ['another code', {}, withParameter('code')],
    ['another issuer', {}, withParameter('iss')],
    ['an error instead of a code', {}, denied],
    ['another nonce', { nonce: 'replayed' }, unchanged],
    ['another audience', { audience: 'another-program' }, unchanged],
    ['a signature by another key', { key: 'other' }, unchanged],
    ['a token that is over', { expiredSeconds: 3600 }, unchanged],
  ]
  it.each(cases)('is refused for %s', async (_what, tamper, change) => {
    const user = await instance.aUser({ roles: ['countyDesk'] })
    provider.person = { sub: user.id, preferred_username: user.login }
    provider.tamper = tamper
    expect((await go(instance.visitor(), 'console', change)).headers.location).toBe('/sign-in?failed=single-sign-on')
  })
  it('is refused in a browser that did not begin it', async () => {
    const away = await instance.visitor().send({ method: 'GET', path: START })
    const asked = await fetch(String(away.headers.location), { redirect: 'manual' })
    const back = new URL(asked.headers.get('location') ?? '')
    for (const cookie of ['', 'daiwei_sso=forged']) {
      const stolen = await instance.visitor().send({
        method: 'GET',
        path: `${back.pathname}${back.search}`,
        headers: { cookie },
      })
      expect(stolen.headers.location).toBe('/sign-in?failed=single-sign-on')
    }
  })
  it('says so when the provider does not answer, and the password still works', async () => {
    const alone = await createTestInstance({
      environment: { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' },
    })
    const answer = await alone.visitor().send({ method: 'GET', path: START })
    expect(answer.problem.code).toBe('access.single-sign-on-unavailable')
    await alone.signIn('countyDesk')
    await alone.stop()
  })
})
