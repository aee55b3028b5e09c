import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accessRoutes } from '#core/access/access.contract.ts'
import { accessParameters } from '#core/access/access.parameters.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { TEST_PASSWORD } from '#testing/users.ts'
import { asSystem } from './index.ts'

let instance: TestInstance
beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

const { session, signIn, signOut, changePassword, ownSessions, revokeOwnSession, setLanguage } = accessRoutes
const owner = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))
const statusOf = async (client: Client): Promise<number> => (await client.call(session)).status

describe('signing in', () => {
  it('tells who one is, what one may do, and where', async () => {
    const client = await instance.signIn({ roles: ['dispatcher'], prefectures: ['520100'] })
    const { body } = await client.call(session)
    expect(body.user).toMatchObject({
      roles: ['dispatcher'],
      company: { id: 'tietong', name: '铁通', kind: 'contractor' },
    })
    expect(body.permissions).toContain('work-orders.assign')
    expect(body.permissions).not.toContain('users.edit')
    expect(body).toMatchObject({ awaitsTotp: false, mustChangePassword: false, language: 'zh-CN' })
  })
  it('accepts the login in capitals and with blanks around it', async () => {
    const user = await instance.aUser({ roles: ['engineer'] })
    const body = { login: ` ${user.login.toUpperCase()} `, password: user.password }
    expect((await instance.visitor().call(signIn, { body })).status).toBe(200)
  })
  it('answers every wrong attempt with the same words, whether the login exists or not', async () => {
    const user = await instance.aUser({ roles: ['engineer'] })
    const wrong = await instance.visitor().call(signIn, { body: { login: user.login, password: 'wrong' } })
    const unknown = await instance.visitor().call(signIn, { body: { login: 'no-such-login', password: 'wrong' } })
    const sql = await instance.visitor().call(signIn, { body: { login: "' or 1=1 --", password: "' or 1=1 --" } })
    expect([wrong.status, unknown.status, sql.status]).toEqual([422, 422, 422])
    expect(unknown.problem).toEqual(wrong.problem)
    expect(sql.problem).toEqual(wrong.problem)
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })
  it('takes about as long for a login that does not exist', async () => {
    const user = await instance.aUser({ roles: ['engineer'] })
    const time = async (login: string): Promise<number> => {
      const from = performance.now()
      await instance.visitor().call(signIn, { body: { login, password: 'wrong' } })
      return performance.now() - from
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 4; round += 1) {
      known.push(await time(user.login))
      unknown.push(await time('nobody-at-all'))
    }
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3)
  })
  it('sets a cookie that no script reads and no other site sends; only its digest is stored', async () => {
    const user = await instance.aUser({ roles: ['engineer'] })
    const client = instance.visitor()
    const { headers } = await client.call(signIn, { body: { login: user.login, password: user.password } })
    expect(String(headers['set-cookie'])).toMatch(/^daiwei=[\w-]{43}; .*HttpOnly; SameSite=Lax/)
    expect(String(headers['set-cookie'])).not.toContain('Secure')
    const [row] = await owner<{ found: number }>(
      `SELECT count(*)::int AS found FROM session WHERE encode(token_hash, 'escape') LIKE '%' || $1 || '%'`,
      [client.cookie],
    )
    expect(row?.found).toBe(0)
  })
  it('refuses a deactivated account like a wrong password', async () => {
    const { id, login } = await instance.aUser({ roles: ['engineer'] })
    await owner('UPDATE app_user SET is_active = false WHERE id = $1', [id])
    const refused = await instance.visitor().call(signIn, { body: { login, password: TEST_PASSWORD } })
    expect(refused.problem.code).toBe('access.sign-in-refused')
  })
  it('refuses what is not JSON, too long, or sent by a page of another site', async () => {
    const visitor = instance.visitor()
    const bad = await visitor.send({
      method: 'POST',
      path: '/api/v1/session/sign-in',
      body: 'login=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(bad.status).toBe(415)
    const long = await visitor.call(signIn, { body: { login: 'x', password: 'x'.repeat(1000) } })
    expect(long.problem.code).toBe('platform.invalid')
    const body = { login: 'x', password: 'x' }
    const cross = await visitor.send({
      method: 'POST',
      path: '/api/v1/session/sign-in',
      body,
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(cross.problem.code).toBe('access.cross-site')
  })
})

describe('a session', () => {
  it('cannot be prepared by somebody else: signing in makes another one and ends the one that was there', async () => {
    const attacker = await instance.signIn('engineer')
    const victim = instance.visitor()
    victim.cookie = attacker.cookie
    const user = await instance.aUser({ roles: ['engineer'] })
    await victim.call(signIn, { body: { login: user.login, password: user.password } })
    expect(victim.cookie).not.toBe(attacker.cookie)
    expect(await statusOf(attacker)).toBe(401)
    const planted = instance.visitor()
    planted.cookie = 'a-value-of-my-own-choice-a-value-of-my-own-ch'
    await planted.call(signIn, { body: { login: user.login, password: user.password } })
    expect(planted.cookie).not.toBe('a-value-of-my-own-choice-a-value-of-my-own-ch')
  })
  it('changes nothing without its CSRF value', async () => {
    const client = await instance.signIn('engineer')
    for (const csrf of ['', 'wrong']) {
      const answer = await client.send({
        method: 'POST',
        path: '/api/v1/session/language',
        body: { language: 'en' },
        headers: { 'x-csrf-token': csrf },
      })
      expect(answer).toMatchObject({ status: 403, problem: { code: 'platform.csrf' } })
    }
    expect((await client.call(session)).body.language).toBe('zh-CN')
    expect((await client.call(setLanguage, { body: { language: 'en' } })).body.language).toBe('en')
    expect((await client.call(session)).body.language).toBe('en')
  })
  it('ends at sign-out, and its cookie is worth nothing afterwards', async () => {
    const client = await instance.signIn('engineer')
    const { cookie } = client
    expect((await client.call(signOut)).status).toBe(200)
    expect(client.cookie).toBeUndefined()
    client.cookie = cookie
    expect(await statusOf(client)).toBe(401)
  })
  it('is listed with the others and can be ended from another one, but not somebody else’s', async () => {
    const user = await instance.aUser({ roles: ['engineer'] })
    const [desk, phone, stranger] = [
      await instance.signIn(user),
      await instance.signIn(user),
      await instance.signIn('engineer'),
    ]
    const { items } = (await desk.call(ownSessions)).body
    expect(items).toHaveLength(2)
    expect(items.filter((each) => each.isCurrent)).toHaveLength(1)
    const id = items.find((each) => !each.isCurrent)?.id ?? ''
    expect((await stranger.call(revokeOwnSession, { params: { id } })).status).toBe(404)
    expect(await statusOf(phone)).toBe(200)
    expect((await desk.call(revokeOwnSession, { params: { id } })).status).toBe(200)
    expect(await statusOf(phone)).toBe(401)
    expect(await statusOf(desk)).toBe(200)
  })
  it('ends when it lay idle, when its time is over, when it is revoked elsewhere, and with its account, within seconds', async () => {
    const clients = await Promise.all([1, 2, 3, 4].map(() => instance.signIn('engineer')))
    const [idle, old, revoked, gone] = clients.map((client) => client.user?.id)
    await owner(`UPDATE session SET last_seen_at = now() - interval '121 minutes' WHERE user_id = $1`, [idle])
    await owner(`UPDATE session SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [old])
    await owner(`UPDATE session SET revoked_at = now() WHERE user_id = $1`, [revoked])
    await owner('UPDATE app_user SET is_active = false WHERE id = $1', [gone])
    await vi.waitFor(async () => expect(await Promise.all(clients.map(statusOf))).toEqual([401, 401, 401, 401]), {
      timeout: 15_000,
      interval: 200,
    })
  })
  it('is not ended by a demo clock that is moved', async () => {
    const client = await instance.signIn('engineer')
    instance.deps.clock.moveTo(30 * 86_400_000)
    const other = await instance.signIn('engineer')
    expect([await statusOf(client), await statusOf(other)]).toEqual([200, 200])
    instance.deps.clock.moveTo(0)
  })
})

describe('whoever reaches nothing', () => {
  const apart = { prefectures: ['520400'], counties: ['520102'] }
  it('looks at nothing and changes nothing, but can leave and change the own password', async () => {
    const idle = await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun', ...apart })
    const list = await idle.send({ method: 'GET', path: '/api/v1/work-orders' })
    expect(list).toMatchObject({ status: 200, body: { items: [] } })
    const exported = await idle.send({ method: 'GET', path: '/api/v1/work-orders/export' })
    expect(exported.problem.code).toBe('access.no-reach')
    const change = await idle.send({ method: 'POST', path: '/api/v1/reports', body: {} })
    expect(change.problem.code).toBe('access.no-reach')
    const next = 'Another-1-of-mine'
    expect((await idle.call(changePassword, { body: { current: TEST_PASSWORD, next } })).status).toBe(200)
    expect((await idle.call(signOut)).status).toBe(200)
  })
  it('whose company answers for none of the account’s places takes no report there', async () => {
    const idle = await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun', prefectures: ['520100'] })
    const body = { channel: 'hotline', county: '南明区', symptom: '不能上网', callerPhone: '13812345678' }
    const taken = await idle.send({ method: 'POST', path: '/api/v1/reports', body })
    expect(taken.problem.code).toBe('intake.outside-scope')
    expect(await idle.send({ method: 'GET', path: '/api/v1/home-users' })).toMatchObject({ body: { items: [] } })
  })
})

describe('lock-out', () => {
  const attempt = (login: string, password: string) => instance.visitor().call(signIn, { body: { login, password } })
  const lockOf = async (login: string) => {
    const [row] = await owner<{ failures: number; seconds: number | null }>(
      `SELECT failed_sign_ins AS failures, extract(epoch FROM locked_until - now())::float AS seconds
       FROM app_user WHERE login = $1`,
      [login],
    )
    return row
  }
  it('locks after five failures in a row, longer each time, and says so to nobody', async () => {
    const { login, password } = await instance.aUser({ roles: ['engineer'] })
    for (let count = 0; count < 4; count += 1) await attempt(login, 'wrong')
    expect((await lockOf(login))?.seconds).toBeNull()
    await attempt(login, 'wrong')
    expect((await lockOf(login))?.seconds).toBeGreaterThan(25)
    const locked = await attempt(login, password)
    expect(locked.problem.code).toBe('access.sign-in-refused')
    expect(await lockOf(login)).toMatchObject({ failures: 5 })
    await owner(`UPDATE app_user SET locked_until = now() - interval '1 second' WHERE login = $1`, [login])
    await attempt(login, 'wrong')
    expect((await lockOf(login))?.seconds).toBeGreaterThan(55)
    await owner(`UPDATE app_user SET locked_until = now() - interval '1 second' WHERE login = $1`, [login])
    expect((await attempt(login, password)).status).toBe(200)
    expect(await lockOf(login)).toEqual({ failures: 0, seconds: null })
  })
  it('allows no more guesses when they come all at once', async () => {
    const { login } = await instance.aUser({ roles: ['engineer'] })
    await Promise.all(Array.from({ length: 15 }, (_, index) => attempt(login, `guess ${index}`)))
    expect(await lockOf(login)).toMatchObject({ failures: 5 })
  })
  it('is preceded by a limit per login and minute that knows no difference between logins', async () => {
    await instance.setParameter(accessParameters.failuresPerLoginPerMinute, 3)
    const answers = async (login: string) => {
      const statuses: number[] = []
      for (let count = 0; count < 4; count += 1) statuses.push((await attempt(login, 'wrong')).status)
      return statuses
    }
    const { login } = await instance.aUser({ roles: ['engineer'] })
    expect(await answers(login)).toEqual([422, 422, 422, 429])
    expect(await answers('nobody-of-this-name')).toEqual([422, 422, 422, 429])
    await instance.setParameter(accessParameters.failuresPerLoginPerMinute, 20)
  })
  it('is preceded by a limit per address and minute', async () => {
    await instance.setParameter(accessParameters.failuresPerAddressPerMinute, 1)
    const answer = await attempt('whoever', 'wrong')
    expect(answer).toMatchObject({ status: 429, problem: { code: 'platform.too-many-requests' } })
    await instance.setParameter(accessParameters.failuresPerAddressPerMinute, 10_000)
  })
})

describe('the own password', () => {
  const next = 'Another-1-of-mine'
  it('is changed with the current one; other sessions end, this one goes on under another token', async () => {
    const user = await instance.aUser({ roles: ['engineer'] })
    const [desk, phone] = [await instance.signIn(user), await instance.signIn(user)]
    const { cookie, csrf } = desk
    const changed = await desk.call(changePassword, { body: { current: TEST_PASSWORD, next } })
    expect(changed.status).toBe(200)
    expect(desk.cookie).not.toBe(cookie)
    expect(desk.csrf).not.toBe(csrf)
    expect([await statusOf(desk), await statusOf(phone)]).toEqual([200, 401])
    const thief = instance.visitor()
    thief.cookie = cookie
    expect(await statusOf(thief)).toBe(401)
    expect((await instance.signIn({ ...user, password: next })).user?.id).toBe(user.id)
  })
  it('is refused when the current one is wrong, the new one is the same, or too weak', async () => {
    const client = await instance.signIn('engineer')
    const change = async (current: string, wanted: string) =>
      (await client.call(changePassword, { body: { current, next: wanted } })).problem
    expect(await change('wrong', next)).toMatchObject({ code: 'access.password-wrong', field: 'current' })
    expect((await change(TEST_PASSWORD, TEST_PASSWORD)).code).toBe('access.password-same')
    const weak = await change(TEST_PASSWORD, 'abc')
    expect(weak.code).toBe('access.password-weak')
    expect(weak.errors?.map((error) => error.code)).toEqual(['access.password-short', 'access.password-plain'])
    expect((await change(TEST_PASSWORD, `X-1-${client.user?.login}`)).errors?.[0]?.code).toBe(
      'access.password-guessable',
    )
  })
  it('must be changed first where it was given by somebody else', async () => {
    const client = await instance.signIn({ roles: ['dispatcher'], mustChangePassword: true })
    expect((await client.call(session)).body).toMatchObject({ mustChangePassword: true, permissions: [] })
    const other = await client.call(ownSessions)
    expect(other).toMatchObject({ status: 403, problem: { code: 'access.must-change-password' } })
    await client.call(changePassword, { body: { current: TEST_PASSWORD, next } })
    expect((await client.call(ownSessions)).status).toBe(200)
  })
  it('must be changed when it is older than the rules allow', async () => {
    const client = await instance.signIn('engineer')
    await owner(`UPDATE app_user SET password_changed_at = now() - interval '92 days' WHERE id = $1`, [client.user?.id])
    const again = await instance.signIn(client.user ?? 'engineer')
    expect((await again.call(session)).body.mustChangePassword).toBe(true)
    await instance.setParameter(accessParameters.passwordMaxAgeDays, 0)
    expect((await again.call(session)).body.mustChangePassword).toBe(false)
  })
})

describe('the second factor', () => {
  const { enrolTotp, confirmTotp, removeTotp, secondFactor } = accessRoutes
  const codeOf = (secret: string, shiftSeconds = 0): string =>
    generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + shiftSeconds })
  const enrol = async (client: Client): Promise<string> => {
    const { body } = await client.call(enrolTotp, { body: { password: TEST_PASSWORD } })
    expect(body.uri).toContain('otpauth://totp/')
    // The code of the half minute before: the one of this half minute stays good for signing in.
    const confirmed = await client.call(confirmTotp, {
      body: { pending: body.pending, code: codeOf(body.secret, -30) },
    })
    expect(confirmed.body.hasTotp).toBe(true)
    return body.secret
  }
  it('is set up with the password and a code; then the password alone opens nothing', async () => {
    const client = await instance.signIn('dispatcher')
    const secret = await enrol(client)
    const { login } = client.user ?? { login: '' }
    const half = instance.visitor()
    const begun = await half.call(signIn, { body: { login, password: TEST_PASSWORD } })
    expect(begun.body).toMatchObject({ awaitsTotp: true, permissions: [] })
    expect((await half.call(ownSessions)).problem.code).toBe('access.second-factor-needed')
    expect((await half.call(enrolTotp, { body: { password: TEST_PASSWORD } })).status).toBe(403)
    const halfCookie = half.cookie
    expect((await half.call(secondFactor, { body: { code: '000000' } })).problem.code).toBe('access.code-wrong')
    const full = await half.call(secondFactor, { body: { code: codeOf(secret) } })
    expect(full.body).toMatchObject({ awaitsTotp: false })
    expect(full.body.permissions).toContain('work-orders.assign')
    expect(half.cookie).not.toBe(halfCookie)
    expect((await half.call(ownSessions)).status).toBe(200)
    const [row] = await owner<{ totp_secret: string }>('SELECT totp_secret FROM app_user WHERE login = $1', [login])
    expect(row?.totp_secret).not.toContain(secret)
  })
  it('takes each code once, also when it comes twice at the same time', async () => {
    const client = await instance.signIn('dispatcher')
    const secret = await enrol(client)
    const body = { login: client.user?.login ?? '', password: TEST_PASSWORD, code: codeOf(secret) }
    const answers = await Promise.all([1, 2, 3].map(() => instance.visitor().call(signIn, { body })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422])
  })
  it('locks like the password when codes are guessed', async () => {
    const client = await instance.signIn('dispatcher')
    const secret = await enrol(client)
    const half = instance.visitor()
    await half.call(signIn, { body: { login: client.user?.login ?? '', password: TEST_PASSWORD } })
    for (let guess = 0; guess < 5; guess += 1) await half.call(secondFactor, { body: { code: `00000${guess}` } })
    expect((await half.call(secondFactor, { body: { code: codeOf(secret) } })).problem.code).toBe('access.code-wrong')
  })
  it('is asked of the roles that the parameter names, before anything else', async () => {
    await instance.setParameter(accessParameters.secondFactorRoles, ['auditor'])
    const client = await instance.signIn('auditor')
    expect((await client.call(session)).body.mustEnrolTotp).toBe(true)
    expect((await client.call(ownSessions)).problem.code).toBe('access.must-enrol-totp')
    const secret = await enrol(client)
    expect((await client.call(ownSessions)).status).toBe(200)
    const remove = { password: TEST_PASSWORD, code: codeOf(secret) }
    expect((await client.call(removeTotp, { body: remove })).problem.code).toBe('access.totp-required')
    await instance.setParameter(accessParameters.secondFactorRoles, [])
    expect((await client.call(removeTotp, { body: remove })).body.hasTotp).toBe(false)
  })
  it('is not set up with somebody else’s enrolment', async () => {
    const [one, other] = [await instance.signIn('dispatcher'), await instance.signIn('dispatcher')]
    const { body } = await one.call(enrolTotp, { body: { password: TEST_PASSWORD } })
    const stolen = await other.call(confirmTotp, { body: { pending: body.pending, code: codeOf(body.secret) } })
    expect(stolen.problem.code).toBe('access.enrolment-expired')
  })
})
