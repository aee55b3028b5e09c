import type { FastifyReply } from 'fastify'
import { type LiveMessage, liveCursorSchema, liveStream } from '#core/live.contract.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { ok, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import type { Live, Membership, Stream } from './live.ts'

/** Proxies close what is silent for long. */
const HEARTBEAT_MS = 15_000
/** Then the client comes back with its cursor, and who it is and what it may see is asked anew. */
const MAX_LIFE_MS = 10 * 60_000
const MAX_UNSENT_BYTES = 1_000_000
const RETRY_MS = 2_000

export const bindLive = ({ app, bind }: Http, deps: Pick<Deps, 'parameters' | 'clock'>, live: Live): void => {
  app.addHook('preClose', async () => live.stop())
  bind(liveStream, async ({ actor, query, request, reply }) => {
    const max = deps.parameters.on(dayOf(deps.clock.now())).value(platformParameters.maxStreamsPerUser).value
    const count = live.countOf(actor.userId)
    if (count >= max) return refuse('platform.too-many-streams', { params: { count } })
    const last = liveCursorSchema.safeParse(request.headers['last-event-id'])
    const cursor = last.data ?? query.cursor
    const { stream, join } = startStream(reply, actor.scope)
    join(await live.open(stream, cursor))
    // The handler has taken the reply over.
    return ok(undefined as never)
  })
}

const startStream = (
  reply: FastifyReply,
  scope: Stream['scope'],
): { stream: Stream; join: (membership: Membership) => void } => {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  } as Record<string, string>)
  raw.write(`retry: ${RETRY_MS}\n\n`)
  let membership: Membership | undefined
  // An id without data moves the client's cursor on and says nothing.
  const beat = (): void => {
    const cursor = membership?.cursor()
    if (!raw.writableEnded) raw.write(cursor ? `id: ${cursor}\n\n` : ':\n\n')
  }
  const heartbeat = setInterval(beat, HEARTBEAT_MS)
  const ending = setTimeout(() => raw.end(), MAX_LIFE_MS)
  let isClosed = false
  // A client that is gone is told by 'close'.
  raw.on('error', () => undefined)
  raw.once('close', () => {
    isClosed = true
    clearInterval(heartbeat)
    clearTimeout(ending)
    membership?.leave()
  })
  return {
    stream: {
      scope,
      send: (message) => {
        if (raw.writableEnded) return true
        raw.write(frameOf(message))
        return raw.writableLength < MAX_UNSENT_BYTES
      },
      end: () => raw.end(),
    },
    join: (joined) => {
      membership = joined
      if (isClosed) joined.leave()
      else beat()
    },
  }
}

const frameOf = (message: LiveMessage): string => `id: ${message.cursor}\ndata: ${JSON.stringify(message)}\n\n`
