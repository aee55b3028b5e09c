import { isUtf8 } from 'node:buffer'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml'
import type { Actor } from '#core/access/scope.ts'
import type { QueryOf } from '#core/contract.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { dayOf } from '#core/time.ts'
import { problemsOf } from '#core/wording/pack.rules.ts'
import { packSchema, type WordingPack } from '#core/wording/pack.ts'
import { packHeaders, packOfRows, rowsOfPack } from '#core/wording/pack-rows.rules.ts'
import type { wordingRoutes } from '#core/wording/wording.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { refusalOfZod } from '#server/platform/problem.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { openSheetFile } from '#server/platform/sheet/open.ts'
import { refusalOf, type SheetLimits, type SheetRow, sheetLimits } from '#server/platform/sheet/sheet.ts'
import { xlsxBytes } from '#server/platform/sheet/write.ts'
import { keepDraft, packInForce, readVersion } from './pack.service.ts'
import { findDraft } from './pack.store.ts'

const MB = 1024 * 1024
const MOST_MB = 2
/** A pack is small; nothing larger is opened. */
const limits: SheetLimits = {
  ...sheetLimits,
  xlsxBytes: MOST_MB * MB,
  csvBytes: MOST_MB * MB,
  sharedStringBytes: 8 * MB,
  partBytes: 32 * MB,
  entries: 200,
  cellCharacters: 4_000,
}
const MOST_ROWS = 4_000

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export type PackFile = { readonly name: string; readonly type: string; readonly bytes: Buffer }

export const yamlOf = (pack: WordingPack): string => stringify(pack, { lineWidth: 0 })

export const xlsxOf = async (pack: WordingPack): Promise<Buffer> => {
  const chunks: Buffer[] = []
  const sheet = { name: '话术', headers: packHeaders(), rows: rowsOfPack(pack) }
  for await (const chunk of xlsxBytes(sheet)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A version, else the draft, else what holds. Refusal: `wording.unknown-version`. */
export const exportPack = async (
  deps: Deps,
  actor: Actor,
  { company, format, version }: QueryOf<typeof wordingRoutes.exported>,
): Promise<Result<PackFile>> => {
  const today = dayOf(deps.clock.now())
  const found =
    version === undefined
      ? await deps.db.withTransaction(actor.scope, async (tx) => {
          const [draft, current] = await Promise.all([findDraft(tx, company), packInForce(tx, company, today)])
          return ok(draft ?? current)
        })
      : await readVersion(deps, actor, version)
  if (!found.ok) return found
  const { pack } = found.value
  const name = `话术-${today}.${format}`
  return ok(
    format === 'yaml'
      ? { name, type: 'application/yaml; charset=utf-8', bytes: Buffer.from(yamlOf(pack)) }
      : { name, type: XLSX, bytes: await xlsxOf(pack) },
  )
}

/** Reads a file into the draft, all of it or nothing. Refusals: `wording.file-invalid` by row and column, those of files and drafts. */
export const importPack = async (
  deps: Deps,
  command: SentCommand,
  { company, name, revision }: QueryOf<typeof wordingRoutes.imported>,
  source: Readable,
  language: Language,
): Promise<Result<{ revision: number; texts: number; words: number; changed: number }>> => {
  const bytes = await bytesOf(source)
  if (!bytes) return refuse('wording.file-large', { params: { megabytes: MOST_MB } })
  const read = await readPack(bytes, name, language)
  if (!read.ok) return read
  return keepDraft(deps, command, { company, pack: read.value, revision }, 'source')
}

/** Whoever sends too much is heard to the end, since an answer before it is lost on the way. */
const bytesOf = async (source: Readable): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MOST_MB * MB) chunks.push(chunk)
  }
  return length <= MOST_MB * MB ? Buffer.concat(chunks) : undefined
}

/** By what the file holds: a zip is a workbook, other text with a table's name a table, anything else YAML. */
export const readPack = async (bytes: Buffer, name: string, language: Language): Promise<Result<WordingPack>> => {
  const isZip = bytes.length > 3 && bytes.readUInt32LE(0) === 0x04034b50
  if (isZip || /\.(?:csv|xlsx?)$/i.test(name)) return readSheet(bytes, name)
  return isUtf8(bytes) ? readYaml(bytes.toString('utf8'), language) : refuse('wording.file-unreadable')
}

const invalid = (errors: readonly Refusal[]) =>
  refuse('wording.file-invalid', { params: { count: errors.length }, details: errors.slice(0, 200) })

const readSheet = async (bytes: Buffer, name: string): Promise<Result<WordingPack>> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'wording-'))
  const file = path.join(folder, 'pack')
  try {
    await writeFile(file, bytes, { mode: 0o600 })
    const sheet = await openSheetFile(file, name || 'pack', limits)
    try {
      const rows: SheetRow[] = []
      const first = sheet.sheets.findIndex(({ isHidden }) => !isHidden)
      for await (const batch of sheet.rows(Math.max(0, first))) {
        rows.push(...batch)
        if (rows.length > MOST_ROWS) return refuse('wording.too-many', { params: { texts: rows.length, words: 0 } })
      }
      const { pack, errors } = packOfRows(rows)
      return pack ? ok(pack) : invalid(errors)
    } finally {
      await sheet.close()
    }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return { ok: false, refusal }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const readYaml = (text: string, language: Language): Result<WordingPack> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 0 } as object)
  const [broken] = document.errors
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line
    return invalid([{ code: 'wording.not-yaml', field: `line${line}`, params: { line, why: broken.code } }])
  }
  const lineOf = (at: readonly (string | number)[]): number => {
    // The part itself, else what it should stand in.
    for (let length = at.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(at.slice(0, length), true)
      if ((isScalar(node) || isMap(node) || isSeq(node)) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 0 })
  } catch {
    return refuse('wording.file-unreadable')
  }
  const parsed = packSchema.safeParse(content)
  if (!parsed.success) {
    const titles = refusalOfZod(parsed.error, 'body', language).refusal.details ?? []
    return invalid(
      parsed.error.issues.slice(0, 50).map((issue, index) => {
        const at = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
        const title = (titles[index] as { readonly title?: string } | undefined)?.title ?? issue.message
        const line = lineOf(at)
        return { code: 'wording.yaml-wrong', field: `line${line}`, params: { line, path: at.join('.'), why: title } }
      }),
    )
  }
  const problems = problemsOf(parsed.data)
  if (problems.length === 0) return ok(parsed.data)
  return invalid(
    problems.map((problem) => {
      const at = (problem.field ?? '').split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
      return { ...problem, field: `line${lineOf(at)}`, params: { ...problem.params, line: lineOf(at) } }
    }),
  )
}
