import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readExif } from './exif.ts'
import { pictureHead } from './picture-head.ts'

const picture = sharp({ create: { width: 120, height: 90, channels: 3, background: '#888' } })
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('the head of what was chosen as a photo', () => {
  it('tells a JPEG with its size and when the camera took it', async () => {
    const jpeg = await picture
      .clone()
      .jpeg()
      .withExif({ IFD2: { DateTimeOriginal: '2024:05:06 07:08:09' } })
      .toBuffer()
    const head = pictureHead(jpeg)
    expect(head).toMatchObject({ kind: 'jpeg', width: 120, height: 90 })
    expect(readExif(head.exif ?? new Uint8Array()).takenAt).toBe('2024-05-06T07:08:09')
    expect(pictureHead(await picture.clone().jpeg().toBuffer()).exif).toBeUndefined()
  })
  it('tells PNG, WebP, the iPhone’s pictures and films', async () => {
    expect(pictureHead(await picture.clone().png().toBuffer())).toEqual({ kind: 'png', width: 120, height: 90 })
    expect(pictureHead(await picture.clone().webp().toBuffer()).kind).toBe('webp')
    expect(pictureHead(bytesOf('\0\0\0\x18ftypheic')).kind).toBe('heic')
    expect(pictureHead(bytesOf('\0\0\0\x18ftypmp42')).kind).toBe('video')
    expect(pictureHead(bytesOf('\x1a\x45\xdf\xa3....')).kind).toBe('video')
    expect(pictureHead(bytesOf('hello')).kind).toBe('other')
  })
  it('is asked of anything without failing', () => {
    const start = fc.constantFrom('', '\xff\xd8', '\xff\xd8\xff\xe1', '\x89PNG', 'RIFF', '\0\0\0\x18ftyp')
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (text, rest) => {
        expect(pictureHead(Uint8Array.from([...bytesOf(text), ...rest])).kind).toBeTypeOf('string')
      }),
    )
  })
})
