import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '#core/access/scope.ts'
import { createDatabase, type Database, sql } from '#server/platform/db.ts'
import { SERVING_ROLE } from '#server/platform/postgres/roles.store.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'

/**
 * Tables that everyone who signs in may read whole, although a column of theirs looks like somebody's.
 * Each has its reason; a new one is a decision.
 */
const REFERENCE: Readonly<Record<string, string>> = {
  responsibility: 'which company maintains which region is known to all',
  number_counter: 'running numbers, no content',
  wording_pack: 'what staff say to customers is known to all who work',
  parameter_value: 'figures of the whole province; who set them is part of them',
}

let database: TestDatabase
let owner: pg.Client
let serving: Database
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  serving = createDatabase(database.servingUrl, { max: 1 })
  await owner.query(
    `INSERT INTO region (code, level, name, short_name) VALUES ('520100', 'prefecture', '贵阳市', '贵阳'), ('520300', 'prefecture', '遵义市', '遵义')`,
  )
  await owner.query(
    `INSERT INTO region (code, parent, level, name, short_name) VALUES ('520102', '520100', 'county', '南明区', '南明'), ('520302', '520300', 'county', '红花岗区', '红花岗')`,
  )
})
afterAll(async () => {
  await serving.close()
  await owner.end()
  await database.drop()
})

/** Tables that hold somebody's rows and are not guarded row by row, also for their owner. */
const unguarded = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string; isForced: boolean; policies: number }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
      (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'app') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname ~ '^(prefecture|county|company_id|station_id|staff_id|user_id|sender_id|created_by|work_order_id|batch_id)$')
    ORDER BY 1`)
  return rows.filter((row) => !(row.isForced && row.policies > 0)).map((row) => row.name)
}

describe('row-level security', () => {
  it('guards every table that holds rows of somebody', async () => {
    expect((await unguarded()).filter((name) => !Object.hasOwn(REFERENCE, name))).toEqual([])
  })
  it('the list of reference tables names no table that is guarded or gone', async () => {
    const open = await unguarded()
    expect(Object.keys(REFERENCE).filter((name) => !open.includes(name))).toEqual([])
  })
  it('would be missed: a new table without a policy, or with one that its owner passes, is found', async () => {
    await owner.query('BEGIN')
    await owner.query('CREATE TABLE forgotten (id uuid, company_id text)')
    await owner.query('CREATE TABLE half (id uuid, prefecture text)')
    await owner.query('ALTER TABLE half ENABLE ROW LEVEL SECURITY')
    await owner.query('CREATE POLICY scope ON half USING (true)')
    const found = await unguarded()
    await owner.query('ROLLBACK')
    expect(found).toEqual(expect.arrayContaining(['forgotten', 'half']))
  })
  it('binds every function that passes it to a fixed search path', async () => {
    const { rows } = await owner.query<{ name: string; config: string[] | null }>(`
      SELECT p.proname AS name, p.proconfig AS config FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname IN ('public', 'app') AND p.prosecdef`)
    const loose = rows.filter((row) => !row.config?.some((setting) => setting.startsWith('search_path=')))
    expect(loose).toEqual([])
  })
})

describe('the serving role', () => {
  const asServing = (text: string) => serving.pool.query(text)
  it('owns nothing, is no superuser and passes no policy', async () => {
    const { rows } = await owner.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
       FROM pg_roles r WHERE rolname = $1`,
      [SERVING_ROLE],
    )
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0, memberships: 0 },
    ])
  })
  it.each([
    'ALTER TABLE home_user DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE home_user NO FORCE ROW LEVEL SECURITY',
    'DROP POLICY scope ON home_user',
    'CREATE TABLE mine (id int)',
    'UPDATE audit_entry SET reason = NULL',
    'DELETE FROM audit_entry',
    'UPDATE audit_seal SET hash = NULL',
    'DELETE FROM audit_seal',
    'UPDATE event SET data = NULL',
    'TRUNCATE home_user',
    'SET ROLE daiwei_owner',
  ])('may not: %s', async (text) => {
    await expect(asServing(text)).rejects.toMatchObject({ code: '42501' })
  })
  it('sees nothing at all before a scope is set', async () => {
    const { rows } = await asServing(
      'SELECT (SELECT count(*) FROM app_user) + (SELECT count(*) FROM home_user) AS seen',
    )
    expect(rows).toEqual([{ seen: 0 }])
  })
})

describe('two scopes in turn on one connection', () => {
  const scope = (prefecture: string, more: Partial<Scope> = {}): Scope => ({
    userId: '018f0000-0000-7000-8000-000000000001',
    prefectures: [prefecture],
    reach: 'regions',
    ...more,
  })
  const guiyang = scope('520100')
  const zunyi = scope('520300')
  const seen = { text: 'SELECT code FROM network_node ORDER BY code' }
  const codes = async (who: Scope): Promise<string[]> =>
    (await serving.readRows<{ code: string }>(who, seen)).map((row) => row.code)
  const insertNode = (prefecture: string, county: string, code: string) =>
    sql`INSERT INTO network_node (prefecture, id, code, name, kind, county, updated_at)
        VALUES (${prefecture}, gen_random_uuid(), ${code}, ${code}, 'box', ${county}, now())`

  it('each sees its own rows, whatever the one before saw, did or failed at', async () => {
    await serving.withTransaction(guiyang, (tx) => tx.run(insertNode('520100', '520102', 'G1')))
    await serving.withTransaction(zunyi, (tx) => tx.run(insertNode('520300', '520302', 'Z1')))
    for (let round = 0; round < 5; round += 1) {
      expect(await codes(guiyang)).toEqual(['G1'])
      expect(await codes(zunyi)).toEqual(['Z1'])
    }
    await expect(serving.withTransaction(guiyang, (tx) => tx.rows({ text: 'SELECT 1 / 0' }))).rejects.toThrow()
    expect(await codes(zunyi)).toEqual(['Z1'])
    await serving.withTransaction(scope('520100', { reach: 'own' }), async (tx) => {
      tx.act()
      return tx.rows(seen)
    })
    expect(await codes(scope('520100', { reach: 'own' }))).toEqual([])
    expect(await codes(zunyi)).toEqual(['Z1'])
    const many = await Promise.all(Array.from({ length: 40 }, (_, index) => codes(index % 2 ? guiyang : zunyi)))
    expect(many.every((found, index) => found.join() === (index % 2 ? 'G1' : 'Z1'))).toBe(true)
  })
  it('a plan that was prepared under one scope serves the other one its own rows', async () => {
    const named = { name: 'prepared under a scope', text: seen.text }
    for (let round = 0; round < 12; round += 1) {
      const [who, own] = round % 2 ? [guiyang, 'G1'] : [zunyi, 'Z1']
      expect(await serving.readRows(who, named)).toEqual([{ code: own }])
    }
  })
  it('nobody writes a row that they would not see', async () => {
    const foreign = serving.withTransaction(guiyang, (tx) => tx.run(insertNode('520300', '520302', 'Z2')))
    await expect(foreign).rejects.toMatchObject({ code: '42501' })
    const moved = serving.withTransaction(guiyang, (tx) =>
      tx.run({ text: `UPDATE network_node SET prefecture = '520300', county = '520302'` }),
    )
    await expect(moved).rejects.toMatchObject({ code: '42501' })
    await expect(
      serving.withTransaction(guiyang, (tx) => tx.run({ text: `DELETE FROM network_node WHERE code = 'Z1'` })),
    ).resolves.toBe(0)
  })
  it('a scope without counties is every county, an empty list of counties is none', async () => {
    expect(await codes(scope('520100', { counties: ['520102'] }))).toEqual(['G1'])
    expect(await codes(scope('520100', { counties: ['520103'] }))).toEqual([])
    expect(await codes(scope('520100', { counties: [] }))).toEqual([])
    expect(await codes({ ...guiyang, prefectures: [] })).toEqual([])
  })
  it('text in a scope is text, not SQL', async () => {
    const odd = `520100'; SET LOCAL app.prefectures = '520300`
    expect(await codes(scope(odd))).toEqual([])
    const answers = { home: guiyang, enterprise: guiyang, any: guiyang }
    expect(await codes(scope('520100', { companyId: `x' OR '1'='1`, answers }))).toEqual(['G1'])
    expect(
      await codes(scope('520100', { companyId: `x' OR '1'='1`, answers: { ...answers, any: scope(odd) } })),
    ).toEqual([])
  })
})
