import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { askAs } from './desk-acts.ts'
import { test } from './harness.ts'
import { orderAtWork } from './phone-acts.ts'

/** Noise weighs something: each about 60 kB as it is sent, and no two alike. */
const photo = (): Promise<Buffer> =>
  sharp(randomBytes(360 * 270 * 3), { raw: { width: 360, height: 270, channels: 3 } })
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Make: 'Huawei' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '26/1 38/1 0/1' } })
    .toBuffer()
const choose = async (phone: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  phone.locator('.photo-pick input[type="file"][multiple]').setInputFiles(files)

type File = { fileId: string; sha256: string; url: string; kind: string }

describe('photos over a network that breaks off', () => {
  test('twenty over a slow line with five cuts and a killed app arrive as twenty identical hashes', {
    timeout: 180_000,
  }, async ({ desk }) => {
    const { phone, number } = await orderAtWork(desk, 'ys52010200011')
    desk.expectComplaint(/net::ERR_(FAILED|INTERNET_DISCONNECTED)/)
    // Nothing goes while they are taken: what is announced later is what was made here.
    const announced = new Map<string, string>()
    phone.on('request', (request) => {
      const [, id] = /\/uploads\/([0-9a-f-]{36})$/.exec(new URL(request.url()).pathname) ?? []
      if (id) announced.set(id, String(request.postDataJSON().sha256))
    })
    await phone.context().setOffline(true)
    await choose(
      phone,
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => ({
          ...{ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer: await photo() },
        })),
      ),
    )
    await phone.getByText('20 张照片没发出去').waitFor({ timeout: 60_000 })
    const line = await phone.context().newCDPSession(phone)
    const slow = { offline: false, latency: 100, downloadThroughput: 600_000, uploadThroughput: 600_000 }
    await line.send('Network.emulateNetworkConditions', slow)
    let asked = 0
    await phone.route('**/api/v1/uploads/**', (route) => {
      asked += 1
      return asked % 9 === 0 && asked <= 45 ? route.abort() : route.continue()
    })
    await phone.context().setOffline(false)
    // In the middle of it the app is killed and opened again.
    await expect.poll(() => asked, { timeout: 60_000 }).toBeGreaterThan(20)
    await phone.reload()
    await expect
      .poll(() => phone.locator('.thumb:not(.thumb-waiting)').count(), { timeout: 120_000, interval: 500 })
      .toBe(20)
    const order = (await askAs(phone, `/api/v1/work-orders/${number}`)) as { files: File[]; awaitedFiles: unknown[] }
    expect(asked).toBeGreaterThan(45)
    expect([order.files.length, order.awaitedFiles.length]).toEqual([20, 0])
    expect(new Set(order.files.map(({ fileId, sha256 }) => `${fileId} ${sha256}`))).toEqual(
      new Set([...announced].map(([id, sha256]) => `${id} ${sha256}`)),
    )
    const [first] = order.files
    const bytes = await (await phone.request.get(new URL(first?.url ?? '', phone.url()).href)).body()
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first?.sha256)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  })

  test('a film, a foreign format and sixty megapixels get a clear answer, and nothing is lost', {
    timeout: 120_000,
  }, async ({ desk }) => {
    const { phone } = await orderAtWork(desk, 'ys52010200012')
    await choose(phone, [{ name: 'v.mp4', mimeType: 'video/mp4', buffer: Buffer.from('\0\0\0\x18ftypmp42....') }])
    await phone.getByText('这是一段视频').waitFor()
    await choose(phone, [{ name: 'i.heic', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic....') }])
    await phone.getByText('这种格式在手机上打不开').waitFor()
    const huge = await sharp({ create: { width: 9_000, height: 6_700, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer()
    await choose(phone, [{ name: 'h.jpg', mimeType: 'image/jpeg', buffer: huge }])
    // It is made small here, or refused with what to do; the page lives on.
    const small = phone.getByRole('button', { name: '照片，点开看大图' })
    await small.or(phone.getByText('照片像素太高')).first().waitFor({ timeout: 60_000 })
    await phone.getByText('处理中', { exact: true }).waitFor()
  })
})
