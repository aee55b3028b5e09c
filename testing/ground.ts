import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type RoleName, roleOf } from '#core/access/role.ts'
import { type Actor, permissionsOf, reachOf } from '#core/access/scope.ts'
import { buildRegionDirectory } from '#core/organisation/region.rules.ts'
import type { Parameter } from '#core/parameter.ts'
import { type Instant, instantOf } from '#core/time.ts'
import { shippedCalendar, shippedRegions, texts } from '#server/catalogue.ts'
import type { Clock } from '#server/platform/clock.ts'
import { createDatabase, type Database } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { createFacts, type Facts } from '#server/platform/facts.ts'
import { diskDriver } from '#server/platform/files/disk.ts'
import { createFiles } from '#server/platform/files/files.ts'
import { createLog } from '#server/platform/log.ts'
import { createParameters } from '#server/platform/parameters.ts'
import { createSystem } from '#server/platform/system.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export const PROVINCE = '520000'
/** Guiyang with two districts, Zunyi with one: enough for every question of scope. */
const regions = [
  [PROVINCE, null, 'province', '贵州省', '贵州', null],
  ['520100', PROVINCE, 'prefecture', '贵阳市', '贵阳', 'GY'],
  ['520102', '520100', 'county', '南明区', '南明', null],
  ['520103', '520100', 'county', '云岩区', '云岩', null],
  ['520300', PROVINCE, 'prefecture', '遵义市', '遵义', 'ZY'],
  ['520302', '520300', 'county', '红花岗区', '红花岗', null],
] as const
const companies = [
  ['operator', 'operator', '测试运营商', '运营商'],
  ['north', 'contractor', '北方代维有限公司', '北方'],
  ['south', 'contractor', '南方代维有限公司', '南方'],
] as const

export type Ground = {
  readonly deps: Deps
  readonly facts: Facts
  readonly database: TestDatabase
  /** Past the policies: to look at what there is, or to do what the product never does. */
  readonly asOwner: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** Another process on the same database: its own pool, facts and parameters. */
  readonly another: () => Promise<Deps & { readonly facts: Facts }>
  /** The clock stands still until it is set. */
  readonly setClock: (at: Instant) => void
  readonly close: () => Promise<void>
}

export type GroundOptions = { readonly parameters?: readonly Parameter[]; readonly auditKey?: string }

/** A migrated database with a few regions and companies, and everything a service stands on. */
export const createGround = async (options: GroundOptions = {}): Promise<Ground> => {
  const database = await createTestDatabase()
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => undefined)
  for (const row of regions) {
    await owner.query(
      'INSERT INTO region (code, parent, level, name, short_name, abbreviation) VALUES ($1, $2, $3, $4, $5, $6)',
      [...row],
    )
  }
  for (const row of companies) {
    await owner.query('INSERT INTO company (id, kind, name, short_name) VALUES ($1, $2, $3, $4)', [...row])
  }
  const clock = stillClock()
  const dir = path.join(tmpdir(), `daiwei-ground-${randomUUID()}`)
  const auditKey = options.auditKey ?? randomBytes(32).toString('base64url')
  const opened: { db: Database; facts: Facts }[] = []
  const open = async () => {
    const db = createDatabase(database.servingUrl, { max: 8, auditKey })
    const log = createLog('silent')
    const facts = await createFacts(db, log)
    opened.push({ db, facts })
    const system = await createSystem(db, facts)
    const parameters = await createParameters(options.parameters ?? [], { db, facts, log })
    return {
      db,
      clock,
      log,
      system,
      parameters,
      facts,
      files: createFiles({
        db,
        clock,
        parameters,
        driver: diskDriver(path.join(dir, 'files')),
        incomingDir: path.join(dir, 'incoming'),
        maxBytes: 5_000_000,
      }),
      regions: buildRegionDirectory(shippedRegions()),
      calendar: shippedCalendar(),
      texts,
    }
  }
  const { facts, ...deps } = await open()
  return {
    deps,
    facts,
    database,
    asOwner: async (text, values = []) => (await owner.query(text, [...values])).rows,
    another: open,
    setClock: clock.setTo,
    close: async () => {
      for (const each of opened) {
        await each.facts.stop()
        await each.db.close()
      }
      await owner.end()
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

const stillClock = (): Clock & { setTo: (at: Instant) => void } => {
  let now: Instant = '2026-11-22T06:30:00.000Z'
  return {
    now: () => now,
    offsetMs: 0,
    moveTo: (offsetMs) => {
      now = instantOf(Date.now() + offsetMs)
    },
    setTo: (at) => {
      now = at
    },
  }
}

export type ActorOptions = {
  readonly userId?: string | undefined
  readonly name?: string | undefined
  readonly companyId?: string | undefined
  readonly prefectures?: readonly string[] | undefined
  readonly counties?: readonly string[] | undefined
  readonly stationId?: string | undefined
  readonly staffId?: string | undefined
}

/** Somebody with that role; without more, in the whole province. */
export const anActor = (role: RoleName, options: ActorOptions = {}): Actor => {
  const userId = options.userId ?? randomUUID()
  const isContractor = roleOf(role).side === 'contractor'
  const places = {
    prefectures: options.prefectures ?? regions.filter(([, , level]) => level !== 'county').map(([code]) => code),
    counties: options.counties,
  }
  return {
    userId,
    name: options.name ?? role,
    roles: [role],
    permissions: permissionsOf([role]),
    isOperator: !isContractor,
    scope: {
      userId,
      companyId: options.companyId ?? (isContractor ? 'north' : undefined),
      ...places,
      ...(isContractor ? { answers: { home: places, enterprise: places, any: places } } : {}),
      stationId: options.stationId,
      staffId: options.staffId,
      reach: reachOf([role]),
    },
    source: 'test',
  }
}
