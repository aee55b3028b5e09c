import { useQuery } from '@tanstack/react-query'
import { configureApi } from '#web/ui/api.ts'
import { setServerNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'
import { queryClient, queryOf } from '#web/ui/query.ts'
import { readSession, type Session } from '#web/ui/session.contract.ts'

const options = { ...queryOf(readSession, {}), staleTime: 5 * 60_000 }

/** The session, asked once; `undefined` when nobody is signed in. */
export const loadSession = async (): Promise<Session | undefined> => {
  try {
    const session = await queryClient.ensureQueryData(options)
    configureApi({ csrf: session.csrf })
    setServerNow(session.clock.now)
    return session
  } catch (error) {
    if (isCallError(error) && error.kind === 'signed-out') return undefined
    throw error
  }
}

/** Forgets everything that the last reader saw. */
export const forgetSession = (): void => {
  configureApi({ csrf: undefined })
  queryClient.clear()
}

/** The signed-in reader; only below the frame, where there is one. */
export const useSession = (): Session => {
  const { data } = useQuery(options)
  if (!data) throw new Error('A screen for signed-in readers was shown without a session.')
  return data
}

/** `work-orders.read`, or several separated by a bar of which one is enough. */
export const holds = (session: Session, permission: string): boolean =>
  permission.split('|').some((each) => session.permissions.includes(each))

export const useMay = (permission: string): boolean => holds(useSession(), permission)
