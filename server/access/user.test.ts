import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessRoutes } from '#core/access/access.contract.ts'
import { userRoutes } from '#core/access/user.contract.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { asSystem } from './index.ts'

let instance: TestInstance
let administrator: Client
let officer: Client
beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

const { list, detail, create, edit, grant } = userRoutes
const reason = '人员调整'
const everywhere = { prefectures: null, counties: null, stationId: null, staffId: null }
const audits = (subjectId: string | undefined) =>
  asSystem(instance.deps, (tx) =>
    tx.rows<{ action: string; before: object; after: object; reason: string; by: string }>({
      text: `SELECT action, before, after, reason, actor_name AS by FROM audit_entry
             WHERE subject_id = $1 AND subject_type = 'user' ORDER BY id`,
      values: [subjectId],
    }),
  )

describe('before there is a security officer', () => {
  it('an administrator may name the first one, somebody else, and nothing more', async () => {
    administrator = await instance.signIn('administrator')
    const made = await administrator.call(create, {
      body: { login: 'So.First', name: '安全员', companyId: 'operator-gz', ...everywhere, reason },
    })
    expect(made).toMatchObject({
      status: 201,
      body: { user: { login: 'so.first', roles: [], mustChangePassword: true } },
    })
    const give = (login: string, roles: ('securityOfficer' | 'provinceManager')[], version: number) =>
      administrator.call(grant, {
        params: { login },
        body: { roles, companyId: 'operator-gz', ...everywhere, version, reason },
      })
    expect((await give('so.first', ['provinceManager'], 1)).problem.code).toBe('platform.forbidden')
    expect((await give(administrator.user?.login ?? '', ['securityOfficer'], 1)).problem.code).toBe(
      'access.own-account',
    )
    expect((await give('so.first', ['securityOfficer'], 1)).body.roles).toEqual(['securityOfficer'])
    const second = await instance.aUser({ roles: [] })
    expect((await give(second.login, ['securityOfficer'], 1)).problem.code).toBe('platform.forbidden')
    const first = instance.visitor()
    await first.call(accessRoutes.signIn, { body: { login: 'so.first', password: made.body.password } })
    const next = 'Mountain-river-42'
    await first.call(accessRoutes.changePassword, { body: { current: made.body.password, next } })
    officer = first
    expect((await officer.call(list)).status).toBe(200)
  })
})

describe('the three keep each other in check', () => {
  it('the administrator makes an account, the security officer gives it roles and scope; both are audited with why', async () => {
    const made = await administrator.call(create, {
      body: {
        login: 'guiyang.desk',
        name: '贵阳客响',
        phone: '13800000001',
        companyId: 'operator-gz',
        ...everywhere,
        prefectures: ['520100'],
        reason,
      },
    })
    expect(made.body.user.phone).toBe('138****0001')
    const body = {
      roles: ['countyDesk' as const],
      companyId: 'operator-gz',
      ...everywhere,
      prefectures: ['520100'],
      counties: ['520102'],
      version: 1,
      reason: '客响上岗',
    }
    const params = { login: 'guiyang.desk' }
    expect((await administrator.call(grant, { params, body })).problem.code).toBe('platform.forbidden')
    const granted = await officer.call(grant, { params, body })
    expect(granted.body).toMatchObject({ roles: ['countyDesk'], counties: ['520102'], version: 2 })
    const entries = await audits(made.body.user.id)
    expect(entries.map((entry) => [entry.action, entry.reason])).toEqual([
      ['user.created', reason],
      ['user.granted', '客响上岗'],
    ])
    expect(entries[0]?.after).toMatchObject({ phone: '138****0001' })
    expect(entries[1]).toMatchObject({
      before: { roles: [], counties: null },
      after: { roles: ['countyDesk'], counties: ['520102'] },
    })
    expect((await officer.call(grant, { params, body })).problem.code).toBe('platform.stale')
  })
  it('nobody changes what they themselves may do', async () => {
    const login = officer.user?.login ?? 'so.first'
    const own = await officer.call(grant, {
      params: { login },
      body: { roles: ['securityOfficer'], companyId: 'operator-gz', ...everywhere, version: 1, reason },
    })
    expect(own.problem.code).toBe('access.own-account')
    const self = { params: { login: administrator.user?.login ?? '' }, body: { reason } }
    expect((await administrator.call(userRoutes.deactivate, self)).status).toBe(403)
    expect((await administrator.call(userRoutes.resetPassword, self)).status).toBe(403)
  })
  it('an administrator can neither close, unlock nor take over the accounts of the three', async () => {
    const params = { login: 'so.first' }
    const body = { reason }
    expect((await administrator.call(userRoutes.resetPassword, { params, body })).problem.code).toBe(
      'access.platform-account',
    )
    expect((await administrator.call(userRoutes.deactivate, { params, body })).problem.code).toBe(
      'access.platform-account',
    )
    const other = await instance.aUser({ roles: ['administrator'] })
    const closed = await officer.call(userRoutes.deactivate, { params: { login: other.login }, body })
    expect(closed.body.isActive).toBe(false)
  })
  it('roles that exclude each other, or are not of the company, are refused with their fields', async () => {
    const user = await instance.aUser({ roles: [] })
    const give = (roles: readonly string[], extra: object = {}) =>
      officer.call(grant, {
        params: { login: user.login },
        body: { roles: roles as ['auditor'], companyId: 'operator-gz', ...everywhere, version: 1, reason, ...extra },
      })
    const codes = async (answer: ReturnType<typeof give>) => (await answer).problem.errors?.map((each) => each.code)
    expect(await codes(give(['auditor', 'administrator']))).toEqual(['access.roles-exclusive'])
    expect(await codes(give(['auditor', 'provinceManager']))).toEqual(['access.roles-exclusive'])
    expect(await codes(give(['dispatcher']))).toEqual(['access.role-not-of-company'])
    expect(await codes(give(['engineer'], { companyId: 'tietong' }))).toEqual(['access.staff-needed'])
    expect(await codes(give(['stationHead'], { companyId: 'tietong' }))).toEqual(['access.station-needed'])
    expect(await codes(give(['countyDesk'], { companyId: 'nobody' }))).toEqual(['access.company-unknown'])
    expect(await codes(give(['countyDesk'], { prefectures: ['529999'] }))).toEqual(['access.region-unknown'])
    expect(await codes(give(['countyDesk'], { prefectures: ['520300'], counties: ['520102'] }))).toEqual([
      'access.county-outside',
    ])
    expect((await give(['nonsense'])).problem.code).toBe('platform.invalid')
  })
  it('other roles have no business here', async () => {
    for (const role of ['dispatcher', 'provinceManager', 'engineer'] as const) {
      const client = await instance.signIn(role)
      expect((await client.call(list)).problem.code).toBe('platform.forbidden')
    }
    const auditor = await instance.signIn('auditor')
    expect((await auditor.call(list)).status).toBe(200)
    const params = { login: 'so.first' }
    expect((await auditor.call(detail, { params })).body.offers).toEqual([])
    expect((await auditor.call(userRoutes.unlock, { params, body: { reason } })).status).toBe(403)
  })
})

describe('an administrator of one prefecture', () => {
  it('sees and makes accounts of that prefecture only', async () => {
    const local = await instance.signIn({ roles: ['administrator'], prefectures: ['520300'] })
    const [inside, outside] = [
      await instance.aUser({ roles: ['countyDesk'], prefectures: ['520300'] }),
      await instance.aUser({ roles: ['countyDesk'], prefectures: ['520100'] }),
    ]
    const seen = (await local.call(list, { query: { limit: 200 } })).body.items.map((item) => item.login)
    expect(seen).toContain(inside.login)
    expect(seen).not.toContain(outside.login)
    expect((await local.call(detail, { params: { login: outside.login } })).status).toBe(404)
    const wide = await local.call(create, {
      body: { login: 'too.wide', name: '过宽', companyId: 'operator-gz', ...everywhere, reason },
    })
    expect(wide.problem.code).toBe('access.beyond-reach')
    const own = await local.call(create, {
      body: {
        login: 'zunyi.desk',
        name: '遵义客响',
        companyId: 'operator-gz',
        ...everywhere,
        prefectures: ['520300'],
        reason,
      },
    })
    expect(own.status).toBe(201)
    expect((await audits(own.body.user.id)).map((entry) => entry.action)).toEqual(['user.created'])
    const reset = { params: { login: outside.login }, body: { reason } }
    expect((await local.call(userRoutes.resetPassword, reset)).status).toBe(404)
  })
})

describe('an account', () => {
  it('is closed with its sessions, and opened again', async () => {
    const client = await instance.signIn('countyDesk')
    const at = { params: { login: client.user?.login ?? '' }, body: { reason } }
    expect((await administrator.call(userRoutes.deactivate, at)).body.offers).toContain('activate')
    expect((await client.call(accessRoutes.session)).status).toBe(401)
    expect((await administrator.call(userRoutes.deactivate, at)).problem.code).toBe('access.user-not-in-state')
    expect((await administrator.call(userRoutes.activate, at)).body.isActive).toBe(true)
    expect((await client.call(accessRoutes.session)).status).toBe(401)
    await instance.signIn(client.user ?? 'countyDesk')
  })
  it('gets another password, told once, to be changed', async () => {
    const client = await instance.signIn('countyDesk')
    const login = client.user?.login ?? ''
    const given = await administrator.call(userRoutes.resetPassword, { params: { login }, body: { reason } })
    expect((await client.call(accessRoutes.session)).status).toBe(401)
    const again = instance.visitor()
    const begun = await again.call(accessRoutes.signIn, { body: { login, password: given.body.password } })
    expect(begun.body).toMatchObject({ needs: 'password', mustChangePassword: true })
    const kept = await asSystem(instance.deps, (tx) =>
      tx.rows({
        text: `SELECT 1 FROM command_receipt WHERE reply::text LIKE '%' || $1 || '%'
               UNION ALL SELECT 1 FROM audit_entry WHERE after::text LIKE '%' || $1 || '%'`,
        values: [given.body.password],
      }),
    )
    expect(kept).toEqual([])
  })
  it('is unlocked', async () => {
    const user = await instance.aUser({ roles: ['countyDesk'] })
    const wrong = { body: { login: user.login, password: 'wrong' } }
    for (let count = 0; count < 5; count += 1) await instance.visitor().call(accessRoutes.signIn, wrong)
    const at = { params: { login: user.login } }
    expect((await administrator.call(detail, at)).body.lockedUntil).not.toBeNull()
    expect(
      (await administrator.call(list, { query: { state: 'locked' } })).body.items.map((each) => each.login),
    ).toContain(user.login)
    expect((await administrator.call(userRoutes.unlock, { ...at, body: { reason } })).body.lockedUntil).toBeNull()
    await instance.signIn(user)
  })
  it('is rid of a lost second factor by the security officer, who is offered that only where one is set', async () => {
    const user = await instance.aUser({ roles: ['countyDesk'] })
    const at = { params: { login: user.login } }
    const act = () => officer.call(userRoutes.removeSecondFactor, { ...at, body: { reason } })
    expect((await officer.call(detail, at)).body.offers).not.toContain('removeSecondFactor')
    expect((await act()).problem.code).toBe('access.user-not-in-state')
    const client = await instance.signIn(user)
    const begun = await client.call(accessRoutes.enrolTotp, { body: { password: user.password } })
    const code = generateSync({ secret: begun.body.secret })
    await client.call(accessRoutes.confirmTotp, { body: { pending: begun.body.pending, code } })
    expect((await officer.call(detail, at)).body).toMatchObject({ hasTotp: true })
    expect((await act()).body).toMatchObject({ hasTotp: false })
    expect((await client.call(accessRoutes.session)).status).toBe(401)
    await instance.signIn(user)
  })
  it('has its sessions seen and ended by the security officer', async () => {
    const client = await instance.signIn('countyDesk')
    const params = { login: client.user?.login ?? '' }
    expect((await officer.call(userRoutes.sessions, { params })).body.items).toHaveLength(1)
    expect((await administrator.call(userRoutes.sessions, { params })).status).toBe(403)
    expect((await officer.call(userRoutes.endSessions, { params, body: { reason } })).body.ended).toBe(1)
    expect((await client.call(accessRoutes.session)).status).toBe(401)
  })
  it('is edited by one at a time, keeps HTML and SQL as plain text, and every change says why', async () => {
    const user = await instance.aUser({ roles: ['countyDesk'] })
    const params = { login: user.login }
    const name = `<script>alert(1)</script>'; DROP TABLE`
    const edited = await administrator.call(edit, { params, body: { name, language: 'en', version: 1, reason } })
    expect(edited.body).toMatchObject({ name, version: 2 })
    const stale = await administrator.call(edit, { params, body: { name: '别人', language: 'en', version: 1, reason } })
    expect(stale).toMatchObject({ status: 409, problem: { code: 'platform.stale' } })
    const silent = await administrator.call(edit, { params, body: { name: '别人', language: 'en', version: 2 } })
    expect(silent.problem.errors?.[0]?.field).toBe('reason')
    const taken = await administrator.call(create, {
      body: { login: user.login, name: '同名', companyId: 'operator-gz', ...everywhere, reason },
    })
    expect(taken).toMatchObject({ status: 409, problem: { code: 'access.login-taken', field: 'login' } })
  })
  it('is found by part of its login or name, a page at a time, each once', async () => {
    for (let count = 0; count < 7; count += 1) await instance.aUser({ roles: ['countyDesk'], name: `翻页员${count}` })
    const found: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await administrator.call(list, {
        query: { search: '翻页员', limit: 3, ...(cursor ? { cursor } : {}) },
      })
      found.push(...body.items.map((item) => item.name))
      cursor = body.nextCursor ?? undefined
    } while (cursor)
    expect(found.sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map((count) => `翻页员${count}`))
  })
})
