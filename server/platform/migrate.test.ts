import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { migrate, migrationState } from './migrate.ts'
import { assertServingRole } from './postgres/roles.store.ts'

let database: TestDatabase
let empty: string
let dir: string

const query = async (url: string, sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

describe('migrations', () => {
  beforeEach(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'daiwei-migrations-'))
    const url = new URL(database.ownerUrl)
    const name = `${url.pathname.slice(1)}_empty`
    await query(database.ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await query(database.ownerUrl, `CREATE DATABASE ${name}`)
    url.pathname = `/${name}`
    empty = url.href
    writeFileSync(path.join(dir, '0001_first.sql'), 'CREATE TABLE first (id int);\nINSERT INTO first VALUES (1);')
    writeFileSync(path.join(dir, '0002_second.sql'), 'CREATE TABLE second (id int);')
    return async () => {
      rmSync(dir, { recursive: true })
      await query(database.ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
  })

  test('run once, in the order of their numbers', async () => {
    expect(await migrate({ ownerUrl: empty, dir })).toEqual(['0001_first.sql', '0002_second.sql'])
    expect(await migrate({ ownerUrl: empty, dir })).toEqual([])
    expect(await migrationState({ ownerUrl: empty, dir })).toEqual({
      applied: ['0001_first.sql', '0002_second.sql'],
      pending: [],
    })
  })

  test('of several processes at once apply each file once', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate({ ownerUrl: empty, dir })))
    expect(runs.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql'])
    expect(await query(empty, 'SELECT * FROM first')).toHaveLength(1)
  })

  test('that fail leave nothing of themselves behind, and the earlier ones stay', async () => {
    writeFileSync(path.join(dir, '0002_second.sql'), 'CREATE TABLE second (id int); SELECT 1 / 0;')
    await expect(migrate({ ownerUrl: empty, dir })).rejects.toThrow('0002_second.sql failed: division by zero')
    expect(await query(empty, `SELECT to_regclass('second') AS found`)).toEqual([{ found: null }])
    expect((await migrationState({ ownerUrl: empty, dir })).pending).toEqual(['0002_second.sql'])
    writeFileSync(path.join(dir, '0002_second.sql'), 'CREATE TABLE second (id int);')
    expect(await migrate({ ownerUrl: empty, dir })).toEqual(['0002_second.sql'])
  })

  test('that were changed after they ran are refused', async () => {
    await migrate({ ownerUrl: empty, dir })
    writeFileSync(path.join(dir, '0001_first.sql'), 'CREATE TABLE first (id bigint);')
    await expect(migrate({ ownerUrl: empty, dir })).rejects.toThrow('0001_first.sql was changed after it was applied')
  })

  test('unknown to this program mean a newer database, which is refused', async () => {
    await migrate({ ownerUrl: empty, dir })
    rmSync(path.join(dir, '0002_second.sql'))
    await expect(migrate({ ownerUrl: empty, dir })).rejects.toThrow('the database is newer')
  })
})

describe('the serving role', () => {
  const check = async (url: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await assertServingRole(client)
    } finally {
      await client.end()
    }
  }

  test('as it is made may serve', async () => {
    await expect(check(database.servingUrl)).resolves.toBeUndefined()
  })

  test('that bypasses row policies is refused with a sentence in both languages', async () => {
    await expect(check(database.ownerUrl)).rejects.toMatchObject({
      exitCode: 2,
      zh: expect.stringContaining('BYPASSRLS'),
      en: expect.stringContaining('it has BYPASSRLS'),
    })
  })

  test('that owns a table is refused, also when it owns it through membership', async ({ skip }) => {
    const { superuserUrl } = database
    if (!superuserUrl) return skip('needs a superuser of the test server')
    const url = new URL(superuserUrl)
    url.username = url.password = 'plain_owner'
    await query(
      superuserUrl,
      `CREATE ROLE plain_owner LOGIN PASSWORD 'plain_owner'; CREATE ROLE plain_group;
       GRANT plain_group TO plain_owner; GRANT CREATE ON SCHEMA public TO plain_group;
       SET ROLE plain_group; CREATE TABLE public.plain_table (id int)`,
    )
    try {
      await expect(check(url.href)).rejects.toThrow('it owns plain_table')
    } finally {
      await query(superuserUrl, 'DROP OWNED BY plain_group; DROP ROLE plain_owner; DROP ROLE plain_group')
    }
  })
})
