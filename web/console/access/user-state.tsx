import type { UserItem } from '#core/access/user.contract.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { usersTexts } from './users.text.ts'

/** Whether somebody can sign in with the account now; closed weighs more than locked. */
export const UserStateTag = ({ user }: { readonly user: Pick<UserItem, 'isActive' | 'lockedUntil'> }) => {
  const t = useText(usersTexts)
  const [tone, word] = !user.isActive
    ? (['paused', 'users.inactive'] as const)
    : user.lockedUntil
      ? (['risk', 'users.locked'] as const)
      : (['fine', 'users.active'] as const)
  return (
    <StateTag tone={tone} isBare>
      {t(word)}
    </StateTag>
  )
}
