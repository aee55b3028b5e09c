import type { Company } from '#core/organisation/organisation.ts'
import type { RegionDirectory } from '#core/organisation/region.rules.ts'
import type { CertificateKind } from '#core/people/certificate.ts'
import type { Language } from '#core/text.ts'

/** What can be imported: the word on the command line and in addresses. */
export const importKinds = ['home-users', 'enterprise-lines', 'network', 'staff', 'reports'] as const
export type ImportKind = (typeof importKinds)[number]

/** What is wrong with one cell, and what would be right if that can be told. `code` is a key of the import's texts. */
export type CellProblem = {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly proposal?: string | undefined
}
export type FieldProblem = CellProblem & { readonly field: string }

/** A cell's value, or what is wrong with it. */
export type Reading<T> = { readonly value: T } | { readonly problem: CellProblem }

export const found = <T>(value: T): Reading<T> => ({ value })
export const wrong = (
  code: string,
  params: Readonly<Record<string, string | number>> = {},
  proposal?: string,
): { readonly problem: CellProblem } => ({ problem: { code: `import.${code}`, params, proposal } })

/** What rows are read against: places, companies and kinds of certificates as they are known today, and how far the importer reaches. */
export type ImportContext = {
  readonly regions: RegionDirectory
  readonly companies: readonly Company[]
  readonly certificateKinds: readonly CertificateKind[]
  /** Prefectures and counties that the importer may write to; `undefined` is all. */
  readonly prefectures?: ReadonlySet<string> | undefined
  readonly counties?: ReadonlySet<string> | undefined
  /** A contractor's importer writes its own company's people only. */
  readonly companyId?: string | undefined
  readonly placeByText: Map<string, Reading<string>>
}

/** One column of a kind: how its header may be written and how its cells are read. */
export type ImportColumn<T> = {
  readonly title: Readonly<Record<Language, string>>
  /** Other headers seen in ledgers and exports; compared without width, blanks, brackets and punctuation. */
  readonly synonyms: readonly string[]
  /** The column must be there and no cell of it blank. */
  readonly isRequired?: boolean
  /** Personal data: masked in previews for whoever may not see it. */
  readonly isPersonal?: boolean
  /** Running text keeps its punctuation. */
  readonly isText?: boolean
  readonly longest?: number
  readonly read: (text: string, context: ImportContext) => Reading<T>
}

export type ImportRow = Readonly<Record<string, unknown>>

/** A kind as data: its columns, what its rows must satisfy together, and what tells one row from another. */
export type ImportDefinition<Row extends ImportRow = ImportRow> = {
  readonly kind: ImportKind
  readonly title: Readonly<Record<Language, string>>
  readonly columns: { readonly [Field in keyof Row & string]-?: ImportColumn<NonNullable<Row[Field]>> }
  check?(row: Row, context: ImportContext): readonly FieldProblem[]
}

/** Which column of the sheet (from 0) holds which field. */
export type ColumnMapping = Readonly<Record<string, number>>

/** An error as people and programs get it: where, what stands there, what is wrong, what would be right. */
export type CellError = {
  readonly sheet: string
  /** As shown in Excel, from 1. */
  readonly row: number
  /** Letters of the column, or empty text when the whole row is meant. */
  readonly column: string
  readonly field: string
  readonly value: string
  readonly reason: string
  readonly proposal: string | null
}

/** The answer of an import, on the command line and elsewhere: an interface that stays. */
export type ImportResult = {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly held: number
  readonly errorCount: number
  readonly errors: readonly CellError[]
}
export const LISTED_ERRORS = 1000
