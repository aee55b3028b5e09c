import path from 'node:path'
import { z } from 'zod'
import { type Instant, instantFromLocal, instantOf } from '#core/time.ts'
import { halt } from './halt.ts'
import { repoRoot } from './paths.ts'
import { type SettingName, settingOf } from './settings.ts'

/** How this instance runs. Read once, at the start; the only place that knows environment variables. */
export type Config = {
  readonly port: number
  readonly host: string
  /** Without a trailing slash; the address in links and for cookies. */
  readonly publicUrl: string
  readonly dataDir: string
  /** Absent when the embedded database is used. */
  readonly database: { readonly servingUrl: string; readonly ownerUrl: string | undefined } | undefined
  readonly databasePoolSize: number
  readonly demo: 'small' | 'none'
  /** A demo instance's clock begins here; otherwise it is the machine's. */
  readonly clockStart: Instant | undefined
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly files: { readonly driver: 'disk' } | S3Files
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined
  /** The provider of numbers between caller and customer. */
  readonly calls: { readonly url: string; readonly key: string } | undefined
  readonly session: { readonly idleMinutes: number; readonly maxHours: number }
  /** Addresses or networks whose `X-Forwarded-*` headers count; empty for none. */
  readonly trustedProxies: readonly string[]
  readonly uploadMaxBytes: number
  /** From one address; sign-in has its own, tighter limit. */
  readonly requestsPerMinute: number
}

export type S3Files = {
  readonly driver: 's3'
  readonly bucket: string
  readonly region: string
  readonly endpoint: string | undefined
  readonly prefix: string
  readonly pathStyle: boolean
  readonly accessKeyId: string | undefined
  readonly secretAccessKey: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>
type Problem = { readonly zh: string; readonly en: string }

/** The configuration of the environment; every wrong value is named with what to write instead, all of them at once. */
export const readConfig = (environment: Environment = process.env): Config => {
  const problems: Problem[] = []
  const read = reader(environment, problems)
  const [port, demo] = [read('PORT', Port), read('DEMO', z.enum(['small', 'none']))]
  const config: Config = {
    port,
    host: read('HOST', z.string().regex(/^[\w.:-]+$/)),
    publicUrl: read('PUBLIC_URL', WebAddress.optional()) ?? `http://localhost:${port}`,
    dataDir: path.resolve(read('DATA_DIR', z.string().optional()) ?? path.join(repoRoot, '.data')),
    database: readDatabase(read, problems),
    databasePoolSize: read('DATABASE_POOL_SIZE', whole(2, 200)),
    demo,
    clockStart: read('CLOCK_START', ClockStart.optional()),
    logLevel: read('LOG_LEVEL', z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
    files: readFiles(read, problems),
    oidc: readOidc(read, problems),
    calls: readCalls(read, problems),
    session: {
      idleMinutes: read('SESSION_IDLE_MINUTES', whole(1, 1440)),
      maxHours: read('SESSION_MAX_HOURS', whole(1, 720)),
    },
    trustedProxies: read('TRUSTED_PROXY', Networks),
    uploadMaxBytes: read('UPLOAD_MAX_BYTES', ByteCount),
    requestsPerMinute: read('REQUESTS_PER_MINUTE', whole(60, 10_000_000)),
  }
  if (config.clockStart !== undefined && demo === 'none') {
    problems.push({
      zh: 'CLOCK_START 只能用于演示实例：请删除 CLOCK_START，或设置 DEMO=small。',
      en: 'CLOCK_START is for demo instances only: remove CLOCK_START, or set DEMO=small.',
    })
  }
  if (problems.length === 0) return config
  throw halt(problems.map((each) => each.zh).join('\n'), problems.map((each) => each.en).join('\n'), 2)
}

type Read = <T>(name: SettingName, schema: z.ZodType<T>) => T

/** Reads one setting; what is wrong is noted, and the default (or a blank) keeps the reading going to find the rest. */
const reader =
  (environment: Environment, problems: Problem[]): Read =>
  (name, schema) => {
    const setting = settingOf(name)
    const given = environment[name]?.trim()
    const text = given === undefined || given === '' ? setting.default : given
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    const shown = setting.isSecret ? '…' : (given ?? '')
    problems.push({
      zh: `环境变量 ${name} 的值“${shown}”不正确：请填写${setting.zh}。`,
      en: `The environment variable ${name} is "${shown}", which is not valid: write ${setting.en}.`,
    })
    return schema.parse(setting.default)
  }

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)

const Port = whole(0, 65_535)

const isUrl = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol)

const WebAddress = z
  .string()
  .refine((text) => isUrl(text, ['http:', 'https:']) && !/[?#]/.test(text))
  .transform((text) => text.replace(/\/+$/, ''))

const DatabaseUrl = z
  .string()
  .refine((text) => isUrl(text, ['postgres:', 'postgresql:']) && new URL(text).pathname.length > 1)

const SIZE = /^(\d{1,12})\s*([KMG]?)B?$/i
const ByteCount = z
  .string()
  .regex(SIZE)
  .transform((text) => {
    const [, count, unit] = SIZE.exec(text) ?? []
    return Number(count) * 1024 ** ['', 'K', 'M', 'G'].indexOf(unit?.toUpperCase() ?? '')
  })
  .refine((bytes) => bytes >= 1024)

const Networks = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
  .refine((list) => list.every((each) => NETWORK.test(each)))
const NETWORK = /^(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?)$/i

const ClockStart = z.string().transform((text, context): Instant => {
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text)
  const instant = hasZone ? instantOrNothing(text) : instantFromLocal(text)
  if (instant !== undefined) return instant
  context.addIssue('not an instant')
  return z.NEVER
})

const instantOrNothing = (text: string): Instant | undefined => {
  const epochMs = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(epochMs) ? undefined : instantOf(epochMs)
}

const Text = z.string().optional()

const readDatabase = (read: Read, problems: Problem[]): Config['database'] => {
  const servingUrl = read('DATABASE_URL', DatabaseUrl.optional())
  const ownerUrl = read('DATABASE_OWNER_URL', DatabaseUrl.optional())
  if (servingUrl !== undefined) return { servingUrl, ownerUrl }
  if (ownerUrl !== undefined && problems.length === 0) problems.push(missing('DATABASE_URL', 'DATABASE_OWNER_URL'))
  return undefined
}

const readFiles = (read: Read, problems: Problem[]): Config['files'] => {
  const driver = read('FILES_DRIVER', z.enum(['disk', 's3']))
  const bucket = read('S3_BUCKET', Text)
  const accessKeyId = read('S3_ACCESS_KEY_ID', Text)
  const secretAccessKey = read('S3_SECRET_ACCESS_KEY', Text)
  const rest = {
    region: read('S3_REGION', z.string()),
    endpoint: read('S3_ENDPOINT', WebAddress.optional()),
    prefix: read('S3_PREFIX', z.string()),
    pathStyle: read('S3_PATH_STYLE', z.enum(['yes', 'no'])) === 'yes',
  }
  if (driver === 'disk') return { driver }
  if (bucket === undefined) problems.push(missing('S3_BUCKET', 'FILES_DRIVER'))
  if (accessKeyId !== undefined && secretAccessKey === undefined) {
    problems.push(missing('S3_SECRET_ACCESS_KEY', 'S3_ACCESS_KEY_ID'))
  }
  if (secretAccessKey !== undefined && accessKeyId === undefined) {
    problems.push(missing('S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'))
  }
  return { driver, bucket: bucket ?? '', accessKeyId, secretAccessKey, ...rest }
}

const readCalls = (read: Read, problems: Problem[]): Config['calls'] => {
  const [url, key] = [read('CALLS_URL', WebAddress.optional()), read('CALLS_KEY', Text)]
  if (url === undefined && key === undefined) return undefined
  if (url === undefined) problems.push(missing('CALLS_URL', 'CALLS_KEY'))
  if (key === undefined) problems.push(missing('CALLS_KEY', 'CALLS_URL'))
  return { url: url ?? '', key: key ?? '' }
}

const readOidc = (read: Read, problems: Problem[]): Config['oidc'] => {
  const given = {
    OIDC_ISSUER: read('OIDC_ISSUER', WebAddress.optional()),
    OIDC_CLIENT_ID: read('OIDC_CLIENT_ID', Text),
    OIDC_CLIENT_SECRET: read('OIDC_CLIENT_SECRET', Text),
  }
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  const present = names.find((name) => given[name] !== undefined)
  if (!present) return undefined
  for (const name of names) if (given[name] === undefined) problems.push(missing(name, present))
  return {
    issuer: given.OIDC_ISSUER ?? '',
    clientId: given.OIDC_CLIENT_ID ?? '',
    clientSecret: given.OIDC_CLIENT_SECRET ?? '',
  }
}

const missing = (name: SettingName, because: SettingName): Problem => ({
  zh: `设置了 ${because}，还缺少环境变量 ${name}：请填写${settingOf(name).zh}。`,
  en: `${because} is set, but the environment variable ${name} is missing: write ${settingOf(name).en}.`,
})
