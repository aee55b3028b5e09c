import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { importKinds } from './import.ts'

const kind = z.enum(importKinds)
const at = z.string().meta({ format: 'date-time' })
/** Whoever may import one kind may open the wizard; which kinds, the service decides. */
const anyImport = 'ledger.import|network.import|people.import|intake.create'
const bilingual = z.object({ 'zh-CN': z.string(), en: z.string() })

/** Which column of a sheet (from 0) holds which field. */
const mappingSchema = z.record(z.string().max(40), z.number().int().min(0).max(255))
const choiceSchema = z.object({
  index: z.number().int().min(0).max(999),
  /** As shown in Excel; 0 when there is none. */
  headerRow: z.number().int().min(0).max(1_048_576),
  mapping: mappingSchema,
})
export type ImportChoice = z.infer<typeof choiceSchema>

const cellErrorSchema = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  field: z.string(),
  value: z.string(),
  reason: z.string(),
  proposal: z.string().nullable(),
})

const counts = {
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  held: z.number(),
  errorCount: z.number(),
}
const countsSchema = z.looseObject(counts)
export type ImportCounts = z.infer<typeof countsSchema>
const importResultSchema = z.looseObject({ ...counts, errors: z.array(cellErrorSchema) })

const batchSchema = z.object({
  id: z.string(),
  kind,
  fileName: z.string(),
  status: z.enum(['draft', 'running', 'applied', 'refused', 'failed', 'undone']),
  createdByName: z.string(),
  createdAt: at,
  finishedAt: at.nullable(),
  undoneAt: at.nullable(),
  /** Of a draft: what the last check found. */
  result: importResultSchema.nullable(),
})
export type ImportBatchItem = z.infer<typeof batchSchema>

const sheetSchema = z.object({
  index: z.number(),
  name: z.string(),
  isHidden: z.boolean(),
  headerRow: z.number(),
  mapping: mappingSchema,
  /** Required fields without a column. */
  missing: z.array(z.string()).readonly(),
  /** The first rows as they stand, with the numbers that Excel shows. */
  head: z.array(z.object({ row: z.number(), cells: z.array(z.string()).readonly() })).readonly(),
})
export type ImportSheet = z.infer<typeof sheetSchema>

const heldRowSchema = z.object({
  id: z.string(),
  kind,
  batchId: z.string(),
  fileName: z.string(),
  sheet: z.string(),
  row: z.number(),
  prefecture: z.string(),
  /** What stood in the cells, by field. */
  content: z.record(z.string(), z.string()),
  problems: z.array(z.object({ field: z.string(), reason: z.string(), proposal: z.string().nullable() })),
  status: z.enum(['open', 'completed', 'discarded']),
  resolution: z.string().nullable(),
  resolvedByName: z.string().nullable(),
  resolvedAt: at.nullable(),
  createdAt: at,
})
export type HeldRowItem = z.infer<typeof heldRowSchema>

const idParams = z.object({ id: z.uuid() })
const runBody = z.object({ choices: z.array(choiceSchema).min(1).max(100).optional() })
const started = z.object({ jobId: z.string() })

export const importRoutes = {
  kinds: route({
    method: 'GET',
    path: '/api/v1/import-kinds',
    permission: 'signed-in',
    summary: 'What can be imported, by which columns, and which of it the caller may import',
    reply: z.array(
      z.object({
        kind,
        title: bilingual,
        isPermitted: z.boolean(),
        columns: z.array(
          z.object({ field: z.string(), title: bilingual, isRequired: z.boolean(), isPersonal: z.boolean() }),
        ),
      }),
    ),
  }),
  upload: route({
    method: 'POST',
    path: '/api/v1/imports',
    permission: anyImport,
    summary: 'A file to import, as it is: its sheets, columns guessed, first rows. Nothing is stored in the ledger yet',
    query: z.object({ kind, name: z.string().min(1).max(200) }),
    consumes: 'application/octet-stream',
    reply: z.object({ id: z.string(), encoding: z.string(), sheets: z.array(sheetSchema).readonly() }),
    status: 201,
    refusals: ['import.kind-not-permitted', 'sheet.too-large', 'sheet.damaged', 'sheet.zip-bomb', 'sheet.not-a-table'],
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/imports',
    permission: anyImport,
    summary: 'Imports, the newest first',
    query: z.object({
      kind: kind.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.uuid().optional(),
    }),
    reply: z.object({
      items: z.array(batchSchema.omit({ result: true }).extend({ counts: countsSchema.nullable() })),
      nextCursor: z.string().nullable(),
    }),
  }),
  detail: route({
    method: 'GET',
    path: '/api/v1/imports/:id',
    permission: anyImport,
    summary: 'One import with what came of it',
    params: idParams,
    reply: batchSchema,
    refusals: ['import.batch-unknown'],
  }),
  check: route({
    method: 'POST',
    path: '/api/v1/imports/:id/check',
    permission: anyImport,
    summary: 'A job that finds out what the import would do, with the errors by cell',
    params: idParams,
    body: runBody,
    reply: started,
    status: 202,
    refusals: ['import.batch-unknown', 'import.batch-busy', 'import.columns-missing'],
  }),
  run: route({
    method: 'POST',
    path: '/api/v1/imports/:id/run',
    permission: anyImport,
    summary:
      'A job that imports: all or nothing, or with isPartial the right rows, the others kept in the holding list',
    params: idParams,
    body: runBody.extend({ isPartial: z.boolean().default(false) }),
    reply: started,
    status: 202,
    refusals: ['import.batch-unknown', 'import.batch-busy', 'import.columns-missing'],
  }),
  undo: route({
    method: 'POST',
    path: '/api/v1/imports/:id/undo',
    permission: anyImport,
    summary: 'Take an import back, as long as nobody changed or used its rows',
    params: idParams,
    body: z.object({}),
    reply: z.object({ batchId: z.string() }),
    isIdempotent: true,
    refusals: [
      'import.batch-unknown',
      'import.undo-not-applied',
      'import.undo-changed-since',
      'import.undo-in-use',
      'import.undo-reports',
    ],
  }),
  heldRows: route({
    method: 'GET',
    path: '/api/v1/held-rows',
    permission: anyImport,
    summary: 'Rows kept aside to be completed, the newest first',
    query: z.object({
      kind,
      status: z.enum(['open', 'completed', 'discarded']).default('open'),
      batch: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).optional(),
    }),
    reply: z.object({ items: z.array(heldRowSchema), nextCursor: z.string().nullable() }),
    refusals: ['import.kind-not-permitted', 'import.bad-cursor'],
  }),
  heldCounts: route({
    method: 'GET',
    path: '/api/v1/held-rows/counts',
    permission: anyImport,
    summary: 'How many rows wait, by kind',
    reply: z.array(z.object({ kind, open: z.number() })),
  }),
  complete: route({
    method: 'POST',
    path: '/api/v1/held-rows/:id/complete',
    permission: anyImport,
    summary: 'Mend fields of a held row and import it',
    params: idParams,
    body: z.object({ fields: z.record(z.string().max(40), z.string().max(2000)) }),
    reply: z.object({ batchId: z.string() }),
    refusals: ['import.holding-unknown', 'import.holding-closed', 'import.holding-still-wrong'],
  }),
  discard: route({
    method: 'POST',
    path: '/api/v1/held-rows/:id/discard',
    permission: anyImport,
    summary: 'Give a held row up, with the reason',
    params: idParams,
    body: z.object({ reason: z.string().trim().min(2).max(500) }),
    reply: z.object({ id: z.string() }),
    isIdempotent: true,
    refusals: ['import.holding-unknown', 'import.holding-closed'],
  }),
} satisfies Record<string, Route>
