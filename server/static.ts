import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { repoRoot } from './platform/paths.ts'

const YEAR_SECONDS = 31_536_000

/**
 * The built pages: the field app at `/field` and under it, the customer's page at `/c/…`, the console everywhere else that is no file
 * and no API.
 * Files with a hash in their name are kept by the browser for a year, pages are asked for again.
 */
export const servePages = async (app: FastifyInstance): Promise<void> => {
  const dist = path.join(repoRoot, 'dist')
  const faces = (['field', 'customer', 'console'] as const).filter((face) => existsSync(path.join(dist, face)))
  for (const face of faces) {
    const root = path.join(dist, face)
    await app.register(fastifyStatic, {
      root,
      prefix: face === 'console' ? '/' : `/${face}/`,
      decorateReply: face === faces[0],
      wildcard: false,
      // The build leaves a gzipped copy beside each text that is worth it.
      preCompressed: true,
      index: ['index.html'],
      setHeaders: (reply, file) => {
        const isHashed = file.includes(`${path.sep}assets${path.sep}`)
        reply.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
      },
    })
  }
  if (!existsSync(path.join(dist, 'console'))) return
  // Beside its folder the page would be outside of what its service worker looks after.
  app.get('/field', (_request, reply) => reply.redirect('/field/', 302))
  app.get('/c/:token', (_request, reply) =>
    reply
      .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
      .sendFile('index.html', path.join(dist, 'customer'), { cacheControl: false }),
  )
  // Addresses inside a face are its own matter: whichever of them is opened first, the page is the same.
  app.get('/*', (request, reply) => {
    if (!isPage(request.method, request.url, request.headers.accept)) return reply.callNotFound()
    const face = /^\/field(?:[/?]|$)/.test(request.url) ? 'field' : 'console'
    return reply.header('cache-control', 'no-cache').sendFile('index.html', path.join(dist, face))
  })
}

/** Whether a request that no route answers wants a page of the console. */
export const isPage = (method: string, url: string, accept: string | undefined): boolean => {
  const [address = ''] = url.split('?')
  const isFile = address.startsWith('/api/') || /\.\w{2,5}$/.test(address)
  // The face's own address is a page for whoever asks, a monitor too.
  return method === 'GET' && !isFile && (address === '/field' || (accept ?? '').includes('text/html'))
}
