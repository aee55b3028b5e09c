import { ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { listEnterpriseLines, listHomeUsers, readEnterpriseLine, readHomeUser } from './ledger.list.view.ts'

export const bindLedger = (http: Http, deps: Deps): void => {
  http.bind(ledgerRoutes.homeUsers, ({ actor, query: { limit, cursor, ...filter } }) =>
    listHomeUsers(deps, actor, { filter, limit, cursor }),
  )
  http.bind(ledgerRoutes.homeUser, ({ actor, params }) => readHomeUser(deps, actor, params.account))
  http.bind(ledgerRoutes.enterpriseLines, ({ actor, query: { limit, cursor, ...filter } }) =>
    listEnterpriseLines(deps, actor, { filter, limit, cursor }),
  )
  http.bind(ledgerRoutes.enterpriseLine, ({ actor, params }) => readEnterpriseLine(deps, actor, params.lineCode))
}
