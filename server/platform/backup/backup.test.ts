import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSecrets, secretsOfData } from '#server/platform/secrets.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { backUp } from './backup.ts'
import { inspectBackup, restore } from './restore.ts'

let dir: string
let source: TestDatabase
let target: TestDatabase

const query = async <Row>(url: string, sql: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const file = (): string => path.join(dir, 'backup.tar.gz')
const place = (name: string): { dataDir: string; filesDir: string } => {
  const dataDir = path.join(dir, name)
  mkdirSync(path.join(dataDir, 'files', 'ab'), { recursive: true })
  return { dataDir, filesDir: path.join(dataDir, 'files') }
}
const backUpSource = () =>
  backUp({ file: file(), ownerUrl: source.ownerUrl, createdAt: '2026-11-22T06:30:00.000Z', ...place('source') })
const restoreTarget = (isReplacing = true) =>
  restore({ file: file(), ownerUrl: target.ownerUrl, isReplacing, ...place('target') })

/** Awkward texts, a reference to a row further down, and more than one part of rows. */
const fill = `
  INSERT INTO region (code, parent, level, name, short_name, aliases) VALUES
    ('520101', '520100', 'county', E'tab\\there\\nand \\\\N', '一', ARRAY['a,b', '"', NULL]),
    ('520100', '520000', 'prefecture', '贵阳市', '贵阳', '{}'), ('520000', NULL, 'province', '贵州省', '贵州', '{}');
  INSERT INTO company (id, kind, name, short_name)
    SELECT 'c' || n, 'contractor', repeat('长', 200) || n, 's' || n FROM generate_series(1, 9000) AS n`
const digest = `SELECT md5(string_agg(c::text, '' ORDER BY id)) AS sum FROM company c`
const schema = `
  SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'daiwei-backup-'))
  source = await createTestDatabase()
  target = await createTestDatabase()
})
afterEach(async () => {
  await source.drop()
  await target.drop()
  rmSync(dir, { recursive: true })
})

describe('a backup that is put back', () => {
  test('holds the same rows, rules, secrets and files, and the next number goes on', async () => {
    await query(source.ownerUrl, fill)
    await query(source.ownerUrl, `SELECT setval('event_position_seq', 41)`)
    const from = place('source')
    const photo = randomBytes(300_000)
    writeFileSync(path.join(from.filesDir, 'ab', 'photo'), photo)
    const secrets = await loadSecrets(from.dataDir)
    writeFileSync(path.join(from.dataDir, 'audit-heads.json'), '{"520100":1}')
    writeFileSync(path.join(place('target').dataDir, 'demo-logins.json'), '[]')

    const summary = await backUpSource()
    expect(summary).toMatchObject({ rows: 9003, files: 1 })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    await query(
      target.ownerUrl,
      `INSERT INTO company (id, kind, name, short_name) VALUES ('old', 'operator', 'o', 'o')`,
    )
    const contents = await restoreTarget()

    expect(contents.rows['public.company']).toBe(9000)
    expect(await query(target.ownerUrl, digest)).toEqual(await query(source.ownerUrl, digest))
    const regions = 'SELECT * FROM region ORDER BY code'
    expect(await query(target.ownerUrl, regions)).toEqual(await query(source.ownerUrl, regions))
    expect(await query(target.ownerUrl, schema)).toEqual(await query(source.ownerUrl, schema))
    const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`
    expect(await query(target.ownerUrl, indexes)).toEqual(await query(source.ownerUrl, indexes))
    expect(await query(target.ownerUrl, `SELECT nextval('event_position_seq') AS next`)).toEqual([{ next: '42' }])
    expect(readFileSync(path.join(dir, 'target', 'files', 'ab', 'photo')).equals(photo)).toBe(true)
    const restored = await loadSecrets(path.join(dir, 'target'))
    expect(restored).toMatchObject(secretsOfData(secrets))
    expect(Object.keys(secretsOfData(secrets))).toEqual(expect.arrayContaining(['vault', 'audit', 'session', 'links']))
    expect(readFileSync(path.join(dir, 'target', 'audit-heads.json'), 'utf8')).toBe('{"520100":1}')
    expect(existsSync(path.join(dir, 'target', 'demo-logins.json'))).toBe(false)
    expect(restored.databaseOwner).not.toBe(secrets.databaseOwner)
  })

  test('gives the serving role what it may and no more', async () => {
    await backUpSource()
    await restoreTarget()
    const granted = `SELECT table_name, privilege_type FROM information_schema.role_table_grants
                      WHERE grantee = 'daiwei_serving' ORDER BY 1, 2`
    const grants = await query(target.ownerUrl, granted)
    expect(grants.length).toBeGreaterThan(20)
    expect(grants).toEqual(await query(source.ownerUrl, granted))
    const policies = 'SELECT tablename, policyname, qual, with_check FROM pg_policies ORDER BY 1, 2'
    expect(await query(target.ownerUrl, policies)).toEqual(await query(source.ownerUrl, policies))
  })

  test('is of one moment although others write meanwhile', async () => {
    await query(source.ownerUrl, fill)
    // Each write is of both tables; a backup that read them at two moments would have one without the other.
    let isWriting = true
    const writing = (async () => {
      for (let n = 0; isWriting; n += 1) {
        await query(
          source.ownerUrl,
          `BEGIN; INSERT INTO company (id, kind, name, short_name) VALUES ('w${n}', 'contractor', 'w${n}', 'w${n}');
           INSERT INTO region (code, level, name, short_name) VALUES ('${700000 + n}', 'county', 'w', 'w'); COMMIT`,
        )
      }
    })()
    await backUpSource()
    isWriting = false
    await writing
    await restoreTarget()
    const [counts] = await query<{ companies: number; regions: number }>(
      target.ownerUrl,
      `SELECT (SELECT count(*)::int FROM company) - 9000 AS companies, (SELECT count(*)::int FROM region) - 3 AS regions`,
    )
    expect(counts?.companies).toBe(counts?.regions)
  })
})

describe('a restore', () => {
  test('of a used database wants --replace', async () => {
    await backUpSource()
    await expect(restoreTarget(false)).rejects.toMatchObject({ exitCode: 2, en: expect.stringContaining('--replace') })
  })

  test('while others use the database is refused', async () => {
    await backUpSource()
    const other = new pg.Client({ connectionString: target.servingUrl })
    await other.connect()
    try {
      await expect(restoreTarget()).rejects.toThrow('stop the server before restoring')
    } finally {
      await other.end()
    }
  })

  test('of rows that contradict each other leaves the old state', async () => {
    await query(source.ownerUrl, 'ALTER TABLE region DROP CONSTRAINT region_parent_fkey')
    await query(
      source.ownerUrl,
      `INSERT INTO region (code, parent, level, name, short_name) VALUES ('520101', '520100', 'county', 'x', 'x')`,
    )
    await backUpSource()
    await query(
      target.ownerUrl,
      `INSERT INTO company (id, kind, name, short_name) VALUES ('old', 'operator', 'o', 'o')`,
    )
    await expect(restoreTarget()).rejects.toThrow('region_parent_fkey')
    expect(await query(target.ownerUrl, 'SELECT id FROM company')).toEqual([{ id: 'old' }])
  })
})

test('a backup that fails leaves no file behind', async () => {
  await query(source.ownerUrl, fill)
  writeFileSync(path.join(place('source').filesDir, 'x'.repeat(120)), 'a name that no archive can hold')
  await expect(backUpSource()).rejects.toThrow('too long for a backup')
  expect(readdirSync(dir)).toEqual(['source'])
})

describe('a damaged backup', () => {
  let whole: Buffer
  const isRefused = async (content: Buffer | string): Promise<void> => {
    writeFileSync(file(), content)
    await expect(restoreTarget()).rejects.toMatchObject({
      exitCode: 2,
      en: expect.stringContaining('not a whole backup'),
    })
  }
  const repacked = (damage: (tar: Buffer) => Buffer): Buffer => gzipSync(damage(gunzipSync(whole)))

  test('is refused before anything is touched, whatever is wrong with it', async () => {
    await query(source.ownerUrl, fill)
    await backUpSource()
    whole = readFileSync(file())
    await expect(inspectBackup(file())).resolves.toMatchObject({ rows: { 'public.company': 9000 } })

    await isRefused(repacked((tar) => tar.subarray(0, tar.length - 3000)))
    await isRefused(repacked((tar) => Buffer.from(tar.toString('latin1').replace('daiwei', 'daiwej'), 'latin1')))
    await isRefused(
      repacked((tar) => Buffer.concat([tar.subarray(0, tar.indexOf('checksums.json')), Buffer.alloc(1024)])),
    )
    await isRefused(whole.subarray(0, whole.length / 2))
    await isRefused('account,phone\n1,2\n')
    await isRefused('')
    expect(await query(target.ownerUrl, 'SELECT count(*)::int AS count FROM company')).toEqual([{ count: 0 }])
  })
})
