import type pg from 'pg'
import { withConnection } from '#server/platform/connection.ts'
import { halt } from '#server/platform/halt.ts'

export const DATABASE = 'daiwei'
export const OWNER_ROLE = 'daiwei_owner'
export const SERVING_ROLE = 'daiwei_serving'

/**
 * The owner migrates, backs up and owns the search functions, so row policies do not bind it (`BYPASSRLS`); it may make
 * databases for tests and measurements. The serving role answers requests: it owns nothing and every policy binds it.
 */
const OWNER_ATTRIBUTES = 'LOGIN NOSUPERUSER CREATEDB NOCREATEROLE BYPASSRLS NOREPLICATION'
const SERVING_ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION'

/** SQL for the administrator of an existing server: both roles and the database, to be run once as superuser. */
export const printRoles = (): string => `-- Run once as a superuser (psql); replace both passwords.
CREATE ROLE ${OWNER_ROLE} ${OWNER_ATTRIBUTES} PASSWORD '…';
CREATE ROLE ${SERVING_ROLE} ${SERVING_ATTRIBUTES} PASSWORD '…';
CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE} ENCODING 'UTF8' LOCALE_PROVIDER 'builtin' LOCALE 'C.UTF-8' TEMPLATE template0;
REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC;
GRANT CONNECT ON DATABASE ${DATABASE} TO ${SERVING_ROLE};
-- Then start with
--   DATABASE_OWNER_URL=postgresql://${OWNER_ROLE}:…@HOST:5432/${DATABASE}
--   DATABASE_URL=postgresql://${SERVING_ROLE}:…@HOST:5432/${DATABASE}
`

export type RolePasswords = { readonly owner: string; readonly serving: string }

/** Makes both roles and the database where they are missing, and gives the roles their passwords. Needs a superuser. */
export const ensureRoles = async (superuserUrl: string, passwords: RolePasswords): Promise<void> =>
  withConnection(superuserUrl, 'daiwei roles', async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1)
       UNION ALL SELECT 'database' FROM pg_database WHERE datname = $2`,
      [[OWNER_ROLE, SERVING_ROLE], DATABASE],
    )
    const present = new Set(rows.map((row) => row.name))
    const role = async (name: string, attributes: string, password: string): Promise<void> => {
      if (present.has(name)) return
      await client.query(`CREATE ROLE ${name} ${attributes} PASSWORD ${client.escapeLiteral(password)}`)
    }
    await role(OWNER_ROLE, OWNER_ATTRIBUTES, passwords.owner)
    await role(SERVING_ROLE, SERVING_ATTRIBUTES, passwords.serving)
    if (!present.has('database')) {
      await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`)
    }
    await client.query(
      `REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC; GRANT CONNECT ON DATABASE ${DATABASE} TO ${SERVING_ROLE}`,
    )
  })

type RoleFacts = {
  readonly role: string
  readonly superuser: boolean
  readonly bypasses: boolean
  readonly owned: string | null
}

/** Refuses a serving role that row policies would not bind: superuser, `BYPASSRLS`, or owner (also by membership) of a table. */
export const assertServingRole = async (database: Pick<pg.ClientBase, 'query'> | pg.Pool): Promise<void> => {
  const { rows } = await database.query<RoleFacts>(
    `SELECT r.rolname AS role, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
            (SELECT min(c.oid::regclass::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
                AND n.nspname NOT LIKE 'pg\\_temp%' AND pg_has_role(r.oid, c.relowner, 'USAGE')) AS owned
       FROM pg_roles r WHERE r.rolname = current_user`,
  )
  const facts = rows[0]
  if (!facts) throw new Error('current_user is not in pg_roles')
  const reason = facts.superuser
    ? { zh: '它是超级用户', en: 'it is a superuser' }
    : facts.bypasses
      ? { zh: '它有 BYPASSRLS 属性', en: 'it has BYPASSRLS' }
      : facts.owned
        ? { zh: `它拥有表 ${facts.owned}`, en: `it owns ${facts.owned}` }
        : undefined
  if (!reason) return
  throw halt(
    `DATABASE_URL 的角色 ${facts.role} 不能用于对外服务：${reason.zh}，行级安全对它不起作用。请用 daiwei migrate --print-roles 输出的角色。`,
    `The role ${facts.role} of DATABASE_URL must not serve: ${reason.en}, so row-level security would not bind it. Use the roles that daiwei migrate --print-roles prints.`,
    2,
  )
}

/** Connections of others to this database. */
export const countOthers = async (database: Pick<pg.ClientBase, 'query'>): Promise<number> => {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  )
  return rows[0]?.count ?? 0
}
