import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuditedAction } from '#core/audited.text.ts'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { sealerState } from './audit.store.ts'
import { auditSigner, auditText, withoutPersonalData } from './entry.ts'
import { addHeads, headsFileOf, readHeads, sealAudit } from './seal.ts'
import { type Breach, verifyAudit } from './verify.ts'

const auditKey = randomBytes(32).toString('base64url')
let ground: Ground
let dir: string
let headsFile: string
const actor = anActor('prefectureManager', { name: '王经理' })

beforeAll(async () => {
  ground = await createGround({ auditKey })
  dir = await mkdtemp(path.join(tmpdir(), 'daiwei-audit-'))
  headsFile = headsFileOf(dir)
})
afterAll(async () => {
  await ground.close()
  await rm(dir, { recursive: true })
})
beforeEach(async () => {
  await ground.asOwner('TRUNCATE audit_entry, audit_seal, consumer_cursor')
  await rm(headsFile, { force: true })
  ground.setClock('2026-11-22T06:30:00.000Z')
})

const RESTORED = 'action, actor_name, actor_role, actor_id, at, subject_id, subject_type, before, after, reason, source'

const write = (
  actions: readonly string[],
  options: { prefecture?: string; deps?: Deps; hold?: () => Promise<unknown>; after?: unknown } = {},
) => {
  const { db, clock } = options.deps ?? ground.deps
  return db.withTransaction(actor.scope, async (tx) => {
    tx.act()
    await record(tx, {
      actor,
      at: clock.now(),
      audit: actions.map((action) => ({
        prefecture: options.prefecture ?? '520100',
        // The chain does not care what an action is called.
        action: action as AuditedAction,
        subjectType: 'workOrder',
        subjectId: 'T-1',
        before: { z: 1, a: [1, { y: null, b: 2.5 }] },
        after: options.after ?? { text: '“引号” <b>', amount: 1e21, small: 1e-7 },
        reason: '因为',
      })),
    })
    await options.hold?.()
  })
}
const seal = async (deps: Deps = ground.deps) => {
  while ((await sealAudit(deps, headsFile)) === 'more');
}
const verify = async () => {
  const { db, system } = ground.deps
  return verifyAudit({
    db,
    scope: system.actor().scope,
    sign: auditSigner(auditKey),
    heads: await readHeads(headsFile),
  })
}
const kinds = (breaches: readonly Breach[]) =>
  breaches.map((each) => [each.kind, each.number ?? null, each.action ?? null])
const chain = () =>
  ground.asOwner<{ prefecture: string; day: string; number: number }>(
    'SELECT prefecture, day::text, number FROM audit_seal ORDER BY prefecture, day, number',
  )

describe('the audit', () => {
  test('what was written is linked into one chain per prefecture and day, and every entry fits', async () => {
    await write(['a', 'b'])
    await write(['c'], { prefecture: '520300' })
    await seal()
    ground.setClock('2026-11-22T16:00:00.000Z')
    await write(['d', 'e'])
    await seal()
    expect(await chain()).toEqual([
      { prefecture: '520100', day: '2026-11-22', number: 1 },
      { prefecture: '520100', day: '2026-11-22', number: 2 },
      { prefecture: '520100', day: '2026-11-23', number: 1 },
      { prefecture: '520100', day: '2026-11-23', number: 2 },
      { prefecture: '520300', day: '2026-11-22', number: 1 },
    ])
    await write(['not sealed yet'])
    expect(await verify()).toEqual({ sealed: 5, tail: 1, breaches: [], breachCount: 0 })
  })

  test('a changed row is found, whatever was changed in it, and it alone', async () => {
    await write(['a', 'b', 'c'])
    await seal()
    const changes = [
      `action = 'B'`,
      `actor_name = 'somebody else'`,
      `actor_role = 'x'`,
      `actor_id = NULL`,
      `at = at + interval '1 ms'`,
      `subject_id = 'T-2'`,
      `subject_type = 'x'`,
      `before = before || '{"z": 2}'`,
      `after = NULL`,
      `reason = NULL`,
      `source = 'x'`,
    ]
    const [kept] = await ground.asOwner<{ entry: unknown }>(
      `SELECT to_jsonb(e) AS entry FROM audit_entry e WHERE action = 'b'`,
    )
    for (const change of changes) {
      await ground.asOwner(`UPDATE audit_entry SET ${change} WHERE action = 'b'`)
      const { breaches } = await verify()
      expect(
        breaches.map((each) => [each.kind, each.number]),
        change,
      ).toEqual([['changed', 2]])
      await ground.asOwner(
        `UPDATE audit_entry e SET (${RESTORED}) = (SELECT ${RESTORED} FROM jsonb_populate_record(e, $1::jsonb))
         WHERE id = ($1::jsonb ->> 'id')::uuid`,
        [JSON.stringify(kept?.entry)],
      )
      expect((await verify()).breaches).toEqual([])
    }
  })

  test('a removed row is found', async () => {
    await write(['a', 'b', 'c'])
    await seal()
    await ground.asOwner(`DELETE FROM audit_entry WHERE action = 'b'`)
    expect(kinds((await verify()).breaches)).toEqual([['removed', 2, null]])
  })

  test('a removed row is found also when its seal went with it', async () => {
    await write(['a', 'b', 'c'])
    await seal()
    await ground.asOwner(
      `WITH gone AS (DELETE FROM audit_entry WHERE action = 'b' RETURNING id) DELETE FROM audit_seal WHERE entry_id IN (SELECT id FROM gone)`,
    )
    expect(kinds((await verify()).breaches)).toEqual([
      ['seal-removed', 2, null],
      ['seal-changed', 3, 'c'],
    ])
  })

  test('an end that was cut off is found, a whole day and a whole prefecture too', async () => {
    await write(['a'])
    await seal()
    ground.setClock('2026-11-23T06:30:00.000Z')
    await write(['b'])
    await write(['c'], { prefecture: '520300' })
    await seal()
    await ground.asOwner(`DELETE FROM audit_entry WHERE action IN ('b', 'c')`)
    await ground.asOwner(`DELETE FROM audit_seal WHERE day = '2026-11-23'`)
    const { breaches } = await verify()
    expect(breaches).toEqual([
      { kind: 'cut', prefecture: '520100', day: '2026-11-23', number: 1 },
      { kind: 'cut', prefecture: '520300', day: '2026-11-23', number: 1 },
    ])
  })

  test('a row that the program did not write is found, before it is sealed and after', async () => {
    await write(['a'])
    await seal()
    await ground.asOwner(
      `INSERT INTO audit_entry (prefecture, id, at, actor_id, actor_name, actor_role, action, subject_type, subject_id, source)
       SELECT prefecture, gen_random_uuid(), at, actor_id, actor_name, actor_role, 'bare', subject_type, subject_id, source FROM audit_entry`,
    )
    await ground.asOwner(
      `INSERT INTO audit_entry (prefecture, id, at, actor_id, actor_name, actor_role, action, subject_type, subject_id, source, mac)
       SELECT prefecture, gen_random_uuid(), at, actor_id, actor_name, actor_role, 'with a copied mac', subject_type, subject_id, source, mac
       FROM audit_entry WHERE action = 'a'`,
    )
    await ground.asOwner(
      `INSERT INTO audit_entry (prefecture, id, xact, at, actor_name, actor_role, action, subject_type, subject_id, source)
       VALUES ('520100', gen_random_uuid(), 3, now(), 'x', 'x', 'dated back', 'x', 'x', 'x')`,
    )
    const expected = ['bare', 'dated back', 'with a copied mac'].map((action) => ['inserted', action])
    const found = async () => (await verify()).breaches.map((each) => [each.kind, each.action]).sort()
    expect(await found()).toEqual(expected)
    await seal()
    expect(await found()).toEqual(expected)
  })

  test('a chain made anew without the key does not fit', async () => {
    await write(['a', 'b'])
    await seal()
    await ground.asOwner(`UPDATE audit_seal SET hash = sha256(hash) WHERE number = 1`)
    expect(kinds((await verify()).breaches)).toEqual([
      ['seal-changed', 1, 'a'],
      ['seal-changed', 2, 'b'],
    ])
  })

  test('seals that were taken away are not simply made again', async () => {
    await write(['a', 'b'])
    await seal()
    await ground.asOwner('DELETE FROM audit_seal WHERE number = 2')
    await seal()
    expect((await verify()).breaches.map((each) => [each.kind, each.action ?? null])).toEqual([
      ['cut', null],
      ['unsealed', 'b'],
    ])
  })

  test('an open transaction keeps nothing from being sealed, and its entries are sealed when it ends', async () => {
    const [entered, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const open = write(['slow'], {
      hold: () => {
        entered.resolve()
        return end.promise
      },
    })
    await entered.promise
    await write(['quick'])
    await seal()
    expect(await chain()).toHaveLength(1)
    end.resolve()
    await open
    await seal()
    expect(await verify()).toMatchObject({ sealed: 2, tail: 0, breaches: [] })
  })

  test('two sealers at once make one chain, whatever is written meanwhile', async () => {
    const other = await ground.another()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 }), async (sizes) => {
        await Promise.all([
          ...sizes.map((size, index) =>
            write(
              Array.from({ length: size }, (_, each) => `${index}.${each}`),
              {
                prefecture: index % 3 ? '520100' : '520300',
                deps: index % 2 ? other : ground.deps,
              },
            ),
          ),
          seal(other),
          seal(),
          seal(other),
        ])
        await seal()
        expect(await verify()).toMatchObject({ tail: 0, breaches: [] })
      }),
      { numRuns: 20 },
    )
  })

  test('a head that comes late never takes the place of a later one', async () => {
    const head = (number: number, day = '2026-11-22') => ({ prefecture: '520100', day, number, hash: `${number}` })
    await addHeads(headsFile, [head(7)])
    await addHeads(headsFile, [head(6)])
    expect((await readHeads(headsFile))['520100']).toEqual(head(7))
    await addHeads(headsFile, [head(1, '2026-11-23')])
    expect((await readHeads(headsFile))['520100']).toEqual(head(1, '2026-11-23'))
  })

  test('more than a batch is sealed in one go', async () => {
    for (let index = 0; index < 5; index += 1) await write(Array.from({ length: 500 }, (_, each) => `${index}.${each}`))
    const started = performance.now()
    await seal()
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(await verify()).toEqual({ sealed: 2_500, tail: 0, breaches: [], breachCount: 0 })
  })

  test('how far the sealer is behind can be asked', async () => {
    await seal()
    await write(['waiting'])
    const state = await ground.deps.db.withTransaction(ground.deps.system.actor().scope, (tx) => {
      tx.act()
      return sealerState(tx)
    })
    expect(state).toMatchObject({ unsealed: 1, oldestAt: '2026-11-22T06:30:00.000Z' })
  })

  test('nobody can change or remove an entry with the rights that the program has', async () => {
    await write(['a'])
    await seal()
    for (const statement of [
      `UPDATE audit_entry SET action = 'b'`,
      'DELETE FROM audit_entry',
      `UPDATE audit_seal SET hash = ''`,
      'DELETE FROM audit_seal',
      'TRUNCATE audit_entry',
    ]) {
      const tried = ground.deps.db.withTransaction(ground.deps.system.actor().scope, (tx) => {
        tx.act()
        return tx.run({ text: statement })
      })
      await expect(tried, statement).rejects.toThrow('permission denied')
    }
  })

  test('the heads kept beside the database are replaced whole', async () => {
    await writeFile(headsFile, '{}')
    await write(['a'])
    await write(['b'], { prefecture: '520300' })
    await seal()
    expect(Object.keys(JSON.parse(await readFile(headsFile, 'utf8')))).toEqual(['520100', '520300'])
  })

  test('phones, customers’ names and addresses are masked before anything is kept', async () => {
    await write(['a'], {
      after: {
        phone: '13800138000',
        customerName: '张三丰',
        name: '李工',
        address: '云岩区延安中路12号3单元',
        note: '打 13911112222 联系，工单 20261122000001',
        nested: [{ contact_phone: '0851-85551234' }],
      },
    })
    const [row] = await ground.asOwner<{ after: unknown }>('SELECT after FROM audit_entry')
    expect(row?.after).toEqual({
      phone: '138****8000',
      customerName: '张**',
      name: '李工',
      address: '云岩区延安中路****',
      note: '打 139****2222 联系，工单 20261122000001',
      nested: [{ contact_phone: '085****1234' }],
    })
    await seal()
    expect((await verify()).breaches).toEqual([])
  })

  test('the text that is signed is the same after a round through the database', async () => {
    const storable = fc.jsonValue().filter((value) => !/\\u(0000|d[89a-f])/i.test(JSON.stringify(value)))
    const text = (before: unknown) =>
      auditText({
        prefecture: '520100',
        id: 'x',
        at: '2026-11-22T06:30:00.000Z',
        actorId: null,
        actorName: 'x',
        actorRole: 'x',
        action: 'x',
        subjectType: 'x',
        subjectId: 'x',
        before,
        after: null,
        reason: null,
        source: 'x',
      })
    await fc.assert(
      fc.asyncProperty(storable, async (value) => {
        const written = withoutPersonalData(value)
        const [read] = await ground.asOwner<{ value: unknown }>('SELECT $1::jsonb AS value', [JSON.stringify(written)])
        expect(text(read?.value)).toBe(text(written))
      }),
      { numRuns: 300 },
    )
  })
})
