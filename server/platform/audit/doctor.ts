import { createDatabase } from '#server/platform/db.ts'
import { type Check, failed, fine } from '#server/platform/doctor.ts'
import { loadSecrets } from '#server/platform/secrets.ts'
import { loadSystemActor } from '#server/platform/system.store.ts'
import { auditSigner } from './entry.ts'
import { headsFileOf, readHeads } from './seal.ts'
import { type Breach, verifyAudit } from './verify.ts'

const SHOWN = 20

/** `daiwei doctor audit`: is every entry as it was written, is none missing and none added; which one is not. */
export const auditCheck: Check = {
  name: 'audit',
  onlyByName: true,
  run: async ({ config, database }) => {
    if ('status' in database) return database
    const secrets = await loadSecrets(config.dataDir)
    // The owner sees rows that lie outside every scope too.
    const db = createDatabase(database.ownerUrl ?? database.servingUrl, { max: 2, auditKey: secrets.audit })
    try {
      const { scope } = await loadSystemActor(db, 'cli')
      const heads = await readHeads(headsFileOf(config.dataDir))
      const { sealed, tail, breaches, breachCount } = await verifyAudit({
        db,
        scope,
        sign: auditSigner(secrets.audit),
        heads,
      })
      if (breachCount === 0) {
        return fine(
          `${sealed} 条已入链，${tail} 条待入链，全部与写入时一致`,
          `${sealed} in the chain, ${tail} waiting for it, all as they were written`,
        )
      }
      const more = breachCount > SHOWN ? ` … +${breachCount - SHOWN}` : ''
      const shown = breaches.slice(0, SHOWN)
      return failed(
        `${breachCount} 处不一致：${shown.map((each) => `${zh[each.kind]} ${placeOf(each)}`).join('；')}${more}`,
        `${breachCount} not as written: ${shown.map((each) => `${each.kind} ${placeOf(each)}`).join('; ')}${more}`,
      )
    } finally {
      await db.close()
    }
  },
}

const zh: Readonly<Record<Breach['kind'], string>> = {
  changed: '记录被改',
  removed: '记录被删',
  inserted: '外来记录',
  unsealed: '封印缺失',
  'seal-removed': '链上缺号',
  'seal-changed': '封印被改',
  cut: '链尾被截',
}

const placeOf = ({ prefecture, day, number, entryId, at, action, actorName }: Breach): string =>
  [
    prefecture,
    day && number !== undefined ? `${day} #${number}` : undefined,
    entryId,
    at,
    action,
    actorName && `(${actorName})`,
  ]
    .filter(Boolean)
    .join(' ')
