import { addressKey } from '#core/organisation/address.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { prefectureOf, type Region } from '#core/organisation/region.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import { addDays, dayOf, type Instant } from '#core/time.ts'
import type { Ground } from '#server/dispatch/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { communityName, createDice, type Dice, doorOf, organisationName, personName } from './random.ts'
import { fillSearchColumns } from './search-columns.ts'

type Row = Readonly<Record<string, unknown>>
export type DemoStation = {
  readonly id: string
  readonly companyId: string
  readonly county: string
  readonly prefecture: string
  readonly name: string
}
export type DemoStaff = {
  readonly id: string
  readonly name: string
  readonly stationId: string
  readonly companyId: string
  readonly post: string
  readonly county: string
}
export type DemoCustomer = {
  readonly id: string
  readonly line: BusinessLine
  readonly county: string
  readonly account: string
  readonly row: Row
}

/** What a demo consists of before its first order: rows by table, and the pieces that orders are made of. */
export type World = {
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly stations: readonly DemoStation[]
  readonly staff: readonly DemoStaff[]
  readonly customers: readonly DemoCustomer[]
}

const HOME_USERS_PER_COUNTY = 34
const LINES_PER_COUNTY = 2
const ENGINEERS_PER_COUNTY = 3

/** Reserved for the demo: accounts that begin with `ys`, phones 199 0000 …, staff numbers that begin with `YS`. */
const phoneOf = (count: number): string => `1990${String(count).padStart(7, '0')}`

export const buildWorld = (deps: Deps, ground: Ground, now: Instant): World => {
  const dice = createDice(520_000)
  const tables: Record<string, Row[]> = {
    station: [],
    staff: [],
    certificate: [],
    grid: [],
    grid_owner: [],
    network_node: [],
    home_user: [],
    enterprise_line: [],
  }
  const made = { stations: [] as DemoStation[], staff: [] as DemoStaff[], customers: [] as DemoCustomer[] }
  const count = { phone: 0, staff: 0 }
  const at = { updated_at: now, is_demo: true, version: 1 }
  const counties = deps.regions.regions.filter((region) => region.level === 'county')
  for (const county of counties) {
    const responsible = responsibleFor(ground.responsibilities, { region: county.code }, 'home', dayOf(now))
    if (!responsible.ok) continue
    const { companyId } = responsible.value
    const prefecture = prefectureOf(county.code)
    const centre = county.centre ?? deps.regions.byCode.get(prefecture)?.centre ?? { lon: 106.7, lat: 26.6 }
    const near = () => ({ lon: centre.lon + (dice.next() - 0.5) / 12, lat: centre.lat + (dice.next() - 0.5) / 12 })
    const station: DemoStation = { id: newId(), companyId, county: county.code, prefecture, name: `${county.name}驻点` }
    made.stations.push(station)
    tables.station?.push({
      ...{
        id: station.id,
        company_id: companyId,
        prefecture,
        county: county.code,
        counties: [county.code],
        name: station.name,
      },
      ...{
        hotline: `0${851 + (count.staff % 8)}-1990${String(made.stations.length).padStart(4, '0')}`,
        ...centre,
        is_active: true,
        is_demo: true,
        version: 1,
      },
    })
    const team = teamOf(dice, station, now, count, tables, near)
    made.staff.push(...team)
    const grids = gridsOf(dice, county, station, team, now, tables)
    const boxes = networkOf(county, prefecture, near, at, tables)
    for (let index = 0; index < HOME_USERS_PER_COUNTY; index++) {
      const community = communityName(dice)
      const address = `${county.name}${community}${doorOf(dice)}`
      const account = `ys${county.code}${String(index + 1).padStart(5, '0')}`
      count.phone += 1
      const row: Row = {
        ...{
          prefecture,
          id: newId(),
          user_code: `YS${county.code}${index + 1}`,
          account,
          name: personName(dice),
          phone: phoneOf(count.phone),
        },
        ...{ county: county.code, community, address, address_key: addressKey(deps.regions, address, county.code) },
        ...{ bandwidth_mbps: dice.pick([100, 200, 300, 500, 1000]), access_method: 'FTTH', box_code: dice.pick(boxes) },
        ...{
          onu_serial: `ZTEG${dice.whole(10_000_000, 99_999_999)}`,
          joined_on: addDays(dayOf(now), -dice.whole(30, 1500)),
          status: 'active',
        },
        ...{
          customer_level: dice.chance(0.06) ? '全球通钻石卡' : null,
          area_class: county.areaClass ?? 'urban',
          grid_id: dice.pick(grids),
        },
        ...{ name_pinyin: '', bigrams: [], ...near(), ...at },
      }
      tables.home_user?.push(row)
      made.customers.push({ id: row.id as string, line: 'home', county: county.code, account, row })
    }
    for (let index = 0; index < LINES_PER_COUNTY; index++) {
      const address = `${county.name}${communityName(dice)}${dice.whole(1, 200)}号`
      const account = `YSZX${county.code}${String(index + 1).padStart(4, '0')}`
      count.phone += 1
      const row: Row = {
        ...{
          prefecture,
          id: newId(),
          line_code: account,
          customer_name: organisationName(dice, county.name),
          grade: dice.pick(['AAA', 'AA', 'A', 'standard']),
        },
        ...{
          service_kind: dice.pick(['internet', 'data', 'voice']),
          bandwidth_mbps: dice.pick([20, 50, 100, 200]),
          a_address: address,
        },
        ...{
          a_address_key: addressKey(deps.regions, address, county.code),
          county: county.code,
          manager_name: personName(dice),
          contact_phone: phoneOf(count.phone),
        },
        ...{
          opened_on: addDays(dayOf(now), -dice.whole(30, 1500)),
          status: 'active',
          area_class: county.areaClass ?? 'urban',
        },
        ...{ name_pinyin: '', bigrams: [], ...near(), ...at },
      }
      tables.enterprise_line?.push(row)
      made.customers.push({ id: row.id as string, line: 'enterprise', county: county.code, account, row })
    }
  }
  fillSearchColumns(tables)
  return { tables, ...made }
}

const teamOf = (
  dice: Dice,
  station: DemoStation,
  now: Instant,
  count: { phone: number; staff: number },
  tables: Record<string, Row[]>,
  near: () => { lon: number; lat: number },
): DemoStaff[] => {
  const posts = ['stationHead', 'communityManager', ...Array.from({ length: ENGINEERS_PER_COUNTY }, () => 'engineer')]
  return posts.map((post, index) => {
    count.phone += 1
    count.staff += 1
    const person: DemoStaff = {
      id: newId(),
      name: personName(dice),
      stationId: station.id,
      companyId: station.companyId,
      post,
      county: station.county,
    }
    tables.staff?.push({
      ...{
        id: person.id,
        number: `YS${String(count.staff).padStart(5, '0')}`,
        name: person.name,
        name_pinyin: '',
        company_id: station.companyId,
      },
      ...{
        station_id: station.id,
        prefecture: station.prefecture,
        county: station.county,
        post,
        phone: phoneOf(count.phone),
      },
      ...{
        joined_on: addDays(dayOf(now), -dice.whole(100, 2500)),
        status: 'active',
        ...near(),
        is_demo: true,
        updated_at: now,
        version: 1,
      },
    })
    // The last engineer of each station has a certificate that has run out: who is not certified is not sent.
    const isExpired = index === posts.length - 1
    for (const kind of ['homeFitter', 'enterpriseFitter', 'workAtHeight']) {
      tables.certificate?.push({
        ...{
          id: newId(),
          staff_id: person.id,
          kind,
          number: `YS-${count.staff}-${kind.slice(0, 1).toUpperCase()}`,
          issuer: kind === 'workAtHeight' ? 'authority' : 'operator',
          version: 1,
        },
        valid_to: addDays(dayOf(now), isExpired ? -dice.whole(5, 90) : dice.whole(60, 600)),
      })
    }
    return person
  })
}

const gridsOf = (
  dice: Dice,
  county: Region,
  station: DemoStation,
  team: readonly DemoStaff[],
  now: Instant,
  tables: Record<string, Row[]>,
): string[] =>
  ['一', '二'].map((ordinal) => {
    const id = newId()
    tables.grid?.push({
      ...{
        id,
        prefecture: station.prefecture,
        county: county.code,
        name: `${county.name}第${ordinal}网格`,
        area_class: county.areaClass ?? 'urban',
      },
      ...{ station_id: station.id, communities: [], is_active: true, is_demo: true, version: 1 },
    })
    for (const line of ['home', 'enterprise']) {
      const owner = dice.pick(team.filter((person) => person.post !== 'stationHead').slice(0, -1))
      tables.grid_owner?.push({
        id: newId(),
        grid_id: id,
        line,
        staff_id: owner.id,
        effective_from: addDays(dayOf(now), -200),
      })
    }
    return id
  })

const networkOf = (
  county: Region,
  prefecture: string,
  near: () => { lon: number; lat: number },
  at: Row,
  tables: Record<string, Row[]>,
): string[] => {
  const boxes: string[] = []
  const node = (code: string, name: string, kind: string, parent: string | null, more: Row = {}) =>
    tables.network_node?.push({
      prefecture,
      id: newId(),
      code,
      name,
      kind,
      parent_code: parent,
      county: county.code,
      bigrams: [],
      ...near(),
      ...at,
      ...more,
    })
  const room = `YS${county.code}-JF01`
  const olt = `YS${county.code}-OLT01`
  node(room, `${county.name}演示机房`, 'room', null)
  node(olt, `${county.name}演示OLT-01`, 'olt', room)
  for (const pon of ['PON00', 'PON01']) {
    node(`${olt}/${pon}`, `0/1/${pon.at(-1)}`, 'ponPort', olt)
    const splitter = `${olt}/${pon}/FGQ1`
    node(splitter, `${county.name}${pon}一级分光器`, 'splitter', `${olt}/${pon}`, {
      split_ratio: '1:8',
      parent_km: 1.4,
    })
    for (const number of [1, 2]) {
      const box = `${splitter}/FXX${number}`
      node(box, `${county.name}${pon}-${number}分纤箱`, 'box', splitter, { split_ratio: '1:8', parent_km: 0.4 })
      boxes.push(box)
    }
  }
  return boxes
}
