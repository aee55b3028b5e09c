import { fileDownload, fileUpload } from '#core/file.contract.ts'
import { isImage } from '#core/file.ts'
import { ok, refuse } from '#core/result.ts'
import { instantOf } from '#core/time.ts'
import { uploadRoutes } from '#core/upload.contract.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { beginUpload, takePart, type UploadDeps } from './uploads.ts'

/** A page that shows the file may keep it; who may see it can change. */
const CACHE = 'private, max-age=3600'

export const bindFiles = ({ bind }: Http, deps: UploadDeps): void => {
  bind(fileUpload, async (call) => {
    const { query, request } = call
    if (!request.isMultipart()) return refuse('platform.unsupported-media-type')
    const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: Number.POSITIVE_INFINITY } })
    if (!part) return refuse('files.missing', { field: 'file' })
    const kept = await deps.files.put(commandOf(call, deps.clock), {
      stream: part.file,
      name: part.filename ?? '',
      purpose: query.purpose,
      prefecture: query.prefecture,
      deviceAt: query.deviceAt === undefined ? undefined : instantOf(Date.parse(query.deviceAt)),
    })
    // What is left of a refused file is read away, or the sender never hears the answer.
    part.file.resume()
    return kept
  })
  bind(uploadRoutes.begin, (call) => beginUpload(deps, commandOf(call, deps.clock), call.params.id, call.body))
  bind(uploadRoutes.part, (call) =>
    takePart(deps, commandOf(call, deps.clock), { ...call.params, ...call.query }, call.request.raw),
  )
  bind(fileDownload, async ({ actor, params, query, request, reply }) => {
    const opened = await deps.files.open(actor.scope, params, query.size)
    if (!opened.ok) return opened
    const { stream, mediaType, name, bytes, etag } = opened.value
    reply.headers({
      'cache-control': CACHE,
      etag,
      'x-content-type-options': 'nosniff',
      // Whatever is in it, it runs nothing and loads nothing.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    })
    if (request.headers['if-none-match'] === etag) {
      stream.destroy()
      await reply.code(304).send()
      return ok(undefined)
    }
    const disposition = isImage(mediaType) ? 'inline' : 'attachment'
    reply.headers({
      'content-type': mediaType,
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
      ...(bytes === undefined ? {} : { 'content-length': bytes }),
    })
    await reply.send(stream)
    return ok(undefined)
  })
}
