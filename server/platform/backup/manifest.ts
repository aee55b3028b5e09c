import { z } from 'zod'

const Table = z.object({ name: z.string(), columns: z.array(z.string()) })
const Sequence = z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() })

/** The first entry of a backup: what the rest is. */
export const Manifest = z.object({
  format: z.literal(1),
  product: z.literal('daiwei'),
  createdAt: z.string(),
  /** The state of the schema: the migrations that had been applied. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(Table),
  sequences: z.array(Sequence),
  /** Whether uploaded files are inside; with S3 they stay in the bucket. */
  hasFiles: z.boolean(),
})
export type Manifest = z.infer<typeof Manifest>

export const MANIFEST = 'manifest.json'
/** Rows of each table, known only after they were read. */
export const ROWS = 'rows.json'
export const Rows = z.record(z.string(), z.number().int())
export const SECRETS = 'secrets.json'
/** Small files of the data directory that belong to the rows: logins to give out, and where the audit's chains ended. */
export const KEPT_FILES = ['demo-logins.json', 'audit-heads.json'] as const
export const FILES = 'files/'

/** A table's rows are cut into parts, because tar wants the size before the content. */
export const partName = (table: string, index: number): string =>
  `tables/${table}/${String(index).padStart(6, '0')}.copy`
export const tableOfPart = (name: string): string | undefined => /^tables\/([^/]+)\/\d{6}\.copy$/.exec(name)?.[1]
