import type { Parameter } from '#core/parameter.ts'
import { dayOf, epochMsOf, type Instant, instantOf } from '#core/time.ts'
import type { Clock } from '#server/platform/clock.ts'
import type { Config } from '#server/platform/config.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { CallerCache } from './caller-cache.ts'
import type { FailureLimit } from './failure-limit.ts'

/** What sign-in and sessions stand on, besides what every service does. */
export type AccessDeps = Deps & {
  readonly config: Pick<Config, 'session' | 'publicUrl' | 'oidc' | 'demo'>
  readonly secrets: Pick<Secrets, 'vault'>
}

/** The same with what one process keeps in memory. */
export type AccessState = AccessDeps & {
  readonly callers: CallerCache
  readonly failures: FailureLimit
}

/** What a parameter of the whole province says today. */
export const figure = <T>(deps: Pick<Deps, 'parameters' | 'clock'>, definition: Parameter<T>): T =>
  deps.parameters.on(dayOf(deps.clock.now())).value(definition).value

/**
 * The machine's own time: sessions, locks and codes of the second factor follow it, also where a demo's clock was moved,
 * so that moving the clock signs nobody out and authenticator apps keep working.
 */
export const machineNow = (clock: Clock): Instant => instantOf(epochMsOf(clock.now()) - clock.offsetMs)
