import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { organisationRoutes as routes } from '#core/organisation/organisation.contract.ts'
import { addDays, dayOf } from '#core/time.ts'
import { asSystem } from '#server/access/index.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { directoryOf, seedDefaults } from './index.ts'

let instance: TestInstance
let manager: Client
let contractor: Client
let today: string
beforeAll(async () => {
  instance = await createTestInstance()
  manager = await instance.signIn('provinceManager')
  contractor = await instance.signIn('contractorManager')
})
beforeEach(() => {
  today = dayOf(instance.deps.clock.now())
})
afterAll(() => instance.stop())

const reason = '组织调整'
const audits = (subjectId: string) =>
  asSystem(instance.deps, (tx) =>
    tx.rows<{ action: string; before: unknown; after: unknown; reason: string; prefecture: string }>({
      text: 'SELECT action, before, after, reason, prefecture FROM audit_entry WHERE subject_id = $1 ORDER BY id',
      values: [subjectId],
    }),
  )
const codesOf = (answer: { problem: { code?: string; errors?: readonly { code: string; field: string }[] } }) =>
  answer.problem.errors?.map((error) => `${error.field} ${error.code}`)

describe('what ships', () => {
  it('is nine prefectures, 88 counties, the operator with its three contractors and who has what', async () => {
    const { body } = await manager.call(routes.regions)
    const ofLevel = (level: string) => body.items.filter((item) => item.level === level)
    expect([ofLevel('province').length, ofLevel('prefecture').length, ofLevel('county').length]).toEqual([1, 9, 88])
    const companies = (await manager.call(routes.companies)).body.items
    expect(companies.map((company) => company.name).sort()).toEqual(['天龙讯', '澄星', '贵州移动', '铁通'].sort())
    expect((await manager.call(routes.responsibilities)).body.items).toHaveLength(18)
    expect((await manager.call(routes.issues)).body.items).toEqual([])
  })
  it('is put in once: what was changed since stays as it was changed', async () => {
    const directory = await directoryOf(instance.deps)
    await seedDefaults(instance.deps)
    const again = await directoryOf(instance.deps)
    expect(again.responsibilities).toEqual(directory.responsibilities)
    expect(again.regions.regions).toEqual(directory.regions.regions)
    expect(again.regions.regions.find((region) => region.code === '520304')).toMatchObject({
      name: '播州区',
      shortNames: ['播州'],
      formerNames: ['遵义县'],
    })
  })
})

describe('who is responsible', () => {
  const ask = async (place: string, line: 'home' | 'enterprise' = 'home', day?: string) =>
    (await manager.call(routes.whoIsResponsible, { query: { place, line, ...(day ? { day } : {}) } })).body
  it('is one company for an address, a county by any of its names, and a day', async () => {
    expect(await ask('贵州省遵义市播州区老城北门7栋4单元406')).toMatchObject({
      outcome: 'answer',
      region: { code: '520304', name: '播州区' },
      companies: [{ id: 'tietong', name: '铁通' }],
    })
    expect((await ask('遵义县')).region.code).toBe('520304')
    expect((await ask('毕节市七星关区', 'enterprise')).companies).toEqual([{ id: 'tianlongxun', name: '天龙讯' }])
    expect((await ask('黔西南州兴义市')).companies).toEqual([{ id: 'chengxing', name: '澄星' }])
    expect(await ask('520102', 'home', '2019-12-31')).toMatchObject({ outcome: 'gap', companies: [] })
  })
  it('is refused for a place that is none, or too wide', async () => {
    const of = async (place: string) =>
      (await manager.call(routes.whoIsResponsible, { query: { place, line: 'home' } })).problem.code
    expect(await of('火星市')).toBe('organisation.region-unknown')
    expect(await of('遵义市')).toBe('organisation.region-too-broad')
    expect(await of("'; drop table region; --")).toBe('organisation.region-unknown')
  })
  it('is listed where it is nobody or two, and a grid of its own counts', async () => {
    const first = (await manager.call(routes.responsibilities, { query: { region: '522300', line: 'home' } })).body
      .items[0]
    const ended = await manager.call(routes.editResponsibility, {
      params: { id: first?.id ?? '' },
      body: {
        effectiveFrom: first?.effectiveFrom ?? '',
        effectiveTo: addDays(today, 9),
        version: first?.version ?? 0,
        reason,
      },
    })
    expect(ended.body.issues[0]).toMatchObject({ kind: 'gap', from: addDays(today, 10), companies: [] })
    const gaps = (await manager.call(routes.issues, { query: { line: 'home' } })).body.items
    expect(gaps).toHaveLength(8)
    expect(await ask('兴义市', 'home', addDays(today, 10))).toMatchObject({ outcome: 'gap' })
    const next = { region: '522300', line: 'home' as const, companyId: 'tietong', reason }
    const made = await manager.call(routes.createResponsibility, {
      body: { ...next, effectiveFrom: addDays(today, 9) },
    })
    expect(made.status).toBe(201)
    expect(made.body.issues[0]).toMatchObject({
      kind: 'overlap',
      from: addDays(today, 9),
      to: addDays(today, 9),
      companies: ['chengxing', 'tietong'],
    })
    expect((await ask('兴义市', 'home', addDays(today, 9))).outcome).toBe('overlap')
    const moved = await manager.call(routes.editResponsibility, {
      params: { id: made.body.id },
      body: { effectiveFrom: addDays(today, 10), effectiveTo: null, version: 1, reason },
    })
    expect(moved.body.issues).toEqual([])
    expect((await manager.call(routes.issues)).body.items).toEqual([])
    expect((await ask('兴义市')).companies).toEqual([{ id: 'chengxing', name: '澄星' }])
    const entries = await audits(made.body.id)
    expect(entries.map((entry) => [entry.action, entry.reason, entry.prefecture])).toEqual([
      ['responsibility.created', reason, '522300'],
      ['responsibility.edited', reason, '522300'],
    ])
    expect(entries[1]).toMatchObject({
      before: { effectiveFrom: addDays(today, 9) },
      after: { effectiveFrom: addDays(today, 10) },
    })
  })
  it('is previewed before it is saved: what a change leaves open, says twice or mends, and nothing is written', async () => {
    const { items } = (await manager.call(routes.responsibilities, { query: { region: '520400', line: 'home' } })).body
    const [entry] = items
    const days = { effectiveFrom: entry?.effectiveFrom ?? '', effectiveTo: addDays(today, 9) }
    const query = { region: '520400', line: 'home' as const, companyId: 'tianlongxun', ...days }
    const preview = async (more: object) =>
      (await manager.call(routes.previewResponsibility, { query: { ...query, ...more } })).body
    const shorter = await preview({ id: entry?.id })
    expect(shorter.made.map(({ kind, from }) => [kind, from])).toEqual(
      shorter.issues.map(() => ['gap', addDays(today, 10)]),
    )
    expect(shorter.made.length).toBeGreaterThan(3)
    const second = await preview({ companyId: 'tietong', effectiveFrom: today })
    expect(second.made[0]).toMatchObject({ kind: 'overlap', from: today, to: addDays(today, 9) })
    expect(await preview({ region: '520402', effectiveFrom: today })).toEqual({ issues: [], ended: [], made: [] })
    const wrong = await manager.call(routes.previewResponsibility, { query: { ...query, companyId: 'nobody' } })
    expect(codesOf(wrong)).toEqual(['companyId organisation.company-not-found'])
    expect((await manager.call(routes.issues)).body.items).toEqual([])
    expect((await contractor.call(routes.previewResponsibility, { query })).problem.code).toBe('platform.forbidden')
  })
  it('does not change for days that have passed', async () => {
    const entry = (await manager.call(routes.responsibilities, { query: { region: '520400', line: 'home' } })).body
      .items[0]
    const edit = async (effectiveFrom: string, effectiveTo: string | null) =>
      (
        await manager.call(routes.editResponsibility, {
          params: { id: entry?.id ?? '' },
          body: { effectiveFrom, effectiveTo, version: 1, reason },
        })
      ).problem
    expect(await edit('2021-01-01', null)).toMatchObject({ code: 'organisation.past', field: 'effectiveFrom' })
    expect(await edit('2020-01-01', addDays(today, -2))).toMatchObject({
      code: 'organisation.past',
      field: 'effectiveTo',
    })
    const params = { id: entry?.id ?? '' }
    expect(
      (await manager.call(routes.withdrawResponsibility, { params, body: { version: 1, reason } })).problem.code,
    ).toBe('organisation.past')
    const backdated = {
      region: '520402',
      line: 'home' as const,
      companyId: 'tietong',
      effectiveFrom: '2026-01-01',
      reason,
    }
    expect((await manager.call(routes.createResponsibility, { body: backdated })).problem.code).toBe(
      'organisation.past',
    )
  })
  it('can be taken back before it begins', async () => {
    const made = await manager.call(routes.createResponsibility, {
      body: { region: '520402', line: 'home', companyId: 'tietong', effectiveFrom: addDays(today, 30), reason },
    })
    const params = { id: made.body.id }
    const stale = await manager.call(routes.withdrawResponsibility, { params, body: { version: 7, reason } })
    expect(stale.problem.code).toBe('platform.stale')
    expect((await manager.call(routes.withdrawResponsibility, { params, body: { version: 1, reason } })).status).toBe(
      200,
    )
    expect(await ask('西秀区', 'home', addDays(today, 30))).toMatchObject({ companies: [{ id: 'tianlongxun' }] })
  })
  it('is refused field by field', async () => {
    const create = (body: object) =>
      manager.call(routes.createResponsibility, {
        body: {
          region: '520102',
          line: 'home',
          companyId: 'tietong',
          effectiveFrom: addDays(today, 1),
          reason,
          ...body,
        },
      })
    expect(codesOf(await create({ region: '529999' }))).toEqual(['region organisation.region-not-found'])
    expect(codesOf(await create({ companyId: 'operator-gz' }))).toEqual(['companyId organisation.company-not-found'])
    expect(codesOf(await create({ effectiveTo: today }))).toEqual(['effectiveTo organisation.ends-before'])
    expect(codesOf(await create({ gridId: '018f0000-0000-7000-8000-000000000000' }))).toEqual([
      'gridId organisation.grid-elsewhere',
    ])
    for (const wrong of [{ effectiveFrom: '2026-02-30' }, { line: 'both' }, { reason: '' }, { region: '5201' }]) {
      expect((await create(wrong)).problem).toMatchObject({ code: 'platform.invalid' })
    }
    expect((await contractor.call(routes.createResponsibility, { body: { reason } })).problem.code).toBe(
      'platform.forbidden',
    )
  })
})

describe('a contractor’s station', () => {
  const body = {
    companyId: 'tietong',
    county: '520102',
    name: '花果园驻点',
    counties: ['520102', '520103'],
    hotline: '0851-85551234',
    fax: null,
    address: '花果园大街1号',
    position: { lon: 106.69, lat: 26.57 },
    reason,
  }
  it('is made and edited by the contractor, seen by the operator, and not by other contractors', async () => {
    const made = await contractor.call(routes.createStation, { body })
    expect(made).toMatchObject({ status: 201, body: { hotline: '085185551234', staffCount: 0, version: 1 } })
    const { id } = made.body
    const { companyId: _, ...rest } = body
    const change = { ...rest, name: '花果园中心驻点', isActive: true, version: 1 }
    expect((await contractor.call(routes.editStation, { params: { id }, body: change })).body.name).toBe(
      '花果园中心驻点',
    )
    expect((await contractor.call(routes.editStation, { params: { id }, body: change })).problem.code).toBe(
      'platform.stale',
    )
    const seen = async (client: Client) =>
      (await client.call(routes.stations, { query: { county: '520103' } })).body.items.map((item) => item.id)
    expect(await seen(manager)).toEqual([id])
    const other = await instance.signIn({ roles: ['contractorManager'], companyId: 'tianlongxun' })
    expect(await seen(other)).toEqual([])
    expect((await other.call(routes.editStation, { params: { id }, body: change })).status).toBe(404)
    expect((await audits(id)).map((entry) => entry.action)).toEqual(['station.created', 'station.edited'])
  })
  it('is not made for another company, nor where the company has nothing to do', async () => {
    const foreign = await contractor.call(routes.createStation, { body: { ...body, companyId: 'chengxing' } })
    expect(foreign.problem).toMatchObject({ code: 'organisation.beyond-reach', field: 'companyId' })
    const elsewhere = { ...body, name: '安顺驻点', county: '520402', counties: ['520402'] }
    expect((await contractor.call(routes.createStation, { body: elsewhere })).problem).toMatchObject({
      code: 'organisation.beyond-reach',
      field: 'counties',
    })
  })
  it('is refused field by field', async () => {
    const create = (wrong: object) =>
      contractor.call(routes.createStation, { body: { ...body, name: '新驻点', ...wrong } })
    expect(codesOf(await create({ county: '520100', counties: ['520100'] }))).toEqual([
      'county organisation.county-needed',
      'counties organisation.county-needed',
    ])
    expect(codesOf(await create({ counties: ['520103'] }))).toEqual(['counties organisation.own-county-needed'])
    expect(codesOf(await create({ name: '花果园中心驻点' }))).toEqual(['name organisation.name-taken'])
    expect((await create({ hotline: 'call me' })).problem.errors?.[0]?.field).toBe('hotline')
    expect((await create({ position: { lon: 0, lat: 0 } })).problem.errors?.[0]?.field).toBe('position.lon')
  })
  it('is closed only when nobody works there any more', async () => {
    const id = await stationIn(instance.deps, { name: '旧驻点' })
    await staffIn(instance.deps, { stationId: id })
    const { companyId: _, ...rest } = body
    const close = { ...rest, name: '旧驻点', isActive: false, version: 1 }
    const refused = await contractor.call(routes.editStation, { params: { id }, body: close })
    expect(refused).toMatchObject({
      status: 409,
      problem: { code: 'organisation.station-staffed', params: { count: 1 } },
    })
  })
  it('is listed a page at a time, each once', async () => {
    for (let count = 0; count < 7; count += 1)
      await stationIn(instance.deps, { county: '520203', name: `六枝${count}` })
    const found: string[] = []
    let cursor: string | undefined
    do {
      const query: { prefecture: string; limit: number; cursor?: string } = { prefecture: '520200', limit: 3 }
      if (cursor) query.cursor = cursor
      const { body: page } = await manager.call(routes.stations, { query })
      found.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(found).toEqual([0, 1, 2, 3, 4, 5, 6].map((count) => `六枝${count}`))
    const broken = await manager.call(routes.stations, { query: { prefecture: '520200', cursor: 'WyJhIl0' } })
    expect(broken.status).toBe(200)
  })
})

describe('a grid', () => {
  const body = {
    county: '520102',
    name: '花果园网格',
    areaClass: 'urban' as const,
    communities: ['花果园', '兴隆城市花园'],
    stationId: null,
    reason,
  }
  it('has communities that belong to no other, and an address in one of them finds it', async () => {
    const made = await manager.call(routes.createGrid, { body })
    expect(made.status).toBe(201)
    const taken = await manager.call(routes.createGrid, { body: { ...body, name: '另一个', communities: ['花果园'] } })
    expect(codesOf(taken)).toEqual(['communities organisation.community-taken'])
    expect(codesOf(await manager.call(routes.createGrid, { body: { ...body, communities: [] } }))).toEqual([
      'name organisation.name-taken',
    ])
    const twice = { ...body, name: '又一个', communities: ['甲', '甲'] }
    expect(codesOf(await manager.call(routes.createGrid, { body: twice }))).toEqual([
      'communities organisation.community-twice',
    ])
    const query = { place: '贵阳市南明区花果园A区3栋2单元1502', line: 'home' as const }
    expect((await manager.call(routes.whoIsResponsible, { query })).body.grid).toEqual({
      id: made.body.id,
      name: '花果园网格',
    })
    expect((await contractor.call(routes.createGrid, { body: { ...body, name: '不行' } })).problem.code).toBe(
      'organisation.beyond-reach',
    )
  })
  it('gets an owner from the company that answers for it, one at a time, set by that company', async () => {
    const grid = (await contractor.call(routes.grids, { query: { search: '兴隆' } })).body.items[0]
    const params = { id: grid?.id ?? '' }
    const [first, second] = [
      await staffIn(instance.deps, { name: '陈一' }),
      await staffIn(instance.deps, { name: '陈二' }),
    ]
    const stranger = await staffIn(instance.deps, { companyId: 'tianlongxun', county: '520402' })
    const set = (client: Client, staffId: string | null, version: number) =>
      client.call(routes.setGridOwner, { params, body: { line: 'home', staffId, version, reason } })
    expect((await set(contractor, stranger, 1)).problem.code).toBe('organisation.owner-unknown')
    expect((await set(manager, stranger, 1)).problem.code).toBe('organisation.owner-not-responsible')
    expect((await set(contractor, first, 1)).body.owners).toMatchObject([{ staffId: first, effectiveFrom: today }])
    expect((await set(contractor, second, 2)).body.owners).toMatchObject([{ staffId: second }])
    const other = await instance.signIn({ roles: ['contractorManager'], companyId: 'tianlongxun' })
    expect((await set(other, null, 3)).status).toBe(404)
    expect((await set(contractor, null, 3)).body.owners).toEqual([])
    expect((await audits(params.id)).map((entry) => entry.action)).toEqual([
      'grid.created',
      'grid.owner-set',
      'grid.owner-set',
      'grid.owner-set',
    ])
  })
})

describe('regions and companies', () => {
  it('a county gets another area class and another name, and is found by it', async () => {
    const county = (await manager.call(routes.regions)).body.items.find((item) => item.code === '520302')
    const edited = await manager.call(routes.editRegion, {
      params: { code: '520302' },
      body: {
        areaClass: 'rural',
        aliases: [...(county?.aliases ?? []), '老红花岗'],
        version: county?.version ?? 0,
        reason,
      },
    })
    expect(edited.body).toMatchObject({ areaClass: 'rural', version: 2 })
    const query = { place: '老红花岗', line: 'home' as const }
    expect((await manager.call(routes.whoIsResponsible, { query })).body.region.code).toBe('520302')
    const local = await instance.signIn({ roles: ['administrator'], prefectures: ['520100'] })
    const beyond = { params: { code: '520302' }, body: { areaClass: 'urban' as const, version: 2, reason } }
    expect((await local.call(routes.editRegion, beyond)).problem.code).toBe('organisation.beyond-reach')
  })
  it('a contractor is made and closed by whoever has the whole province, but not while it answers for something', async () => {
    const body = { id: 'xinda', name: '信达', fullName: '信达通信服务有限公司', aliases: [], reason }
    expect((await manager.call(routes.createCompany, { body })).status).toBe(201)
    expect(codesOf(await manager.call(routes.createCompany, { body: { ...body, id: 'xinda-2' } }))).toEqual([
      'name organisation.name-taken',
    ])
    expect(
      codesOf(await manager.call(routes.createCompany, { body: { ...body, name: '信达二', fullName: '信达二公司' } })),
    ).toEqual(['id organisation.id-taken'])
    expect((await contractor.call(routes.createCompany, { body })).problem.code).toBe('organisation.beyond-reach')
    const close = {
      name: '铁通',
      fullName: '中移铁通有限公司贵州分公司',
      aliases: [],
      isActive: false,
      version: 1,
      reason,
    }
    const busy = await manager.call(routes.editCompany, { params: { id: 'tietong' }, body: close })
    expect(busy.problem.code).toBe('organisation.company-responsible')
    const { id: _, ...rest } = body
    const closed = await manager.call(routes.editCompany, {
      params: { id: 'xinda' },
      body: { ...rest, isActive: false, version: 1 },
    })
    expect(closed.body.isActive).toBe(false)
  })
})
