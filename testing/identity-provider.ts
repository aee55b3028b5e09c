import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Person = { readonly sub: string; readonly preferred_username?: string }

export type IdentityProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who is at the keyboard when the provider is asked. */
  person: Person
  /** Changes made to the next answers, to see them refused. */
  tamper: {
    readonly nonce?: string
    readonly audience?: string
    readonly key?: 'other'
    readonly expiredSeconds?: number
  }
  readonly close: () => Promise<void>
}

type Grant = {
  readonly nonce: string
  readonly challenge: string
  readonly redirectUri: string
  readonly person: Person
}

/** A small OpenID provider with real signatures: discovery, authorization code with PKCE, tokens, keys. */
export const startIdentityProvider = async (): Promise<IdentityProvider> => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const grants = new Map<string, Grant>()
  const provider = { clientId: 'daiwei', clientSecret: 'a secret of the provider', person: { sub: '1' }, tamper: {} }
  const issuerOf = (): string => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/realms/test`
  }
  const made: { -readonly [K in keyof IdentityProvider]: IdentityProvider[K] } = {
    ...provider,
    issuer: '',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  const authorize = (url: URL, response: ServerResponse): void => {
    const asked = url.searchParams
    const code = randomUUID()
    const redirectUri = asked.get('redirect_uri') ?? ''
    const challenge = asked.get('code_challenge') ?? ''
    grants.set(code, { nonce: asked.get('nonce') ?? '', challenge, redirectUri, person: made.person })
    const back = new URL(redirectUri)
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.get('state') ?? '')
    back.searchParams.set('iss', issuerOf())
    response.writeHead(302, { location: back.href }).end()
  }

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = ''
    for await (const chunk of request) text += chunk
    const form = new URLSearchParams(text)
    const grant = grants.get(form.get('code') ?? '')
    grants.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isGood =
      grant?.challenge === challenge &&
      grant.redirectUri === form.get('redirect_uri') &&
      form.get('client_id') === provider.clientId &&
      form.get('client_secret') === provider.clientSecret
    if (!grant || !isGood) return answer(response, 400, { error: 'invalid_grant' })
    const now = Math.floor(Date.now() / 1000) - (made.tamper.expiredSeconds ?? 0)
    const claims = {
      ...grant.person,
      iss: issuerOf(),
      aud: made.tamper.audience ?? provider.clientId,
      nonce: made.tamper.nonce ?? grant.nonce,
      iat: now,
      exp: now + 300,
    }
    const { privateKey } = made.tamper.key === 'other' ? otherKeys : keys
    const signed = `${encoded({ alg: 'RS256', kid: 'test' })}.${encoded(claims)}`
    const signature = createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')
    return answer(response, 200, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      id_token: `${signed}.${signature}`,
    })
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuerOf())
    const issuer = issuerOf()
    if (url.pathname.endsWith('/.well-known/openid-configuration')) {
      return answer(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      })
    }
    if (url.pathname.endsWith('/authorize')) return authorize(url, response)
    if (url.pathname.endsWith('/token')) return void token(request, response)
    const jwk = keys.publicKey.export({ format: 'jwk' })
    return answer(response, 200, { keys: [{ ...jwk, kid: 'test', alg: 'RS256', use: 'sig' }] })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  made.issuer = issuerOf()
  return made
}

const encoded = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url')
const answer = (response: ServerResponse, status: number, content: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
