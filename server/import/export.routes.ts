import { Readable } from 'node:stream'
import { exportRoutes } from '#core/import/export.contract.ts'
import { ok, type Result } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Call, Http } from '#server/platform/http.ts'
import { type ExportChoice, type ExportOrder, exportRows } from './export.service.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const bindExports = (http: Http, deps: Deps): void => {
  type Caller = Pick<Call<never>, 'actor' | 'language' | 'reply'>
  type File = Pick<ExportOrder, 'format' | 'encoding'>
  const send = async (
    { actor, language, reply }: Caller,
    { format, encoding }: File,
    choice: ExportChoice,
  ): Promise<Result<string>> => {
    const exported = await exportRows(deps, actor, { ...choice, format, encoding, language })
    if (!exported.ok) return exported
    const { name, bytes } = exported.value
    void reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .type(format === 'csv' ? `text/csv; charset=${encoding}` : XLSX)
      .send(Readable.from(bytes))
    return ok('')
  }
  http.bind(exportRoutes.homeUsers, (call) => {
    const { format, encoding, ...filter } = call.query
    return send(call, { format, encoding }, { kind: 'home-users', filter })
  })
  http.bind(exportRoutes.enterpriseLines, (call) => {
    const { format, encoding, ...filter } = call.query
    return send(call, { format, encoding }, { kind: 'enterprise-lines', filter })
  })
  http.bind(exportRoutes.network, (call) => {
    const { format, encoding, ...filter } = call.query
    return send(call, { format, encoding }, { kind: 'network', filter })
  })
  http.bind(exportRoutes.staff, (call) => {
    const { format, encoding, ...filter } = call.query
    return send(call, { format, encoding }, { kind: 'staff', filter })
  })
}
