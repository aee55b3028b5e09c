import type { Breach, Guard, Source } from './source.ts'

/**
 * SQL stands in stores and views, where a reader looks for it and where row-level security is thought of.
 * The platform files that speak to the database itself are named one by one.
 */
const HOMES = [
  /\.(store|view)\.ts$/,
  /^server\/platform\/(db|migrate|postgres|roles|backup)\.ts$/,
  /^server\/platform\/(db|migrate|postgres|backup)\//,
]

const STATEMENT = new RegExp(
  `^\\s*(--[^\\n]*\\n\\s*)*(${[
    'select\\s[\\s\\S]*\\bfrom\\s',
    'select\\s+[\\w.]+\\s*\\(',
    'insert\\s+into\\s',
    'update\\s+\\S+(\\s+as\\s+\\w+|\\s+[a-z]\\w*)?\\s+set\\s',
    'delete\\s+from\\s',
    'with\\s+(recursive\\s+)?\\w+\\s*(\\([^)]*\\))?\\s+as\\s+((not\\s+)?materialized\\s+)?\\(',
    '(create|alter|drop)\\s+(or\\s+replace\\s+)?(unique\\s+|temp(orary)?\\s+|unlogged\\s+)?(table|index|view|function|role|schema|extension|policy|database|type|trigger|sequence)\\s',
    'truncate\\s+(table\\s+)?\\w',
    'set\\s+(local|session|role)\\s',
    '(grant|revoke)\\s+\\w+.*\\son\\s',
    'copy\\s+[\\s\\S]*\\b(stdin|stdout)\\b',
    '(listen|notify)\\s+\\w+\\s*(;|$)',
    'explain\\s',
  ].join('|')})`,
  'i',
)
const BUILDERS = ['selectFrom', 'insertInto', 'updateTable', 'deleteFrom']

const mayHoldSql = ({ path, isTest }: Source): boolean =>
  isTest || !/^(core|server|web|scripts)\//.test(path) || HOMES.some((home) => home.test(path))

export const guardSql: Guard = (sources) => {
  const breaches: Breach[] = []
  for (const source of sources) {
    if (mayHoldSql(source)) continue
    const add = (line: number, what: string) =>
      breaches.push({
        rule: 'sql-in-stores',
        path: source.path,
        line,
        message: `${what}: write SQL in a *.store.ts or *.view.ts`,
      })
    if (!source.path.endsWith('.text.ts'))
      for (const { text, line } of source.literals)
        if (STATEMENT.test(text)) add(line, `“${text.trim().slice(0, 40)}…”`)
    for (const { name, first, line } of source.memberCalls) {
      if (BUILDERS.includes(name)) add(line, `.${name}(`)
      if (name === 'query' && /^\s*(begin|commit|rollback|savepoint)\b/i.test(first ?? '')) add(line, `“${first}”`)
    }
    for (const wanted of source.imports)
      if (wanted.package === 'kysely' && !wanted.isTypeOnly && wanted.names.includes('sql'))
        add(wanted.line, 'sql of kysely')
  }
  return breaches
}
