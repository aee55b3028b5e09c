import { describe, expect, it } from 'vitest'
import { copyMoveMinutes } from '#core/work-orders/order-copies.rules.ts'
import { copiesOf, readSourceRows } from './copy-rows.ts'

/** A file of `COPY … BINARY` with one row: what is known of its order, then the fields. */
const fileOf = (...fields: readonly (Buffer | null)[]): Buffer => {
  const parts = [Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8), number16(fields.length)]
  for (const field of fields) parts.push(number32(field?.length ?? -1), field ?? Buffer.alloc(0))
  return Buffer.concat([...parts, number16(-1)])
}
const number16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const instant = (at: string): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(Date.parse(at) - Date.UTC(2000, 0, 1)) * 1000n)
  return bytes
}
/** The fields of each row of a binary file. */
const fieldsOf = (file: Buffer): (Buffer | null)[][] => {
  const rows: (Buffer | null)[][] = []
  let at = 19
  for (let count = file.readInt16BE(at); count >= 0; count = file.readInt16BE(at)) {
    at += 2
    rows.push(
      Array.from({ length: count }, () => {
        const length = file.readInt32BE(at)
        at += 4 + Math.max(0, length)
        return length < 0 ? null : file.subarray(at - length, at)
      }),
    )
  }
  return rows
}
const at = '2026-10-28T23:50:07.250Z'
const copiesIn = (copies: number, base = 0) => {
  const document = `\u0001{"number": "GY261029-0007", "note": "见GY261029-0007号单", "at": "${at}", "list": ["${at}"]}`
  const rows = readSourceRows(
    fileOf(
      number32(30),
      Buffer.from([0]),
      Buffer.from('GY261029-0007'),
      instant(at),
      Buffer.from('01a2054537767000bc35625a8224cf11', 'hex'),
      Buffer.from('GY261029-0007'),
      instant(at),
      null,
      Buffer.from(document),
      Buffer.from('贵阳'),
    ),
  )
  const roles = ['id', 'number', 'instant', 'instant', 'document', 'kept'] as const
  return fieldsOf(Buffer.concat([...copiesOf(rows, roles, { copies, base })]))
}
const movedBy = (copy: number): Date =>
  new Date(Date.parse(at) + copyMoveMinutes({ ageDays: 30, isEarly: false }, copy) * 60_000)

describe('a row written many times over', () => {
  it('moves its times, in columns and documents alike, and keeps what is no time', () => {
    for (const [index, fields] of copiesIn(60).entries()) {
      const moved = movedBy(index + 1)
      expect(fields[2]).toEqual(instant(moved.toISOString()))
      expect(fields[3]).toBeNull()
      const document = JSON.parse(fields[4]?.subarray(1).toString() ?? '')
      expect([document.at, ...document.list]).toEqual([moved.toISOString(), moved.toISOString()])
      expect(document.note).toBe('见GY261029-0007号单')
      expect(fields[5]?.toString()).toBe('贵阳')
    }
  })

  it('has an id of its own and a number that names its day in China', () => {
    const copies = copiesIn(120, 950)
    expect(new Set(copies.map((fields) => fields[0]?.toString('hex'))).size).toBe(120)
    for (const [index, fields] of copies.entries()) {
      const day = new Date(movedBy(index + 1).getTime() + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
      const number = `GY${day}-${(951 + index) * 10_000 + 7}`
      expect(fields[1]?.toString()).toBe(number)
      expect(JSON.parse(fields[4]?.subarray(1).toString() ?? '').number).toBe(number)
      expect(fields[0]?.readUIntBE(0, 6)).toBe(0x01a205453776 + movedBy(index + 1).getTime() - Date.parse(at))
    }
  })
})
