import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { isHalt } from './halt.ts'
import { repoRoot } from './paths.ts'
import { settings } from './settings.ts'

const refusalOf = (environment: Record<string, string>): { zh: string[]; en: string[]; exitCode: number } => {
  try {
    readConfig(environment)
  } catch (error) {
    if (isHalt(error)) return { zh: error.zh.split('\n'), en: error.en.split('\n'), exitCode: error.exitCode }
  }
  throw new Error('the configuration was accepted')
}

describe('the configuration', () => {
  test('of an empty environment is a demo on port 8080 with the embedded database', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      publicUrl: 'http://localhost:8080',
      demo: 'small',
      database: undefined,
      files: { driver: 'disk' },
      oidc: undefined,
      session: { idleMinutes: 120, maxHours: 12 },
      trustedProxies: [],
      uploadMaxBytes: 67_108_864,
    })
    expect(readConfig({}).dataDir).toMatch(/\/\.data$/)
  })

  test('takes a blank value as none', () => {
    expect(readConfig({ PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: 8080, database: undefined })
  })

  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['PUBLIC_URL', 'daiwei.example.cn'],
    ['PUBLIC_URL', 'ftp://daiwei.example.cn'],
    ['DATABASE_POOL_SIZE', '1'],
    ['DEMO', 'large'],
    ['CLOCK_START', '2026-02-30 08:00'],
    ['CLOCK_START', 'tomorrow'],
    ['LOG_LEVEL', 'loud'],
    ['FILES_DRIVER', 'ftp'],
    ['SESSION_IDLE_MINUTES', '0'],
    ['SESSION_MAX_HOURS', '1.5'],
    ['TRUSTED_PROXY', 'my-proxy'],
    ['UPLOAD_MAX_BYTES', 'much'],
    ['UPLOAD_MAX_BYTES', '12'],
    ['S3_PATH_STYLE', 'true'],
    ['OIDC_ISSUER', 'sso'],
  ])('with %s=%s is refused by name, with the value and what to write', (name, value) => {
    const refusal = refusalOf({ [name]: value })
    expect(refusal.exitCode).toBe(2)
    expect(refusal.zh[0]).toContain(`${name} 的值“${value}”不正确：请填写`)
    expect(refusal.en[0]).toContain(`${name} is "${value}", which is not valid: write `)
  })

  test('names every wrong variable at once', () => {
    expect(refusalOf({ PORT: 'x', DEMO: 'y', LOG_LEVEL: 'z' }).en).toHaveLength(3)
  })

  test('never shows a password back', () => {
    const refusal = refusalOf({ DATABASE_URL: 'mysql://daiwei:hush@db/daiwei' })
    expect(refusal.en.join()).not.toContain('hush')
    expect(refusal.en).toHaveLength(1)
  })

  test('wants what belongs together', () => {
    expect(refusalOf({ DATABASE_OWNER_URL: 'postgresql://o:p@db/daiwei' }).en[0]).toContain('DATABASE_URL is missing')
    expect(refusalOf({ FILES_DRIVER: 's3' }).en[0]).toContain('S3_BUCKET is missing')
    expect(refusalOf({ FILES_DRIVER: 's3', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k' }).en[0]).toContain(
      'S3_SECRET_ACCESS_KEY is missing',
    )
    expect(refusalOf({ OIDC_CLIENT_ID: 'daiwei' }).en).toHaveLength(2)
    expect(refusalOf({ DEMO: 'none', CLOCK_START: '2026-11-22 08:30' }).en[0]).toContain('for demo instances only')
  })

  test('reads the clock in China unless a zone is written', () => {
    expect(readConfig({ CLOCK_START: '2026-11-22 08:30' }).clockStart).toBe('2026-11-22T00:30:00.000Z')
    expect(readConfig({ CLOCK_START: '2026-11-22T08:30:00+08:00' }).clockStart).toBe('2026-11-22T00:30:00.000Z')
  })

  test('reads sizes, networks and addresses as people write them', () => {
    const config = readConfig({
      UPLOAD_MAX_BYTES: '2 gb',
      TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8',
      PUBLIC_URL: 'https://daiwei.example.cn/',
    })
    expect(config.uploadMaxBytes).toBe(2 * 1024 ** 3)
    expect(config.trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8'])
    expect(config.publicUrl).toBe('https://daiwei.example.cn')
  })
})

test('every setting and its default is in docs/operations.md', () => {
  const page = readFileSync(path.join(repoRoot, 'docs', 'operations.md'), 'utf8')
  const rows = new Map([...page.matchAll(/^\| `([A-Z0-9_]+)` \| (.*?) \|/gm)].map((match) => [match[1], match[2]]))
  for (const [name, setting] of Object.entries(settings)) {
    expect(rows.has(name), name).toBe(true)
    if (setting.default) expect(rows.get(name), name).toBe(`\`${setting.default}\``)
  }
  expect([...rows.keys()].filter((name) => name !== undefined && !(name in settings))).toEqual([])
})
