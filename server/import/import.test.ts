import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#core/access/scope.ts'
import type { ImportKind } from '#core/import/import.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { seedDefaults } from '#server/organisation/index.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { samplePath } from '#testing/samples.ts'
import { completeHeldRow, discardHeldRow } from './holding.service.ts'
import { type ImportOrder, importFile } from './import.service.ts'
import { undoImport } from './undo.service.ts'

let ground: Ground
let folder = ''
let files = 0
const clerk = anActor('resourceClerk')
const manager = anActor('contractorManager')

beforeAll(async () => {
  ground = await createGround({ parameters: [peopleParameters.certificateKinds] as never })
  await seedDefaults(ground.deps)
  folder = await mkdtemp(path.join(tmpdir(), 'daiwei-import-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await ground.close()
})
beforeEach(() => ground.setClock('2026-11-22T06:30:00.000Z'))
afterEach(async () => {
  await ground.asOwner('DELETE FROM certificate')
  for (const table of [
    'import_batch',
    'home_user',
    'enterprise_line',
    'network_node',
    'staff',
    'audit_entry',
    'event',
  ]) {
    await ground.asOwner(`DELETE FROM ${table}`)
  }
})

const fileOf = async (content: string): Promise<string> => {
  files += 1
  const file = path.join(folder, `${files}.csv`)
  await writeFile(file, content)
  return file
}
const take = async (kind: ImportKind, content: string, order: Partial<ImportOrder> = {}, actor: Actor = clerk) => {
  const file = await fileOf(content)
  const answer = await importFile(ground.deps, actor, { kind, path: file, name: '台账.csv', ...order })
  if (!answer.ok) return { refusal: answer.refusal.code, batchId: '', errors: [], counts: [] as number[] }
  const { created, updated, unchanged, held, errors } = answer.value.result
  return { batchId: answer.value.batchId, counts: [created, updated, unchanged, held], errors }
}
const rowsOf = <Row>(table: string) => ground.asOwner<Row>(`SELECT * FROM ${table}`)

const header = '宽带账号,用户编号,客户姓名,联系电话,区县,小区,装机地址,带宽,状态'
const zhang = 'gz52010000001,JK01,张三,13844551234,南明区,花果园,贵州省贵阳市南明区花果园1栋1单元101号,200M,在网'
const li = 'gz52030000002,JK02,李四,0851-85551234,遵义县,滨河小区,遵义县滨河小区２栋,1000,停机'

describe('home users', () => {
  it('are imported, and the same file again changes nothing', async () => {
    expect((await take('home-users', `${header}\n${zhang}\n${li}`)).counts).toEqual([2, 0, 0, 0])
    expect((await take('home-users', `${header}\n${zhang}\n${li}`)).counts).toEqual([0, 0, 2, 0])
    expect(await rowsOf('home_user')).toMatchObject([
      {
        account: 'gz52010000001',
        prefecture: '520100',
        county: '520102',
        bandwidth_mbps: 200,
        name_pinyin: 'zs',
        version: 1,
      },
      { county: '520304', address_key: '520304|滨河小区2栋', status: 'suspended', area_class: 'urban' },
    ])
  })
  it('spelt differently are unchanged; a real change is one update, and what a file does not say stays', async () => {
    await take('home-users', `${header}\n${zhang}`)
    const spelt = zhang
      .replace('gz5201', ' GZ5201')
      .replace('200M', '２００')
      .replace('贵州省贵阳市', '')
      .replace('JK01', 'jk01')
    expect((await take('home-users', `${header}\n${spelt}`)).counts).toEqual([0, 0, 1, 0])
    expect(
      (await take('home-users', `${header}\n${zhang.replace('200M', '500M').replace('花果园,贵', ',贵')}`)).counts,
    ).toEqual([0, 1, 0, 0])
    expect(await rowsOf('home_user')).toMatchObject([{ bandwidth_mbps: 500, community: '花果园', version: 2 }])
  })
  it('with one wrong row change nothing, unless the right rows are wanted; the wrong one is held', async () => {
    const content = `${header}\n${zhang}\n${li.replace('遵义县,', '大明县,')}\n,JK03,王五,138,南明区,,南明区3栋,300M,在网`
    const whole = await take('home-users', content)
    expect(whole.counts).toEqual([0, 0, 0, 3])
    expect(whole.errors).toMatchObject([
      { sheet: '台账', row: 3, column: 'E', field: 'county', value: '大明县', proposal: null },
      { row: 4, column: 'A', field: 'account', value: '', reason: '宽带账号不能为空' },
      { row: 4, column: 'D', field: 'phone', value: '138' },
    ])
    expect(await rowsOf('home_user')).toEqual([])
    expect(await rowsOf('import_batch')).toEqual([])
    expect((await take('home-users', content, { isPartial: true })).counts).toEqual([1, 0, 0, 2])
    expect((await take('home-users', content, { isPartial: true })).counts).toEqual([0, 0, 1, 2])
    expect(await rowsOf('holding_row')).toMatchObject([
      { prefecture: '520000', row_number: 3, status: 'open' },
      { prefecture: '520100', row_number: 4, content: { name: '王五' } },
    ])
  })
  it('a dry run says the same and changes nothing', async () => {
    expect((await take('home-users', `${header}\n${zhang}\n${li}\n${li}`, { isDryRun: true })).counts).toEqual([
      2, 0, 1, 0,
    ])
    expect(await rowsOf('home_user')).toEqual([])
  })
  it('an equal repeat is unchanged and remembered, a contradicting one is wrong and names the first', async () => {
    const content = `${header}\n${zhang}\n${zhang.replace('200M', '２００')}\n${zhang.replace('张三', '张四')}`
    const taken = await take('home-users', content, { isPartial: true })
    expect(taken.counts).toEqual([1, 0, 1, 1])
    expect(taken.errors).toMatchObject([
      {
        row: 4,
        column: 'C',
        field: 'name',
        value: '张四',
        proposal: '张三',
        reason: '与第 2 行是同一个宽带账号，但内容不同',
      },
    ])
    expect(await rowsOf('import_duplicate')).toMatchObject([{ key: 'gz52010000001', row_number: 3, first_row: 2 }])
  })
  it('cannot move to another prefecture, and not be taken from outside the importer’s reach', async () => {
    await take('home-users', `${header}\n${zhang}`)
    const moved = zhang.replace('南明区,', '遵义县,').replace('贵阳市南明区', '遵义市遵义县')
    expect((await take('home-users', `${header}\n${moved}`)).errors).toMatchObject([
      { field: 'county', reason: expect.stringContaining('贵阳市') },
    ])
    const narrow = anActor('resourceClerk', { prefectures: ['520300'] })
    expect((await take('home-users', `${header}\n${zhang}`, {}, narrow)).errors).toMatchObject([{ field: 'county' }])
    const county = anActor('resourceClerk', { prefectures: ['520100'], counties: ['520103'] })
    expect(
      (await take('home-users', `${header}\n${zhang.replace('南明区,', '云岩区,')}`, {}, county)).errors,
    ).toMatchObject([{ field: 'account', reason: '台账中已有，但不在你能修改的范围之内' }])
  })
  it('markup, SQL and formulas are text like any other', async () => {
    const name = `=cmd|'/c calc'!A0 <b>x</b>'; DROP TABLE home_user; --`
    expect((await take('home-users', `${header}\n${zhang.replace('张三', `"${name}"`)}`)).counts).toEqual([1, 0, 0, 0])
    expect(await rowsOf('home_user')).toMatchObject([{ name }])
  })
  it('a batch is in the audit without personal data', async () => {
    const { batchId } = await take('home-users', `${header}\n${zhang}`)
    expect(await rowsOf('audit_entry')).toMatchObject([
      { action: 'import.applied', subject_id: batchId, after: { kind: 'home-users', created: 1 } },
    ])
    expect(JSON.stringify(await rowsOf('audit_entry'))).not.toContain('13844551234')
  })
  it('two imports of the same file at once make each row once', async () => {
    const content = `${header}\n${zhang}\n${li}`
    const both = await Promise.all([take('home-users', content), take('home-users', content)])
    expect(both.map(({ counts }) => counts[0]).sort()).toEqual([0, 2])
    expect(await rowsOf('home_user')).toHaveLength(2)
  })
})

describe('files', () => {
  it('that cannot be taken as a whole are refused with a reason', async () => {
    expect((await take('home-users', '甲,乙\n1,2')).refusal).toBe('import.no-header')
    expect((await take('home-users', '宽带账号,客户姓名\ngz1,张三')).refusal).toBe('import.columns-missing')
    expect((await take('home-users', '')).refusal).toBe('sheet.empty')
    expect((await importFile(ground.deps, clerk, { kind: 'network', path: '/no/such', name: 'x' })).ok).toBe(false)
    expect(await rowsOf('import_batch')).toEqual([])
  })
  it('with columns that a person chose are read by them', async () => {
    const choices = [{ index: 0, headerRow: 1, mapping: { account: 1, name: 0, county: 2, address: 3 } }]
    expect((await take('home-users', '甲,乙,丙,丁\n张三,gz52010000001,南明区,1栋', { choices })).counts).toEqual([
      1, 0, 0, 0,
    ])
  })
})

describe('taking back', () => {
  const undo = (batchId: string) =>
    undoImport(ground.deps, { actor: clerk, at: ground.deps.clock.now() }, batchId).then((answer) =>
      answer.ok ? 'undone' : answer.refusal.code,
    )
  it('rows that the batch made go, rows that it changed are as before', async () => {
    await take('home-users', `${header}\n${zhang}`)
    ground.setClock('2026-11-22T07:30:00.000Z')
    const { batchId } = await take('home-users', `${header}\n${zhang.replace('200M', '500M')}\n${li}\nx`, {
      isPartial: true,
    })
    ground.setClock('2026-11-22T08:30:00.000Z')
    expect(await undo(batchId)).toBe('undone')
    expect(await rowsOf('home_user')).toMatchObject([{ account: 'gz52010000001', bandwidth_mbps: 200, version: 3 }])
    expect(await rowsOf('holding_row')).toEqual([])
    expect(await undo(batchId)).toBe('import.undo-not-applied')
  })
  it('first the later batch, then the earlier', async () => {
    const first = await take('home-users', `${header}\n${zhang}`)
    ground.setClock('2026-11-22T07:30:00.000Z')
    const second = await take('home-users', `${header}\n${zhang.replace('200M', '500M')}`)
    expect(await undo(first.batchId)).toBe('import.undo-changed-since')
    expect(await undo(second.batchId)).toBe('undone')
    expect(await undo(first.batchId)).toBe('undone')
    expect(await rowsOf('home_user')).toEqual([])
  })
  it('is refused when somebody changed a row since, and when a row is in use', async () => {
    const { batchId } = await take('home-users', `${header}\n${zhang}`)
    await ground.asOwner(`UPDATE home_user SET phone = '13900000000', updated_at = '2026-11-22T09:00:00Z'`)
    expect(await undo(batchId)).toBe('import.undo-changed-since')
    await ground.asOwner(`UPDATE home_user SET updated_at = '2026-11-22T06:30:00Z'`)
    await ground.asOwner(`INSERT INTO report (prefecture, id, number, received_at, channel, symptom, match_state, home_user_id, source, created_by_name, created_at)
      SELECT prefecture, gen_random_uuid(), 'R1', now(), 'web', 'x', 'matched', id, 'test', 'x', now() FROM home_user`)
    expect(await undo(batchId)).toBe('import.undo-in-use')
    await ground.asOwner('DELETE FROM report')
    expect(await undo(batchId)).toBe('undone')
  })
})

describe('held rows', () => {
  const hold = async () => {
    await take('home-users', `${header}\n${zhang.replace('gz52010000001', '')}`, { isPartial: true })
    const [row] = await rowsOf<{ id: string }>('holding_row')
    return row?.id ?? ''
  }
  it('are completed by a person and then imported', async () => {
    const id = await hold()
    expect(await completeHeldRow(ground.deps, clerk, id, { phone: '1' })).toMatchObject({
      ok: false,
      refusal: { code: 'import.holding-still-wrong', details: [{ field: 'account' }, { field: 'phone' }] },
    })
    expect(await completeHeldRow(ground.deps, clerk, id, { account: 'GZ52010000001' })).toMatchObject({ ok: true })
    expect(await rowsOf('home_user')).toMatchObject([{ account: 'gz52010000001', name: '张三' }])
    expect(await rowsOf('holding_row')).toMatchObject([{ status: 'completed', resolution: '宽带账号' }])
    expect(await completeHeldRow(ground.deps, clerk, id, {})).toMatchObject({
      refusal: { code: 'import.holding-closed' },
    })
  })
  it('are discarded with a reason, and come not back with the same file', async () => {
    const id = await hold()
    const at = ground.deps.clock.now()
    expect(await discardHeldRow(ground.deps, { actor: clerk, at }, id, '用户已拆机')).toMatchObject({ ok: true })
    await hold()
    expect(await rowsOf('holding_row')).toMatchObject([{ status: 'discarded', resolution: '用户已拆机' }])
  })
})

describe('network', () => {
  const nodes = '节点编码,名称,类型,上级编码,经度,纬度,分光比,距上级公里'
  const room = '520102-JF01,机房,机房,,106.7,26.6,,'
  const olt = '520102-OLT01,OLT,OLT,520102-JF01,106.7,26.6,,'
  it('parents come in any order, from the file or from before', async () => {
    expect((await take('network', `${nodes}\n${olt}\n${room}`)).counts).toEqual([2, 0, 0, 0])
    expect((await take('network', `${nodes}\n520102-OLT01/PON00,0/1/0,PON口,520102-OLT01,,,,`)).counts).toEqual([
      1, 0, 0, 0,
    ])
  })
  it('a missing parent, a wrong kind of parent and a circle are wrong, and so is what hangs on them', async () => {
    const content = [
      nodes,
      room,
      '520102-A,a,OLT,520102-NONE,,,,',
      '520102-A/1,p,PON口,520102-A,,,,',
      '520102-B,b,分纤箱,520102-JF01,,,,',
      '520102-C,c,分光器,520102-D,,,1:8,1',
      '520102-D,d,分光器,520102-C,,,1:8,1',
    ].join('\n')
    const { counts, errors } = await take('network', content, { isPartial: true })
    expect(counts).toEqual([1, 0, 0, 5])
    expect(errors.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '3 上级“520102-NONE”不在文件中，也不在网络台账中',
      '4 上级“520102-A”所在的行有错，先改正上级',
      '5 分纤箱的上级不能是机房',
      '6 上级“520102-D”所在的行有错，先改正上级',
      '7 上级“520102-C”所在的行有错，先改正上级',
    ])
  })
})

describe('staff', () => {
  const header = '工号,姓名,代维公司,驻点区县,岗位,电话,证书,证书有效期至,状态'
  const row = 'DW1,吴海然,北方,南明区,装维工程师,13855548291,家客装维上岗证、高处作业证,2027-11-22,在职'
  const takeStaff = (content: string, actor = manager) => take('staff', `${header}\n${content}`, {}, actor)
  it('bring their certificates; a new validity is an update, and it can be taken back', async () => {
    expect((await takeStaff(row)).counts).toEqual([1, 0, 0, 0])
    expect((await takeStaff(row)).counts).toEqual([0, 0, 1, 0])
    ground.setClock('2026-11-22T07:30:00.000Z')
    const renewed = await takeStaff(row.replace('2027', '2028').replace('高处', '登高'))
    expect(renewed.counts).toEqual([0, 1, 0, 0])
    const kinds = () => ground.asOwner(`SELECT kind, valid_to::text AS until FROM certificate ORDER BY kind`)
    expect(await kinds()).toEqual([
      { kind: 'homeFitter', until: '2028-11-22' },
      { kind: 'workAtHeight', until: '2028-11-22' },
    ])
    await undoImport(ground.deps, { actor: manager, at: ground.deps.clock.now() }, renewed.batchId)
    expect(await kinds()).toMatchObject([{ until: '2027-11-22' }, { until: '2027-11-22' }])
  })
  it('neither prolong nor shorten what the branch network department gave (R-V6)', async () => {
    await takeStaff(row.replaceAll('DW1', 'DW2').replace('13855548291', '13855548292'))
    await ground.asOwner(`UPDATE certificate SET issuer = 'operator', number = 'GZ-1' WHERE kind = 'homeFitter'`)
    const again = row.replaceAll('DW1', 'DW2').replace('13855548291', '13855548292')
    expect((await takeStaff(again)).counts).toEqual([0, 0, 1, 0])
    expect((await takeStaff(again.replace('2027', '2029'))).errors).toMatchObject([
      {
        field: 'validUntil',
        value: '2029-11-22',
        proposal: '2027-11-22',
        reason: expect.stringContaining('分公司网络部'),
      },
    ])
    await ground.asOwner(`UPDATE certificate SET issuer = NULL WHERE kind = 'homeFitter'`)
  })
  it('are certified by the operator’s own file, which may prolong; taking it back takes the word back (R-V6)', async () => {
    const own = row.replaceAll('DW1', 'DW3').replace('13855548291', '13855548293')
    await takeStaff(own)
    const vouching = { ...anActor('trainingAdministrator'), scope: manager.scope, isOperator: true }
    const permits = () =>
      ground.asOwner(`SELECT c.kind, c.issuer, c.valid_to::text AS until FROM certificate c JOIN staff s ON s.id = c.staff_id
        WHERE s.number = 'DW3' ORDER BY c.kind`)
    const confirmed = await takeStaff(own, vouching)
    expect(confirmed.counts).toEqual([0, 1, 0, 0])
    expect(await permits()).toEqual([
      { kind: 'homeFitter', issuer: 'operator', until: '2027-11-22' },
      { kind: 'workAtHeight', issuer: null, until: '2027-11-22' },
    ])
    expect((await takeStaff(own, vouching)).counts).toEqual([0, 0, 1, 0])
    expect((await takeStaff(own.replace('2027', '2029'))).errors).toMatchObject([{ field: 'validUntil' }])
    const prolonged = await takeStaff(own.replace('2027', '2029'), vouching)
    expect(prolonged.counts).toEqual([0, 1, 0, 0])
    const back = { actor: vouching, at: ground.deps.clock.now() }
    await undoImport(ground.deps, back, prolonged.batchId)
    expect(await permits()).toMatchObject([{ issuer: 'operator', until: '2027-11-22' }, { until: '2027-11-22' }])
    await undoImport(ground.deps, back, confirmed.batchId)
    expect(await permits()).toMatchObject([{ issuer: null }, { issuer: null }])
  })
  it('of another company are refused, and to whom may not import people', async () => {
    expect((await takeStaff(row, clerk)).refusal).toBe('import.kind-not-permitted')
    expect((await takeStaff(row.replace('北方', '南方'))).errors).toMatchObject([{ field: 'companyId' }])
  })
})

describe('the samples', () => {
  it('are taken whole, and the operator’s export differs in what is expected', async () => {
    const [ledger, exported, expectedFile] = ['ledger-home.xlsx', 'eoms-home.csv', 'expected.json'].map(samplePath)
    if (!ledger || !exported || !expectedFile) return console.warn('the samples are not there: skipped')
    const codes = await ground.asOwner<{ code: string }>(`SELECT code FROM region WHERE level <> 'county'`)
    const operator = anActor('resourceManager', { prefectures: codes.map(({ code }) => code) })
    const expected = JSON.parse(await readFile(expectedFile, 'utf8'))
    const taken = await importFile(ground.deps, operator, {
      kind: 'home-users',
      path: ledger,
      name: 'l.xlsx',
      isPartial: true,
    })
    expect(taken.ok && taken.value.result).toMatchObject({
      rows: expected.counts.home_ledger_rows,
      unchanged: expected.home.duplicate_in_ledger.length,
      held: expected.home.invalid_in_ledger.length,
    })
    const order = { kind: 'home-users', path: exported, name: 'e.csv', isDryRun: true } as const
    const other = await importFile(ground.deps, operator, order)
    const { box, status, onu, address, bandwidth, phone } = expected.home
    expect(other.ok && other.value.result).toMatchObject({
      created: expected.home.missing_in_ledger.length,
      updated: [box, status, onu, address, bandwidth, phone].flat().length,
      errorCount: 0,
    })
  })
})
