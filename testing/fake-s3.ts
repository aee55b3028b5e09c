import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type FakeS3 = {
  readonly endpoint: string
  /** What is kept, by `bucket/key`. */
  readonly objects: Map<string, { readonly content: Buffer; readonly type: string; writtenAt: Date }>
  /** While set, every request is answered with this status. */
  fail: number | undefined
  readonly close: () => Promise<void>
}

const PAGE = 2

/** An object store as small as the product needs one, with path-style addresses; unsigned requests are refused. */
export const startFakeS3 = async (bucket: string): Promise<FakeS3> => {
  const objects: FakeS3['objects'] = new Map()
  const state = { fail: undefined as number | undefined }
  const answer = async (
    request: IncomingMessage,
  ): Promise<{ status: number; body?: Buffer | string; type?: string }> => {
    if (state.fail) return { status: state.fail, body: error('InternalError') }
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256'))
      return { status: 403, body: error('AccessDenied') }
    const url = new URL(request.url ?? '/', 'http://s3')
    const name = decodeURIComponent(url.pathname.slice(1))
    if (name.split('/')[0] !== bucket) return { status: 404, body: error('NoSuchBucket') }
    const isBucket = name === bucket || name === `${bucket}/`
    if (isBucket && request.method === 'HEAD') return { status: 200 }
    if (isBucket && request.method === 'GET')
      return { status: 200, body: listing(url, objects, bucket), type: 'application/xml' }
    if (request.method === 'PUT') {
      const content = await buffer(request)
      objects.set(name, { content, type: request.headers['content-type'] ?? '', writtenAt: new Date() })
      return { status: 200 }
    }
    const found = objects.get(name)
    if (request.method === 'DELETE') {
      objects.delete(name)
      return { status: 204 }
    }
    return found ? { status: 200, body: found.content, type: found.type } : { status: 404, body: error('NoSuchKey') }
  }
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body, type }) => {
      response.writeHead(status, { 'content-type': type ?? 'application/xml' })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    get fail() {
      return state.fail
    },
    set fail(status) {
      state.fail = status
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const error = (code: string): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`

/** Small pages, so that whoever lists must turn them. */
const listing = (url: URL, objects: FakeS3['objects'], bucket: string): string => {
  const prefix = `${bucket}/${url.searchParams.get('prefix') ?? ''}`
  const after = url.searchParams.get('continuation-token') ?? ''
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
  const page = keys.slice(0, PAGE)
  const isTruncated = keys.length > PAGE
  const contents = page.map(
    (key) =>
      `<Contents><Key>${key.slice(bucket.length + 1)}</Key><LastModified>${objects.get(key)?.writtenAt.toISOString()}</LastModified></Contents>`,
  )
  const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`
}
