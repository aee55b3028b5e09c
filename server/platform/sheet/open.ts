import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { openCsv } from './csv.ts'
import { type SheetFile, type SheetLimits, sheetLimits, sheetRefused } from './sheet.ts'
import { openXlsx } from './xlsx.ts'

/**
 * Opens an xlsx or csv file by what it holds, not by its name. Refuses (as `refusalOf` tells): too large, an old .xls,
 * protected by a password, damaged, a zip bomb, not a table at all. `name` is how people know the file.
 */
export const openSheetFile = async (
  path: string,
  name: string = basename(path),
  limits: SheetLimits = sheetLimits,
): Promise<SheetFile> => {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' || error.code === 'EISDIR' ? sheetRefused('no-such-file', { name }) : error
  })
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw sheetRefused('no-such-file', { name })
    if (stat.size === 0) throw sheetRefused('empty', { name })
    const head = Buffer.alloc(8)
    await file.read(head, 0, 8, 0)
    const isZip = head.readUInt32LE(0) === 0x04034b50
    const limit = isZip ? limits.xlsxBytes : limits.csvBytes
    if (stat.size > limit) throw sheetRefused('too-large', { name, megabytes: inMb(stat.size), limit: inMb(limit) })
    if (isZip) return await openXlsx(file, stat.size, limits)
    if (head.readUInt32BE(0) === 0xd0cf11e0) throw sheetRefused('old-or-protected', { name })
    return await openCsv(file, stat.size, name, limits)
  } catch (error) {
    await file.close()
    throw error
  }
}

const inMb = (bytes: number): number => Math.round(bytes / 1024 / 1024)
