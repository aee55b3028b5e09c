import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#core/access/scope.ts'
import { readExif } from '#core/exif.ts'
import { fileUpload } from '#core/file.contract.ts'
import { fileTexts } from '#core/file.text.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { answerOf, answerTo } from '#testing/call.ts'
import { type FakeS3, startFakeS3 } from '#testing/fake-s3.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { diskDriver } from './disk.ts'
import type { FileDriver } from './driver.ts'
import { bindFiles } from './files.routes.ts'
import { attachFiles } from './files.store.ts'
import { createFiles } from './files.ts'
import { clearLooseFiles } from './loose.ts'
import { s3Driver } from './s3.ts'

let ground: Ground
let dir: string
let store: FakeS3
let photo: Buffer
const drivers: Record<string, FileDriver> = {}
const webs: Record<string, TestHttp> = {}
const engineer = anActor('engineer', { name: '周工' })
const BUCKET = 'trial-files'

const picture = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 40, b: 40 } } })

beforeAll(async () => {
  ground = await createGround({ parameters: Object.values(platformParameters) })
  dir = await mkdtemp(path.join(tmpdir(), 'daiwei-files-'))
  store = await startFakeS3(BUCKET)
  drivers.disk = diskDriver(path.join(dir, 'files'))
  drivers.s3 = await s3Driver({
    driver: 's3',
    bucket: BUCKET,
    region: 'us-east-1',
    endpoint: store.endpoint,
    prefix: 'daiwei/',
    pathStyle: true,
    accessKeyId: 'trial',
    secretAccessKey: 'trial',
  })
  for (const [name, driver] of Object.entries(drivers)) {
    const files = createFiles({ ...ground.deps, driver, incomingDir: incomingDir(), maxBytes: 5_000_000 })
    webs[name] = await createTestHttp((http) => bindFiles(http, { ...ground.deps, files }), fileTexts)
  }
  photo = await picture()
    .jpeg()
    .withExif({
      IFD0: { Make: 'Huawei', Model: 'P60' },
      IFD2: { DateTimeOriginal: '2026:11:22 14:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '26/1 38/1 5130/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '106/1 37/1 4830/100',
      },
    })
    .toBuffer()
})
afterAll(async () => {
  for (const web of Object.values(webs)) await web.close()
  await store.close()
  await ground.close()
  await rm(dir, { recursive: true })
})
beforeEach(async () => {
  await ground.asOwner('DELETE FROM stored_file')
  await ground.asOwner('DELETE FROM work_order')
  await rm(path.join(dir, 'files'), { recursive: true, force: true })
  store.objects.clear()
  store.fail = undefined
})

const incomingDir = () => path.join(dir, 'incoming')
const webOf = (name: string): TestHttp => {
  const web = webs[name]
  if (!web) throw new Error(name)
  return web
}
const driverOf = (name: string): FileDriver => {
  const driver = drivers[name]
  if (!driver) throw new Error(name)
  return driver
}

const send = async (
  content: Buffer,
  options: {
    on?: string
    who?: Actor
    name?: string
    purpose?: string
    prefecture?: string
    type?: string
    headers?: Record<string, string>
  } = {},
) => {
  const boundary = 'x-trial-x'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${options.name ?? 'photo.jpg'}"\r\nContent-Type: ${options.type ?? 'image/jpeg'}\r\n\r\n`
  const web = webOf(options.on ?? 'disk')
  const { purpose = 'evidence', prefecture = '520100' } = options
  const response = await web.http.app.inject({
    method: 'POST',
    url: `/api/v1/files?purpose=${purpose}&prefecture=${prefecture}&deviceAt=2026-11-22T06:29:00Z`,
    headers: {
      ...web.as(options.who ?? engineer),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...options.headers,
    },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return answerTo(fileUpload, answerOf(response))
}
const fetchFile = (id: string, who = engineer, query = '', on = 'disk', headers = {}) =>
  webOf(on).get(who, `/api/v1/files/520100/${id}${query}`, headers)
const keysOf = async (driver: FileDriver) => {
  const keys: string[] = []
  for await (const { key } of driver.list()) keys.push(key)
  return keys.sort()
}

describe.each(['disk', 's3'])('a file kept on %s', (on) => {
  test('a photo comes back made anew, with a thumbnail; where it was taken is kept aside', async () => {
    const sent = await send(photo, { on })
    expect(sent).toMatchObject({
      status: 201,
      body: { mediaType: 'image/jpeg', hasThumbnail: true, name: 'photo.jpg' },
    })
    const { id } = sent.body
    const full = await fetchFile(id, engineer, '', on)
    expect(full.status).toBe(200)
    expect(createHash('sha256').update(full.bytes).digest('hex')).toBe(sent.body.sha256)
    expect(full.bytes.length).toBe(sent.body.bytes)
    const metadata = await sharp(full.bytes).metadata()
    expect(metadata).toMatchObject({ width: 400, height: 300 })
    expect(metadata.exif).toBeUndefined()
    const thumbnail = await sharp((await fetchFile(id, engineer, '?size=thumbnail', on)).bytes).metadata()
    expect(thumbnail).toMatchObject({ width: 320, height: 240, format: 'jpeg' })
    const [row] = await ground.asOwner<{
      details: Record<string, unknown>
      device_at: unknown
      created_by_name: string
    }>('SELECT details, device_at, created_by_name FROM stored_file')
    expect(row).toMatchObject({ created_by_name: '周工' })
    expect(row?.details).toMatchObject({
      width: 400,
      height: 300,
      received: { bytes: photo.length, sha256: createHash('sha256').update(photo).digest('hex') },
      camera: { takenAt: '2026-11-22T14:30:00', device: 'Huawei P60' },
    })
    const camera = row?.details.camera as { lat: number; lon: number }
    expect(camera.lat).toBeCloseTo(26 + 38 / 60 + 51.3 / 3600, 6)
    expect(camera.lon).toBeCloseTo(106 + 37 / 60 + 48.3 / 3600, 6)
  })

  test('what cannot be kept leaves no row, and what has no row is cleared away', async () => {
    const sent = await send(photo, { on })
    const orphan = `520100/2026/11/${randomUUID()}`
    await driverOf(on).put(orphan, Buffer.from('left behind'), 'image/jpeg')
    await driverOf(on).put('not-ours/readme', Buffer.from('x'), 'text/plain')
    const dayAhead = Date.now() + 25 * 3_600_000
    const clear = (nowMs: number) =>
      clearLooseFiles({ ...ground.deps, driver: driverOf(on), incomingDir: incomingDir() }, nowMs)
    expect(await clear(Date.now())).toMatchObject({ rows: 0, objects: 0 })
    expect(await clear(dayAhead)).toMatchObject({ rows: 0, objects: 1 })
    expect(await keysOf(driverOf(on))).toHaveLength(3)
    expect((await fetchFile(sent.body.id, engineer, '', on)).status).toBe(200)
    ground.setClock('2026-11-30T06:30:00.000Z')
    expect(await clear(dayAhead)).toMatchObject({ rows: 1, objects: 0 })
    ground.setClock('2026-11-22T06:30:00.000Z')
    expect(await keysOf(driverOf(on))).toEqual(['not-ours/readme'])
    expect((await fetchFile(sent.body.id, engineer, '', on)).status).toBe(404)
  })
})

describe('files', () => {
  test('what a file is follows from its content, not from its name or label', async () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    for (const content of [html, svg, Buffer.from('MZ\x90\x00'), Buffer.from('GIF89a....')]) {
      expect(await send(content)).toMatchObject({
        status: 422,
        body: { code: 'files.wrong-type', params: { allowed: 'JPEG / PNG / WEBP' } },
      })
    }
    expect((await send(Buffer.from('%PDF-1.7 …'), { purpose: 'evidence' })).status).toBe(422)
    expect(await send(Buffer.from('%PDF-1.7 …'), { purpose: 'document', type: 'image/jpeg' })).toMatchObject({
      status: 201,
      body: { mediaType: 'application/pdf', hasThumbnail: false },
    })
    expect((await send(Buffer.from('#!AMR\n…'), { purpose: 'recording' })).body.mediaType).toBe('audio/amr')
  })

  test('what rides along in a picture is gone', async () => {
    const ride = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')])
    const { body } = await send(ride)
    expect((await fetchFile(body.id)).bytes.toString('latin1')).not.toContain('<script>')
  })

  test('a damaged picture, an empty file and no file at all are told apart', async () => {
    expect((await send(photo.subarray(0, 200))).problem.code).toBe('files.damaged')
    expect((await send(Buffer.alloc(0))).problem.code).toBe('files.empty')
    const web = webOf('disk')
    const none = await web.http.app.inject({
      method: 'POST',
      url: '/api/v1/files?purpose=evidence&prefecture=520100',
      headers: { ...web.as(engineer), 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    })
    expect(answerOf(none).problem).toMatchObject({ status: 422, code: 'files.missing' })
    const json = await web.post(engineer, '/api/v1/files?purpose=evidence&prefecture=520100', {})
    expect(json.status).toBe(415)
    expect(await readdir(incomingDir())).toEqual([])
  })

  test('a file that is too large is refused while it comes in', async () => {
    const big = Buffer.concat([photo, Buffer.alloc(6_000_000)])
    expect(await send(big)).toMatchObject({
      status: 422,
      body: { code: 'files.too-large', field: 'file', params: { limit: 4.7 } },
    })
    expect(
      (await send(Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(3_000_000)]), { purpose: 'document' })).status,
    ).toBe(201)
    expect(await readdir(incomingDir())).toEqual([])
  })

  test('a picture of few bytes and a hundred million pixels is refused', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 8_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect((await send(bomb)).problem.code).toBe('files.damaged')
  })

  test('a large picture is kept smaller, one on its side upright', async () => {
    const large = await send(await picture(4_000, 1_000).jpeg().toBuffer())
    expect(await sharp((await fetchFile(large.body.id)).bytes).metadata()).toMatchObject({ width: 2_560, height: 640 })
    const turned = await send(await picture(200, 100).jpeg().withMetadata({ orientation: 6 }).toBuffer())
    expect(await sharp((await fetchFile(turned.body.id)).bytes).metadata()).toMatchObject({ width: 100, height: 200 })
  })

  test('a signature keeps its transparency', async () => {
    const ink = await sharp({
      create: { width: 60, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const { body } = await send(ink, { purpose: 'signature', name: 'sign.png' })
    expect(body.mediaType).toBe('image/png')
    expect(await sharp((await fetchFile(body.id)).bytes).metadata()).toMatchObject({ hasAlpha: true, format: 'png' })
  })

  test('the same upload sent twice is kept once', async () => {
    const headers = { 'idempotency-key': 'upload-0001' }
    const [first, second] = [await send(photo, { headers }), await send(photo, { headers })]
    expect([second.status, second.body]).toEqual([first.status, first.body])
    expect(await keysOf(driverOf('disk'))).toHaveLength(2)
    const other = await send(await picture(10, 10).jpeg().toBuffer(), { headers })
    expect(other).toMatchObject({ status: 409, body: { code: 'platform.command-reused' } })
    expect(await keysOf(driverOf('disk'))).toHaveLength(2)
  })

  test('it is its sender’s alone until it belongs to an order; then whoever sees the order sees it', async () => {
    const { body } = await send(photo)
    const manager = anActor('contractorManager')
    const other = anActor('contractorManager', { companyId: 'south' })
    expect((await fetchFile(body.id, manager)).status).toBe(404)
    const order = randomUUID()
    await ground.asOwner(
      `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id,
         channel, symptom, source, created_at, created_by_name, updated_at)
       VALUES ('520100', $1, 'GY-1', 'fault', 'home', 'working', true, '520102', 'urban', 'contractor', 'north', 'desk', 'x', 'x', now(), 'x', now())`,
      [order],
    )
    const attach = (who: Actor, subject: string) =>
      ground.deps.db.withTransaction(who.scope, async (tx) => {
        tx.act()
        return attachFiles(tx, who, '520100', [body.id], { type: 'workOrder', id: subject })
      })
    expect(await attach(other, order)).toBe(0)
    expect(await attach(engineer, order)).toBe(1)
    expect(await attach(engineer, order)).toBe(1)
    expect(await attach(engineer, randomUUID())).toBe(0)
    expect((await fetchFile(body.id, manager)).status).toBe(200)
    expect((await fetchFile(body.id, other)).status).toBe(404)
    expect((await webOf('disk').get(undefined, `/api/v1/files/520100/${body.id}`)).status).toBe(401)
  })

  test('it is kept beside what it is for: no other prefecture than the sender’s', async () => {
    const far = anActor('engineer', { prefectures: ['520300'] })
    expect(await send(photo, { who: far })).toMatchObject({ status: 403, body: { code: 'files.outside' } })
    expect(await keysOf(driverOf('disk'))).toEqual([])
  })

  test('it is served so that a browser runs nothing of it', async () => {
    const { body } = await send(photo, { name: '../../etc/现场<照片\u202Egpj.jpg' })
    expect(body.name).toBe('现场照片gpj.jpg')
    const { headers } = await fetchFile(body.id)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('现场照片gpj.jpg')}`,
      'cache-control': 'private, max-age=3600',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain('sandbox')
    const pdf = await send(Buffer.from('%PDF-1.7 <script>'), { purpose: 'document', name: 'a.html' })
    expect((await fetchFile(pdf.body.id)).headers['content-disposition']).toBe(`attachment; filename*=UTF-8''a.html`)
    const again = await fetchFile(body.id, engineer, '', 'disk', { 'if-none-match': String(headers.etag) })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  test('a sender who breaks off leaves nothing behind', async () => {
    const web = webOf('disk')
    const address = new URL(await web.listen())
    const headers = { ...web.as(engineer), 'content-type': 'multipart/form-data; boundary=x' }
    const request = httpRequest({
      host: address.hostname,
      port: address.port,
      method: 'POST',
      path: '/api/v1/files?purpose=evidence&prefecture=520100',
      headers,
    })
    request.on('error', () => undefined)
    request.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n')
    request.write(photo)
    await expect.poll(async () => (await readdir(incomingDir())).length).toBe(1)
    request.destroy()
    await expect.poll(async () => (await readdir(incomingDir())).length).toBe(0)
    expect(await ground.asOwner('SELECT 1 FROM stored_file')).toEqual([])
    expect(await keysOf(driverOf('disk'))).toEqual([])
  })

  test('what a killed process left of transfers is cleared away after a day', async () => {
    const left = path.join(incomingDir(), 'left')
    await writeFile(left, 'half')
    const old = new Date(Date.now() - 25 * 3_600_000)
    await utimes(left, old, old)
    const cleared = await clearLooseFiles({ ...ground.deps, driver: driverOf('disk'), incomingDir: incomingDir() })
    expect(cleared.incoming).toBe(1)
    await expect(readFile(left)).rejects.toThrow('ENOENT')
  })

  test('when the object store fails nothing is kept and the sender hears of a failure', async () => {
    store.fail = 500
    const sent = await send(photo, { on: 's3' })
    expect(sent).toMatchObject({ status: 500, body: { code: 'platform.failure' } })
    expect(await ground.asOwner('SELECT 1 FROM stored_file')).toEqual([])
    await expect(driverOf('s3').check()).rejects.toThrow()
    store.fail = undefined
    await driverOf('s3').check()
    await driverOf('disk').check()
  }, 30_000)

  test('what a camera wrote is read if it can be, whatever it is', async () => {
    const { exif } = await sharp(photo).metadata()
    expect(readExif(exif ?? new Uint8Array())).toMatchObject({ device: 'Huawei P60' })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readExif(bytes)
      }),
      { numRuns: 2_000 },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const broken = Uint8Array.from(exif ?? [])
        for (const [at, value] of changes) broken[at % broken.length] = value
        const facts = readExif(broken)
        expect(Math.abs(facts.lat ?? 0)).toBeLessThanOrEqual(90)
      }),
      { numRuns: 2_000 },
    )
  })
})
