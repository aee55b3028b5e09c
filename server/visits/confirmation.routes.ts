import { ok } from '#core/result.ts'
import { confirmationRoutes } from '#core/visits/confirmation.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { readConfirmation, remakeDocument } from './confirmation.service.ts'
import type { Printing } from './confirmation-documents.ts'
import { listBatches, listWaiting, printBatch, reserveForms, typeForm } from './paper-form.service.ts'

export const bindConfirmations = (http: Http, deps: Deps, printing: Printing): void => {
  http.bind(confirmationRoutes.order, async ({ actor, params }) =>
    readConfirmation(deps, actor, params.number, printing.linkFor),
  )
  http.bind(confirmationRoutes.remake, async (call) =>
    remakeDocument(deps, commandOf(call, deps.clock), call.params.number),
  )
  http.bind(confirmationRoutes.waiting, async ({ actor }) => listWaiting(deps, actor))
  http.bind(confirmationRoutes.type, async (call) =>
    typeForm(deps, commandOf(call, deps.clock), call.params, call.body),
  )
  http.bind(confirmationRoutes.reserve, async (call) => reserveForms(deps, commandOf(call, deps.clock), call.body))
  http.bind(confirmationRoutes.batches, async ({ actor }) => listBatches(deps, actor))
  http.bind(confirmationRoutes.printBatch, async ({ actor, params, query, reply }) => {
    const printed = await printBatch(deps, actor, params.id, query.line, printing)
    if (!printed.ok) return printed
    const { name, content } = printed.value
    await reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      })
      .send(content)
    return ok(undefined)
  })
}
