import { useNavigate } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { accessRoutes } from '#core/access/access.contract.ts'
import { languages } from '#core/text.ts'
import { forgetSession, useSession } from '#web/console/session/session.queries.ts'
import { sessionTexts } from '#web/console/session/session.text.ts'
import { setLanguage } from '#web/ui/language.ts'
import { Menu } from '#web/ui/menu.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { currentTheme, onThemeChange, setTheme, themes } from '#web/ui/theme.ts'
import { frameTexts } from './frame.text.ts'

const themeIcons = { system: 'screen', light: 'sun', dark: 'moon' } as const

/** Who is signed in, and what is theirs to set: sessions, password, language, light or dark, leaving. */
export const Who = () => {
  const t = useText(sessionTexts)
  const frame = useText(frameTexts)
  const session = useSession()
  const navigate = useNavigate()
  const language = useLanguage()
  const theme = useSyncExternalStore(onThemeChange, currentTheme)
  const keepLanguage = useCommand(accessRoutes.setLanguage)
  const leave = useCommand(accessRoutes.signOut, {
    onDone: () => {
      forgetSession()
      void navigate({ to: '/sign-in' })
    },
  })
  const company = session.user.company.name
  return (
    <Menu
      label={session.user.name}
      trigger={(props) => (
        <button type="button" {...props} className="frame-who">
          {company} · {session.user.name}
        </button>
      )}
      items={[
        { key: 'jobs', label: frame('page.own-jobs'), icon: 'job', onSelect: () => void navigate({ to: '/jobs' }) },
        { key: 'sessions', label: t('sessions'), icon: 'shield', onSelect: () => void navigate({ to: '/sessions' }) },
        {
          key: 'password',
          label: t('change-password'),
          icon: 'lock',
          onSelect: () => void navigate({ to: '/password' }),
        },
        {
          key: 'second-factor',
          label: t('second-factor'),
          icon: 'phone',
          onSelect: () => void navigate({ to: '/second-factor' }),
        },
        { key: 'line-language', isLine: true },
        ...languages.map((each) => ({
          key: `language-${each}`,
          label: t(`name-${each}`),
          icon: 'language' as const,
          isChosen: each === language,
          onSelect: () => {
            setLanguage(each)
            void keepLanguage.run({ body: { language: each } })
          },
        })),
        { key: 'line-theme', isLine: true },
        ...themes.map((each) => ({
          key: `theme-${each}`,
          label: t(`theme-${each}`),
          icon: themeIcons[each],
          isChosen: each === theme,
          onSelect: () => setTheme(each),
        })),
        { key: 'line-leave', isLine: true },
        { key: 'leave', label: t('sign-out'), icon: 'sign-out', onSelect: () => void leave.run({}) },
      ]}
    />
  )
}
