import type { Permission } from '#core/access/role.ts'
import { type Actor, can, placesOf } from '#core/access/scope.ts'
import type { ImportKind } from '#core/import/import.ts'
import { type Refused, refuse } from '#core/result.ts'
import { SYSTEM_USER_ID } from '#server/platform/system.store.ts'

const needed: Readonly<Record<ImportKind, Permission>> = {
  'home-users': 'ledger.import',
  'enterprise-lines': 'ledger.import',
  network: 'network.import',
  staff: 'people.import',
  reports: 'intake.create',
}

/** A refusal when the actor may not import this kind, or nowhere; the command line acts as the system, which may. */
export const mayImport = (actor: Actor, kind: ImportKind): Refused | undefined =>
  placesOf(actor.scope, 'any').prefectures.length > 0 && (actor.userId === SYSTEM_USER_ID || can(actor, needed[kind]))
    ? undefined
    : refuse('import.kind-not-permitted', {
        kind: 'forbidden',
        params: { kind },
      })
