import { createServer } from 'node:http'

export type FakeCallProvider = {
  readonly url: string
  readonly key: string
  /** What it was asked. */
  readonly asked: { readonly telA: string; readonly telB: string; readonly expiration: number }[]
  /** How it answers from now on. */
  mode: 'fine' | 'refuses' | 'silent' | 'nonsense'
  readonly close: () => Promise<void>
}

/** A small number-privacy provider: binds two numbers to one of its own (AXB), for a while. */
export const startCallProvider = async (): Promise<FakeCallProvider> => {
  const key = 'a key of the provider'
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.headers.authorization !== `Bearer ${key}`) return answer(401, {})
    if (made.mode === 'silent') return void request.socket.destroy()
    if (made.mode === 'refuses') return answer(429, { code: 'no number left' })
    if (made.mode === 'nonsense') return answer(200, { bindId: '1', telX: 'none' })
    const { telA, telB, expiration } = JSON.parse(text)
    made.asked.push({ telA, telB, expiration })
    const expiresAt = new Date(Date.now() + expiration * 1000).toISOString()
    return answer(200, { bindId: `bind-${made.asked.length}`, telX: '17000000001', expiresAt })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const made: FakeCallProvider = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    key,
    asked: [],
    mode: 'fine',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return made
}
