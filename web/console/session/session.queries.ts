import { useQuery } from '@tanstack/react-query'
import { accessRoutes, type Session } from '#core/access/access.contract.ts'
import type { Permission } from '#core/access/role.ts'
import { configureApi } from '#web/ui/api.ts'
import { setServerNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'
import { queryClient, queryOf } from '#web/ui/query.ts'

const options = { ...queryOf(accessRoutes.session, {}), staleTime: 5 * 60_000 }

const take = (session: Session): Session => {
  configureApi({ csrf: session.csrf })
  setServerNow(session.clock.now)
  return session
}

/** The session, asked once; `undefined` when nobody is signed in. */
export const loadSession = async (): Promise<Session | undefined> => {
  try {
    return take(await queryClient.ensureQueryData(options))
  } catch (error) {
    if (isCallError(error) && error.kind === 'signed-out') return undefined
    throw error
  }
}

/** The session as a reply told it: after signing in, a code, another password. */
export const keepSession = (session: Session): void => {
  queryClient.setQueryData(options.queryKey, take(session))
}

export const isSessionKnown = (): boolean => queryClient.getQueryData(options.queryKey) !== undefined

/** Forgets everything that the last reader saw. */
export const forgetSession = (): void => {
  configureApi({ csrf: undefined })
  queryClient.clear()
}

/** What must be done before any page opens, as the address where it is done. */
export const firstDuty = (session: Session): '/sign-in' | '/password' | '/second-factor' | undefined => {
  if (session.awaitsTotp) return '/sign-in'
  if (session.mustChangePassword) return '/password'
  return session.mustEnrolTotp ? '/second-factor' : undefined
}

/** The signed-in reader; only below the frame, where there is one. */
export const useSession = (): Session => {
  const { data } = useQuery(options)
  if (!data) throw new Error('A screen for signed-in readers was shown without a session.')
  return data
}

/** One permission, or several separated by a bar of which one is enough. */
export type Permitted = Permission | `${Permission}|${string}`

export const holds = (session: Session, permission: Permitted): boolean => {
  const held: readonly string[] = session.permissions
  return permission.split('|').some((each) => held.includes(each))
}

export const useMay = (permission: Permitted): boolean => holds(useSession(), permission)
