import * as oidc from 'openid-client'
import { z } from 'zod'
import { addMinutes } from '#core/time.ts'
import { type AccessState, machineNow } from './access.ts'
import { lockAccountOfSubject, saveSubject } from './account.store.ts'
import { asSystem } from './actor.ts'
import { seal, unseal } from './secret-box.ts'
import { audit, type Begun, beginSession, type Device } from './session.service.ts'

export const CALLBACK_PATH = '/api/v1/session/single-sign-on/callback'
const MINUTES = 10
const BOX = 'single sign-on'

const underWaySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  face: z.enum(['console', 'field']),
  until: z.string(),
})
type UnderWay = z.infer<typeof underWaySchema>

export type Departure = {
  /** Where the browser goes to prove who it is. */
  readonly url: URL
  /** Kept by the browser until it comes back; opens here only. */
  readonly kept: string
}

const providers = new WeakMap<AccessState, Promise<oidc.Configuration>>()

/** The identity provider as it describes itself, asked once; an answer that failed is asked for again. */
const providerOf = (state: AccessState): Promise<oidc.Configuration> => {
  const known = providers.get(state)
  if (known) return known
  const { oidc: settings } = state.config
  if (!settings) throw new Error('single sign-on is not configured')
  const address = new URL(`${settings.issuer}/.well-known/openid-configuration`)
  // By itself the library trusts the connection and leaves the signature unread.
  const execute = [oidc.enableNonRepudiationChecks]
  if (address.protocol === 'http:') execute.push(oidc.allowInsecureRequests)
  const found = oidc.discovery(address, settings.clientId, settings.clientSecret, undefined, { execute, timeout: 10 })
  providers.set(state, found)
  found.catch(() => providers.delete(state))
  return found
}

const redirectUri = (state: AccessState): string => `${state.config.publicUrl}${CALLBACK_PATH}`

/** Sends the browser to the identity provider. */
export const departToProvider = async (state: AccessState, face: Device['face']): Promise<Departure> => {
  const provider = await providerOf(state)
  const underWay: UnderWay = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    face,
    until: addMinutes(machineNow(state.clock), MINUTES),
  }
  const url = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri(state),
    scope: 'openid profile',
    state: underWay.state,
    nonce: underWay.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(underWay.verifier),
    code_challenge_method: 'S256',
  })
  return { url, kept: seal(state.secrets.vault, BOX, JSON.stringify(underWay)) }
}

const openKept = (state: AccessState, kept: string | undefined): UnderWay | undefined => {
  const text = kept === undefined ? undefined : unseal(state.secrets.vault, BOX, kept)
  if (text === undefined) return undefined
  const underWay = underWaySchema.parse(JSON.parse(text))
  return underWay.until < machineNow(state.clock) ? undefined : underWay
}

export type Arrival = { readonly begun: Begun; readonly face: Device['face'] }

/**
 * The browser is back: whoever the provider says it is gets a session, when there is an active account that is linked to
 * that person, or that has their login and is linked to nobody yet. Nothing when any of it does not hold; the log says what.
 */
export const arriveFromProvider = async (
  state: AccessState,
  search: string,
  kept: string | undefined,
  device: Omit<Device, 'face'>,
): Promise<Arrival | undefined> => {
  const underWay = openKept(state, kept)
  if (!underWay) return undefined
  const claims = await claimsOf(state, search, underWay)
  if (!claims) return undefined
  const subject = `${claims.iss} ${claims.sub}`
  const login = typeof claims.preferred_username === 'string' ? claims.preferred_username.trim().toLowerCase() : ''
  const { face } = underWay
  const begun = await asSystem(state, async (tx) => {
    const account = await lockAccountOfSubject(tx, subject, login)
    if (!account?.isActive) return undefined
    if (account.externalSubject === null) {
      await saveSubject(tx, account.id, subject)
      await audit(state, tx, account, { ...device, face }, { action: 'user.single-sign-on-linked', after: { subject } })
    }
    return beginSession(state, tx, account, { ...device, face }, false)
  })
  if (!begun) state.log.warn({ address: device.address }, 'single sign-on: no active account for this person')
  return begun && { begun, face }
}

const claimsOf = async (state: AccessState, search: string, underWay: UnderWay): Promise<oidc.IDToken | undefined> => {
  try {
    const tokens = await oidc.authorizationCodeGrant(
      await providerOf(state),
      new URL(`${redirectUri(state)}${search}`),
      {
        expectedState: underWay.state,
        expectedNonce: underWay.nonce,
        pkceCodeVerifier: underWay.verifier,
        idTokenExpected: true,
      },
    )
    return tokens.claims()
  } catch (err) {
    state.log.warn({ err }, 'single sign-on: the provider’s answer is not good')
    return undefined
  }
}
