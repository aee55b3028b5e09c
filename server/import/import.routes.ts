import { importRoutes } from '#core/import/import.contract.ts'
import { ok } from '#core/result.ts'
import type { Http } from '#server/platform/http.ts'
import { completeHeldRow, discardHeldRow } from './holding.service.ts'
import { countHeld, listBatches, listHeld, readBatch } from './import.list.view.ts'
import { undoImport } from './undo.service.ts'
import { describeKinds, startImport, uploadFile, type WizardDeps } from './wizard.service.ts'

export const bindImport = (http: Http, deps: WizardDeps): void => {
  const at = () => deps.clock.now()
  http.bind(importRoutes.kinds, async ({ actor }) => ok(describeKinds(actor)))
  http.bind(importRoutes.upload, ({ actor, query, request }) =>
    uploadFile(deps, actor, query.kind, query.name, request.raw),
  )
  http.bind(importRoutes.list, async ({ actor, query }) => ok(await listBatches(deps, actor, query)))
  http.bind(importRoutes.detail, ({ actor, params }) => readBatch(deps, actor, params.id))
  http.bind(importRoutes.check, ({ actor, params, body, language }) =>
    startImport(deps, actor, { batchId: params.id, isCheck: true, isPartial: true, language, choices: body.choices }),
  )
  http.bind(importRoutes.run, ({ actor, params, body, language }) =>
    startImport(deps, actor, {
      batchId: params.id,
      isCheck: false,
      isPartial: body.isPartial,
      language,
      choices: body.choices,
    }),
  )
  http.bind(importRoutes.undo, ({ actor, params, commandId, fingerprint }) =>
    undoImport(deps, { actor, at: at(), commandId, fingerprint }, params.id),
  )
  http.bind(importRoutes.heldRows, ({ actor, query, language }) => listHeld(deps, actor, query, language))
  http.bind(importRoutes.heldCounts, async ({ actor }) => ok(await countHeld(deps, actor)))
  http.bind(importRoutes.complete, ({ actor, params, body }) => completeHeldRow(deps, actor, params.id, body.fields))
  http.bind(importRoutes.discard, ({ actor, params, body, commandId, fingerprint }) =>
    discardHeldRow(deps, { actor, at: at(), commandId, fingerprint }, params.id, body.reason),
  )
}
