// Prints migrations/schema.sql: the schema that the migrations make, so that a reviewer sees the effect of a new one.
// usage: npm run check -- --write generated
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '#server/platform/migrate.ts'
import { startPostgres } from '#server/platform/postgres/postgres.ts'

const quiet = { info: () => undefined, warn: () => undefined }
const dataDir = mkdtempSync(path.join(tmpdir(), 'daiwei-schema-'))
let postgres
try {
  postgres = await startPostgres({ dataDir, log: quiet, durability: 'scratch' })
  await migrate({ ownerUrl: postgres.ownerUrl })
  const client = new pg.Client({ connectionString: postgres.ownerUrl })
  await client.connect()
  process.stdout.write(await describe(client))
  await client.end()
} finally {
  await postgres?.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Everything in it is sorted by name or by position, and nothing depends on the machine. */
async function describe(client) {
  const rows = async (text) => (await client.query(text)).rows
  const inSchemas = `nspname IN ('public', 'app')`
  const mine = `AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')`
  const functions = await rows(
    `SELECT pg_get_functiondef(o.oid) AS text, o.oid::regprocedure::text AS name,
       (SELECT string_agg(CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, ', ' ORDER BY a.grantee)
        FROM aclexplode(o.proacl) a WHERE a.grantee <> o.proowner) AS callers,
       o.proacl IS NOT NULL AS has_callers
     FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace
     WHERE ${inSchemas} ${mine} AND o.prokind IN ('f', 'p') ORDER BY nspname, proname, pg_get_function_identity_arguments(o.oid)`,
  )
  const tables = await rows(
    `SELECT o.oid, n.nspname, o.relname, o.relkind, o.relrowsecurity, o.relforcerowsecurity, o.reloptions::text AS options,
       CASE WHEN o.relkind IN ('v', 'm') THEN pg_get_viewdef(o.oid) END AS view,
       pg_get_partkeydef(o.oid) AS partition
     FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace
     WHERE ${inSchemas} ${mine} AND o.relkind IN ('r', 'p', 'v', 'm') ORDER BY n.nspname, o.relname`,
  )
  const columns = await rows(
    `SELECT attrelid, quote_ident(attname) AS name, format_type(atttypid, atttypmod) AS type, attnotnull, attidentity,
       attgenerated, pg_get_expr(adbin, adrelid) AS value, col.collname
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_collation col ON col.oid = a.attcollation AND a.attcollation <> t.typcollation
     WHERE attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  )
  const constraints = await rows(
    `SELECT conrelid, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint
     WHERE conrelid <> 0 AND contype <> 'n' AND conislocal ORDER BY contype = 'p' DESC, contype, conname`,
  )
  const indexes = await rows(
    `SELECT i.indrelid, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) ORDER BY c.relname`,
  )
  const policies = await rows(
    `SELECT polrelid, quote_ident(polname) AS name, polpermissive, polcmd, pg_get_expr(polqual, polrelid) AS reads,
       pg_get_expr(polwithcheck, polrelid) AS writes FROM pg_policy ORDER BY polname`,
  )
  const triggers = await rows(
    'SELECT tgrelid, pg_get_triggerdef(oid) AS text FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname',
  )
  const grants = await rows(
    `SELECT o.oid, a.grantee::regrole::text AS role, string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS rights
     FROM pg_class o, aclexplode(o.relacl) a WHERE a.grantee <> o.relowner AND a.grantee <> 0 GROUP BY 1, 2 ORDER BY 2`,
  )
  const extensions = await rows(`SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1`)

  const parts = [
    '-- Generated from the migrations by scripts/make-schema.mjs; renew with: npm run check -- --write generated',
    extensions.map(({ extname }) => `CREATE EXTENSION ${extname};`).join('\n'),
    ...functions.map(functionText),
    ...tables.map((table) => {
      const name = table.nspname === 'public' ? table.relname : `${table.nspname}.${table.relname}`
      const of = (list, key) => list.filter((row) => row[key] === table.oid)
      if (table.view)
        return `CREATE ${table.relkind === 'm' ? 'MATERIALIZED ' : ''}VIEW ${name}${table.options ? ` -- ${table.options}` : ''} AS\n${table.view}`
      const body = [
        ...of(columns, 'attrelid').map(columnText),
        ...of(constraints, 'conrelid').map((row) => `CONSTRAINT ${row.name} ${row.text}`),
      ]
      return [
        `CREATE TABLE ${name} (\n${body.map((row) => `  ${row}`).join(',\n')}\n)${table.partition ? ` PARTITION BY ${table.partition}` : ''}${table.options ? ` -- ${table.options}` : ''};`,
        ...of(indexes, 'indrelid').map((row) => `${row.text};`),
        ...of(triggers, 'tgrelid').map((row) => `${row.text};`),
        ...(table.relrowsecurity ? [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;`] : []),
        ...(table.relforcerowsecurity ? [`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;`] : []),
        ...of(policies, 'polrelid').map((row) => policyText(row, name)),
        ...of(grants, 'oid').map((row) => `GRANT ${row.rights} ON ${name} TO ${row.role};`),
      ].join('\n')
    }),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** Without a grant of its own a function may be called by everyone. */
function functionText({ text, name, callers, has_callers: hasCallers }) {
  return `${text.trimEnd()};${hasCallers ? `\n-- called by: ${callers ?? 'its owner only'} (${name})` : ''}`
}

function columnText({ name, type, attnotnull, attidentity, attgenerated, value, collname }) {
  const generated = attgenerated
    ? ` GENERATED ALWAYS AS (${value}) ${attgenerated === 's' ? 'STORED' : 'VIRTUAL'}`
    : undefined
  return [
    `${name} ${type}`,
    collname ? ` COLLATE "${collname}"` : '',
    generated ?? (value ? ` DEFAULT ${value}` : ''),
    attidentity ? ` GENERATED ${attidentity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY` : '',
    attnotnull ? ' NOT NULL' : '',
  ].join('')
}

function policyText({ name, polpermissive, polcmd, reads, writes }, table) {
  const command = { r: ' FOR SELECT', a: ' FOR INSERT', w: ' FOR UPDATE', d: ' FOR DELETE', '*': '' }[polcmd]
  const using = reads ? `\n  USING (${reads})` : ''
  const check = writes ? `\n  WITH CHECK (${writes})` : ''
  return `CREATE POLICY ${name} ON ${table}${polpermissive ? '' : ' AS RESTRICTIVE'}${command}${using}${check};`
}
