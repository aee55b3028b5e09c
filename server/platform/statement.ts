import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'

/**
 * Text with its values, and a name when it is worth preparing; or a composed `sql` of Kysely.
 * A name stands for exactly one text.
 */
export type Statement = { readonly name?: string; readonly text: string; readonly values?: readonly unknown[] }
export type Query = Statement | RawBuilder<unknown>

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const isComposed = (query: Query): query is RawBuilder<unknown> => 'compile' in query

/**
 * A composed text that comes again is prepared like a named one: planning a statement under policies takes longer than running it.
 * Filters make many texts; those beyond the bound are planned each time.
 */
const NAMED_TEXTS = 400
const nameByText = new Map<string, string>()
const nameOf = (text: string): string | undefined => {
  const known = nameByText.get(text)
  if (known !== undefined || nameByText.size >= NAMED_TEXTS) return known
  const name = `composed.${nameByText.size}`
  nameByText.set(text, name)
  return name
}

/** As the driver takes it. */
export const configOf = (query: Query): pg.QueryConfig => {
  if (isComposed(query)) {
    const compiled = query.compile(compiler)
    const name = nameOf(compiled.sql)
    return { text: compiled.sql, values: [...compiled.parameters], ...(name ? { name } : {}) }
  }
  const { name, text, values } = query
  return { text, ...(values ? { values: [...values] } : {}), ...(name ? { name } : {}) }
}

/** `2026-11-22 06:30:00.123456+00`, as PostgreSQL says it in UTC; by way of a Date it takes ten times as long, six times a row. */
const instantOfText = (text: string): string =>
  text.endsWith('+00') && text[10] === ' '
    ? `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`
    : new Date(text).toISOString()

/** Text on the wire and in code alike: see core/time.ts. */
export const typesOfText = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === 1184) return instantOfText
    if (oid === 1082) return (text: string) => text
    if (oid === 20 || oid === 1700) return Number
    return pg.types.getTypeParser(oid, format ?? 'text')
  },
} as pg.CustomTypesConfig
