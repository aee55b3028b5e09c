import { Agent, request as send } from 'node:http'

export type Reply = { readonly status: number; readonly body: string; readonly ms: number }
export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>

/** Calls over kept connections, without what a fetch adds. */
export const createCaller = (port: number, headers: Readonly<Record<string, string>> = {}): Caller => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return (method, path, body, more = {}) =>
    new Promise((resolve, reject) => {
      const started = performance.now()
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const request = send(
        {
          ...{ port, host: '127.0.0.1', method, path, agent },
          headers:
            payload === undefined
              ? { ...headers, ...more }
              : {
                  ...headers,
                  ...more,
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(payload),
                },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(parts).toString(),
              ms: performance.now() - started,
            }),
          )
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(payload)
    })
}

/** The value below which the share of the measurements lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits))
