import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#core/access/scope.ts'
import { fileTexts } from '#core/file.text.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { type AnnouncedFile, uploadRoutes } from '#core/upload.contract.ts'
import { answerOf, answerTo } from '#testing/call.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { diskDriver } from './disk.ts'
import { bindFiles } from './files.routes.ts'
import { attachFiles } from './files.store.ts'
import { createFiles } from './files.ts'
import { clearLooseFiles } from './loose.ts'
import { isPlainPicture } from './plain-picture.ts'

let ground: Ground
let dir: string
let web: TestHttp
const engineer = anActor('engineer', { name: '周工' })
const PART = 4_096

beforeAll(async () => {
  const { uploadPartKilobytes, ...others } = platformParameters
  const small = { ...uploadPartKilobytes, default: PART / 1_024 }
  ground = await createGround({ parameters: [...Object.values(others), small] })
  dir = await mkdtemp(path.join(tmpdir(), 'daiwei-uploads-'))
  const files = createFiles({ ...ground.deps, driver: driver(), incomingDir: incoming(), maxBytes: 3_000_000 })
  web = await createTestHttp((http) => bindFiles(http, { ...ground.deps, files }), fileTexts)
})
afterAll(async () => {
  await web.close()
  await ground.close()
  await rm(dir, { recursive: true })
})
beforeEach(async () => {
  await ground.asOwner('DELETE FROM stored_file')
  await ground.asOwner('DELETE FROM upload')
  await rm(path.join(dir, 'files'), { recursive: true, force: true })
})
const driver = () => diskDriver(path.join(dir, 'files'))
const incoming = () => path.join(dir, 'incoming')
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A photo as a phone's canvas makes it: noise, so that it has a size. */
const photoOf = (width = 160, height = 120) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer()

const announce = async (bytes: Buffer, id: string, who: Actor = engineer, also: Partial<AnnouncedFile> = {}) => {
  const body = { purpose: 'evidence', prefecture: '520100', bytes: bytes.length, sha256: hashOf(bytes), name: 'p.jpg' }
  const response = await web.http.app.inject({
    ...{ method: 'PUT', url: `/api/v1/uploads/${id}`, headers: web.as(who) },
    payload: { ...body, ...also },
  })
  return answerTo(uploadRoutes.begin, answerOf(response))
}
const sendPart = async (id: string, offset: number, part: Buffer, who: Actor = engineer) => {
  const response = await web.http.app.inject({
    ...{ method: 'PUT', url: `/api/v1/uploads/${id}/${offset}?prefecture=520100`, payload: part },
    headers: { ...web.as(who), 'content-type': 'application/octet-stream' },
  })
  return answerTo(uploadRoutes.part, answerOf(response))
}
const sendAll = async (bytes: Buffer, id: string, who: Actor = engineer) => {
  let state = (await announce(bytes, id, who)).body
  while (state.file === null) {
    state = (await sendPart(id, state.received, bytes.subarray(state.received, state.received + PART), who)).body
  }
  return state.file
}
const keys = async () => {
  const found: string[] = []
  for await (const { key } of driver().list()) found.push(key)
  return found
}

describe('a file in parts', () => {
  test('whatever is lost, repeated or out of turn on the way, it arrives once and bit by bit', async () => {
    const photo = await photoOf(60, 60)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('send', 'send', 'again', 'ahead', 'lost', 'ask'), { maxLength: 30 }),
        async (turns) => {
          const id = randomUUID()
          let state = (await announce(photo, id)).body
          for (const turn of turns) {
            const offset =
              turn === 'ahead'
                ? state.received + PART
                : turn === 'again'
                  ? Math.max(0, state.received - PART)
                  : state.received
            if (offset > photo.length) continue
            if (turn === 'ask') state = (await announce(photo, id)).body
            else {
              const answer = await sendPart(id, offset, photo.subarray(offset, offset + PART))
              // The answer is lost: the phone knows nothing of it, and asks or sends again.
              if (turn !== 'lost') state = answer.body
            }
          }
          const file = await sendAll(photo, id)
          expect([file.id, file.sha256, file.bytes]).toEqual([id, hashOf(photo), photo.length])
          expect(await ground.asOwner('SELECT id FROM stored_file WHERE id = $1', [id])).toHaveLength(1)
        },
      ),
      { numRuns: 25 },
    )
    expect((await keys()).filter((key) => key.startsWith('incoming/'))).toEqual([])
  }, 60_000)

  test('twenty photos are twenty identical hashes, also when each breaks off five times', async () => {
    for (let index = 0; index < 20; index++) {
      const photo = await photoOf(100, 80 + index)
      const id = randomUUID()
      await announce(photo, id)
      for (let cut = 0; cut < 5; cut++) await sendPart(id, cut * PART, photo.subarray(cut * PART, cut * PART + PART))
      const file = await sendAll(photo, id)
      const kept = await web.get(engineer, `/api/v1/files/520100/${id}`)
      expect([file.sha256, hashOf(kept.bytes)]).toEqual([hashOf(photo), hashOf(photo)])
    }
  }, 60_000)

  test('the last part sent twice at once makes one file', async () => {
    const photo = await photoOf(50, 50)
    const id = randomUUID()
    await announce(photo, id)
    const last = Math.floor((photo.length - 1) / PART) * PART
    for (let offset = 0; offset < last; offset += PART)
      await sendPart(id, offset, photo.subarray(offset, offset + PART))
    const answers = await Promise.all([1, 2, 3].map(() => sendPart(id, last, photo.subarray(last))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(answers.some(({ body }) => body.file?.id === id)).toBe(true)
    expect(await ground.asOwner('SELECT 1 FROM stored_file')).toHaveLength(1)
  })

  test('bytes that are not what was announced count for nothing, and it begins anew', async () => {
    const photo = await photoOf(80, 80)
    const wrong = Buffer.concat([await photoOf(80, 80), Buffer.alloc(photo.length)]).subarray(0, photo.length)
    const id = randomUUID()
    await announce(photo, id)
    let answer = await sendPart(id, 0, wrong.subarray(0, PART))
    while (answer.status === 200) {
      const from = answer.body.received
      answer = await sendPart(id, from, wrong.subarray(from, from + PART))
    }
    expect([answer.status, answer.problem.code]).toEqual([409, 'files.hash-mismatch'])
    expect((await announce(photo, id)).body.received).toBe(0)
    expect((await sendAll(photo, id)).sha256).toBe(hashOf(photo))
  })

  test('a film, too much, an id of somebody else and a foreign prefecture are refused with the reason', async () => {
    const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(500)])
    const id = randomUUID()
    await announce(film, id)
    expect((await sendPart(id, 0, film)).problem).toMatchObject({
      code: 'files.wrong-type',
      params: { allowed: 'JPEG / PNG / WEBP' },
    })
    expect((await announce(film, randomUUID(), engineer, { bytes: 4_000_000 })).problem.code).toBe('files.too-large')
    expect((await announce(film, randomUUID(), engineer, { prefecture: '990100' })).problem.code).toBe('files.outside')
    const photo = await photoOf(20, 20)
    expect((await announce(photo, id)).problem.code).toBe('files.other-upload')
    const colleague = anActor('engineer', { userId: randomUUID() })
    await announce(photo, randomUUID())
    expect((await announce(film, id, colleague)).problem.code).toBe('files.other-upload')
    expect((await sendPart(id, 0, film, colleague)).status).toBe(404)
    expect((await sendPart(randomUUID(), 0, photo)).status).toBe(404)
    expect((await sendPart(id, 0, Buffer.concat([film, Buffer.alloc(PART * 3)]))).problem.code).toBe('files.too-large')
  })

  test('named by an order before it is there, it belongs to the order when it comes', async () => {
    const photo = await photoOf(30, 30)
    const id = randomUUID()
    await announce(photo, id)
    const order = randomUUID()
    await ground.asOwner(
      `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id,
         channel, symptom, source, created_at, created_by_name, updated_at)
       VALUES ('520100', $1, $2, 'fault', 'home', 'working', true, '520102', 'urban', 'contractor', 'north', 'desk', 'x', 'x', now(), 'x', now())`,
      [order, `GY-${order.slice(0, 8)}`],
    )
    await ground.deps.db.withTransaction(engineer.scope, async (tx) => {
      tx.act()
      await attachFiles(tx, engineer, '520100', [id], { type: 'workOrder', id: order })
    })
    await sendAll(photo, id)
    const [row] = await ground.asOwner<{ subject_id: string }>('SELECT subject_id FROM stored_file WHERE id = $1', [id])
    expect(row?.subject_id).toBe(order)
    expect((await web.get(anActor('contractorManager'), `/api/v1/files/520100/${id}`)).status).toBe(200)
    await ground.asOwner('DELETE FROM work_order')
  })

  test('parts that nobody goes on with are cleared away with their announcement', async () => {
    const photo = await photoOf(100, 100)
    const id = randomUUID()
    await announce(photo, id)
    await sendPart(id, 0, photo.subarray(0, PART))
    const dayAhead = Date.now() + 25 * 3_600_000
    const clear = () => clearLooseFiles({ ...ground.deps, driver: driver(), incomingDir: incoming() }, dayAhead)
    expect(await clear()).toMatchObject({ objects: 0 })
    ground.setClock('2026-11-30T06:30:00.000Z')
    expect(await clear()).toMatchObject({ objects: 1 })
    ground.setClock('2026-11-22T06:30:00.000Z')
    expect(await ground.asOwner('SELECT 1 FROM upload')).toEqual([])
  })
})

describe('a plain picture', () => {
  test('is nothing but picture: notes, comments and what rides along behind it are found', async () => {
    const photo = await photoOf(40, 40)
    const png = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    expect([isPlainPicture(photo), isPlainPicture(png)]).toEqual([true, true])
    // As a browser's canvas makes it.
    const profiled = await sharp(photo).withIccProfile('srgb').jpeg().toBuffer()
    expect([isPlainPicture(profiled), profiled.includes('ICC_PROFILE')]).toEqual([true, true])
    const noted = await sharp(photo)
      .withExif({ IFD0: { Make: 'Huawei' } })
      .toBuffer()
    const commented = Buffer.concat([
      photo.subarray(0, 2),
      Buffer.from('\xff\xfe\x00\x06abcd', 'latin1'),
      photo.subarray(2),
    ])
    for (const bytes of [
      noted,
      commented,
      Buffer.concat([photo, Buffer.from('<script>')]),
      Buffer.concat([png, Buffer.from('x')]),
      photo.subarray(0, -2),
      Buffer.alloc(0),
    ]) {
      expect(isPlainPicture(bytes)).toBe(false)
    }
  })
  test('is asked of any bytes without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        isPlainPicture(Buffer.from(bytes))
        expect(isPlainPicture(Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.from(bytes)]))).toBeTypeOf('boolean')
      }),
    )
  })
})
