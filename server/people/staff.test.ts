import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessRoutes } from '#core/access/access.contract.ts'
import { fileDownload, storedFileSchema } from '#core/file.contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { peopleRoutes } from '#core/people/people.contract.ts'
import { staffRoutes as routes } from '#core/people/staff.contract.ts'
import { addDays, dayOf } from '#core/time.ts'
import { asSystem } from '#server/access/index.ts'
import { stationIn } from '#testing/people.ts'
import { orderIn, rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let contractor: Client
let trainer: Client
let today: string
beforeAll(async () => {
  instance = await createTestInstance()
  contractor = await instance.signIn('contractorManager')
  trainer = await instance.signIn('trainingAdministrator')
  today = dayOf(instance.deps.clock.now())
})
afterAll(() => instance.stop())

const reason = '人员变动'
let count = 0
const aPerson = (more: object = {}) => {
  count += 1
  const number = `DW9${String(count).padStart(4, '0')}`
  return {
    number,
    name: '欧阳修',
    companyId: 'tietong',
    county: '520102',
    stationId: null,
    post: 'engineer' as const,
    phone: '138 0000 1234',
    joinedOn: '2024-03-01',
    reason,
    ...more,
  }
}
const made = async (more: object = {}) => {
  const { status, body, problem } = await contractor.call(routes.create, { body: aPerson(more) })
  expect(status, JSON.stringify(problem)).toBe(201)
  return body
}
const audits = (subjectId: string) =>
  asSystem(instance.deps, (tx) =>
    tx.rows<{ action: string; before: unknown; after: unknown; reason: string }>({
      text: 'SELECT action, before, after, reason FROM audit_entry WHERE subject_id = $1 ORDER BY id',
      values: [subjectId],
    }),
  )
const codesOf = (answer: { problem: { errors?: readonly { code: string; field: string }[] } }) =>
  answer.problem.errors?.map((error) => `${error.field} ${error.code}`)

describe('a contractor keeps its own people', () => {
  it('makes and edits them, each change with its why', async () => {
    const stationId = await stationIn(instance.deps)
    const person = await made()
    expect(person).toMatchObject({ phone: '13800001234', status: 'active', version: 1, certificateState: 'none' })
    const { number, companyId: _, ...fields } = aPerson({ stationId, post: 'stationHead' })
    expect(number).not.toBe(person.number)
    const body = { ...fields, status: 'active' as const, version: 1 }
    const edited = await contractor.call(routes.edit, { params: { number: person.number }, body })
    expect(edited.body).toMatchObject({ stationId, post: 'stationHead', version: 2 })
    const { phone: _unsaid, ...unsaid } = { ...body, version: 2 }
    const kept = await contractor.call(routes.edit, { params: { number: person.number }, body: unsaid })
    expect(kept.body).toMatchObject({ phone: edited.body.phone, version: 3 })
    const stale = await contractor.call(routes.edit, { params: { number: person.number }, body })
    expect(stale.problem.code).toBe('platform.stale')
    const entries = await audits(person.id)
    expect(entries.map((entry) => [entry.action, entry.reason])).toEqual([
      ['staff.created', reason],
      ['staff.edited', reason],
      ['staff.edited', reason],
    ])
    expect(JSON.stringify(entries)).not.toContain('13800001234')
    const found = await contractor.call(peopleRoutes.staff, { query: { q: 'oyx' } })
    expect(found.body.items.map((item) => item.number)).toContain(person.number)
  })
  it('and nobody else’s: not of another company, not where it does not work', async () => {
    const person = await made()
    const other = await instance.signIn({ roles: ['contractorManager'], companyId: 'tianlongxun' })
    const params = { number: person.number }
    const leave = { leftOn: today, version: 1, reason }
    expect((await other.call(routes.endEmployment, { params, body: leave })).status).toBe(404)
    const foreign = await contractor.call(routes.create, { body: aPerson({ companyId: 'tianlongxun' }) })
    expect(foreign.problem.code).toBe('people.beyond-reach')
    const elsewhere = await contractor.call(routes.create, { body: aPerson({ county: '520402' }) })
    expect(elsewhere.problem.code).toBe('people.beyond-reach')
    const reader = await instance.signIn('countyDesk')
    expect((await reader.call(routes.endEmployment, { params, body: leave })).problem.code).toBe('platform.forbidden')
  })
  it('with every wrong field named', async () => {
    const taken = await made()
    const station = await stationIn(instance.deps, { companyId: 'chengxing', county: '522301' })
    const create = (more: object) => contractor.call(routes.create, { body: aPerson(more) })
    expect(codesOf(await create({ number: taken.number }))).toEqual(['number people.number-taken'])
    expect(codesOf(await create({ stationId: station }))).toEqual(['stationId people.station-unknown'])
    expect(codesOf(await create({ county: '520100' }))).toEqual(['county people.county-unknown'])
    expect(codesOf(await create({ companyId: 'nobody' }))).toEqual(['companyId people.company-unknown'])
    for (const wrong of [{ phone: '12' }, { joinedOn: '2026-02-30' }, { post: 'king' }, { number: '=cmd|x' }]) {
      const answer = await create(wrong)
      expect(answer.problem.errors?.map((error) => error.field)).toEqual(Object.keys(wrong))
    }
  })
})

describe('somebody who leaves', () => {
  it('loses account, sessions and grids; their open orders must be passed on before', async () => {
    const person = await made()
    const params = { number: person.number }
    const client = await instance.signIn({ roles: ['engineer'], staffId: person.id })
    const gridId = '018f0000-0000-7000-8000-00000000a00a'
    await rowIn(instance.deps, 'grid', {
      id: gridId,
      prefecture: '520100',
      county: '520102',
      name: '网格',
      area_class: 'urban',
    })
    const owner = { id: gridId, grid_id: gridId, line: 'home', staff_id: person.id, effective_from: '2024-01-01' }
    await rowIn(instance.deps, 'grid_owner', owner)
    const orderId = await orderIn(instance.deps, { staff_id: person.id, holder_level: 'engineer', state: 'taken' })
    const end = (leftOn: string) =>
      contractor.call(routes.endEmployment, { params, body: { leftOn, version: 1, reason } })
    expect((await end(today)).problem).toMatchObject({ code: 'people.holds-orders', params: { count: 1 } })
    await asSystem(instance.deps, (tx) =>
      tx.run({ text: 'UPDATE work_order SET staff_id = NULL WHERE id = $1', values: [orderId] }),
    )
    expect((await end(addDays(today, 1))).problem.code).toBe('people.leaves-later')
    expect((await end('2024-02-01')).problem.code).toBe('people.left-before-joining')
    expect((await end(today)).body).toMatchObject({ status: 'left', leftOn: today })
    const signIn = { body: { login: client.user?.login ?? '', password: client.user?.password ?? '' } }
    expect((await instance.visitor().call(accessRoutes.signIn, signIn)).problem.code).toBe('access.sign-in-refused')
    const grids = await contractor.call(organisationRoutes.grids, { query: { search: '网格' } })
    expect(grids.body.items.find((grid) => grid.id === gridId)?.owners).toEqual([])
    expect((await audits(person.id)).at(-1)).toMatchObject({
      action: 'staff.left',
      after: { closedAccount: client.user?.login, gridsWithoutOwner: [gridId] },
    })
    const back = await contractor.call(routes.reinstate, { params, body: { version: 2, reason } })
    expect(back.body).toMatchObject({ status: 'active', leftOn: null })
  })
})

describe('somebody who goes to another company', () => {
  it('leaves account and grids behind and takes the certificates along; only the operator can say so', async () => {
    const person = await made()
    const params = { number: person.number }
    const station = await stationIn(instance.deps, { companyId: 'tianlongxun', county: '520402' })
    const body = { companyId: 'tianlongxun', county: '520402', stationId: station, version: 1, reason }
    expect((await contractor.call(routes.transfer, { params, body: { ...body, stationId: null } })).problem.code).toBe(
      'people.beyond-reach',
    )
    const client = await instance.signIn({ roles: ['engineer'], staffId: person.id })
    const orderId = await orderIn(instance.deps, { staff_id: person.id, holder_level: 'engineer', state: 'taken' })
    expect((await trainer.call(routes.transfer, { params, body })).problem.code).toBe('people.holds-orders')
    await asSystem(instance.deps, (tx) =>
      tx.run({ text: 'UPDATE work_order SET staff_id = NULL WHERE id = $1', values: [orderId] }),
    )
    const same = { ...body, companyId: 'tietong', county: '520102', stationId: null }
    expect((await trainer.call(routes.transfer, { params, body: same })).problem).toMatchObject({
      code: 'people.same-company',
      field: 'companyId',
    })
    const moved = await trainer.call(routes.transfer, { params, body })
    expect(moved.body).toMatchObject({ companyId: 'tianlongxun', prefecture: '520400', stationId: station })
    expect((await contractor.call(peopleRoutes.staffMember, { params })).status).toBe(404)
    expect((await audits(person.id)).at(-1)).toMatchObject({
      action: 'staff.transferred',
      before: { companyId: 'tietong' },
      after: { companyId: 'tianlongxun', closedAccount: client.user?.login },
    })
  })
})

describe('a certificate', () => {
  const certify = (client: Client, number: string, kind: string, more: object = {}) =>
    client.call(routes.certify, {
      params: { number, kind },
      body: { number: 'ZS-1', validFrom: today, validTo: null, reason, ...more },
    })
  it('that the operator tests for is given, renewed and revoked by the operator alone (R-V6)', async () => {
    const { number, id } = await made()
    const own = await certify(contractor, number, 'homeFitter')
    expect(own).toMatchObject({ status: 403, problem: { code: 'people.cannot-certify' } })
    const given = await certify(trainer, number, 'homeFitter')
    expect(given.body.certificates).toMatchObject([{ kind: 'homeFitter', issuer: 'operator', state: 'valid' }])
    expect(given.body.certificates[0]?.validTo).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    const params = { number, kind: 'homeFitter' }
    const revoke = { params, body: { revokedOn: today, reason } }
    expect((await contractor.call(routes.revokeCertificate, revoke)).problem.code).toBe('people.cannot-certify')
    expect((await trainer.call(routes.revokeCertificate, revoke)).body.certificateState).toBe('expired')
    const renewed = await certify(trainer, number, 'homeFitter', { validTo: addDays(today, 400) })
    expect(renewed.body).toMatchObject({ certificateState: 'valid' })
    expect((await audits(id)).map((entry) => entry.action)).toEqual([
      'staff.created',
      'staff.certified',
      'staff.certificate-revoked',
      'staff.certified',
    ])
  })
  it('out of a file is to be completed: it is listed so, and does not let anybody lead', async () => {
    const { number, id } = await made()
    await rowIn(instance.deps, 'certificate', {
      id: '018f0000-0000-7000-8000-00000000c001',
      staff_id: id,
      kind: 'homeFitter',
      valid_to: addDays(today, 300),
    })
    const listed = async (certificate: 'valid' | 'incomplete') =>
      (await contractor.call(peopleRoutes.staff, { query: { q: number, certificate } })).body.items.map(
        (item) => item.certificateState,
      )
    expect([await listed('valid'), await listed('incomplete')]).toEqual([[], ['incomplete']])
    await certify(trainer, number, 'homeFitter')
    expect([await listed('valid'), await listed('incomplete')]).toEqual([['valid'], []])
  })
  it('shows its scan to whoever sees the person, and to nobody else', async () => {
    const { number } = await made()
    const scan = await trainer.send({
      method: 'POST',
      path: '/api/v1/files?purpose=document&prefecture=520100',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="证书.pdf"\r\n\r\n%PDF-1.4 x\r\n--x--\r\n',
    })
    expect(scan.status, JSON.stringify(scan.problem)).toBe(201)
    const { prefecture, id } = storedFileSchema.parse(scan.body)
    const download = { params: { prefecture, id }, query: {} }
    expect((await contractor.call(fileDownload, download)).status).toBe(404)
    const given = await certify(trainer, number, 'homeFitter', { scan: { prefecture, id } })
    expect(given.body.certificates).toMatchObject([{ scan: { prefecture, id } }])
    expect((await contractor.call(fileDownload, download)).status).toBe(200)
    const other = await instance.signIn({ roles: ['contractorManager'], companyId: 'tianlongxun' })
    expect((await other.call(fileDownload, download)).status).toBe(404)
    const renewed = await certify(trainer, number, 'homeFitter', { number: 'ZS-2' })
    expect(renewed.body.certificates[0]?.scan?.id).toBe(id)
    const stolen = await certify(contractor, number, 'workAtHeight', {
      scan: { prefecture, id: '018f0000-0000-7000-8000-00000000dead' },
    })
    expect(stolen.problem).toMatchObject({ code: 'files.not-found', field: 'scan' })
  })
  it('of a public authority may be entered by the employer; what does not exist or fit is refused', async () => {
    const { number } = await made()
    const licence = await certify(contractor, number, 'workAtHeight', { validTo: addDays(today, 10) })
    expect(licence.body.certificates).toMatchObject([{ issuer: 'authority', state: 'expiring' }])
    expect((await certify(contractor, number, 'cooking')).problem.code).toBe('people.kind-unknown')
    const backwards = await certify(contractor, number, 'workAtHeight', { validTo: addDays(today, -1) })
    expect(backwards.problem).toMatchObject({ code: 'people.validity-order', field: 'validTo' })
    expect((await certify(trainer, 'NOBODY', 'homeFitter')).problem.code).toBe('people.unknown')
  })
})

describe('leave', () => {
  it('is entered once for each day, and ended earlier from today on', async () => {
    const { number } = await made()
    const add = (fromOn: string, toOn: string) =>
      contractor.call(routes.addLeave, { params: { number }, body: { fromOn, toOn, reason: '年假' } })
    const begun = await add(addDays(today, -2), addDays(today, 5))
    expect(begun.status).toBe(201)
    expect((await add(addDays(today, 5), addDays(today, 9))).problem).toMatchObject({
      code: 'people.leave-overlap',
      params: { to: addDays(today, 5) },
    })
    expect((await add(addDays(today, 9), addDays(today, 8))).problem.code).toBe('people.leave-order')
    const planned = await add(addDays(today, 20), addDays(today, 21))
    const end = (id: string) =>
      contractor.call(routes.endLeave, { params: { number, id }, body: { reason: '提前返岗' } })
    expect([(await end(begun.body.id)).status, (await end(planned.body.id)).status]).toEqual([200, 200])
    const left = (await contractor.call(routes.leaves, { params: { number } })).body.items
    expect(left).toMatchObject([{ fromOn: addDays(today, -2), toOn: addDays(today, -1) }])
    expect((await end(begun.body.id)).problem.code).toBe('people.leave-over')
  })
})
