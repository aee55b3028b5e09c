import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useText } from '#web/ui/text.ts'
import { frameTexts } from './frame/frame.text.ts'
import { adminPages } from './pages.ts'
import { holds, useSession } from './session/session.queries.ts'

/** The pages of administration, each behind its own permission, with a line to go from one to the other. */
export const AdminFrame = () => {
  const t = useText(frameTexts)
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <div className="frame-sub">
      <nav className="frame-tabs no-print" aria-label={t('page.admin')}>
        {adminPages
          .filter((page) => holds(session, page.permission))
          .map((page) => (
            <Link key={page.path} to={page.path} aria-current={path.startsWith(page.path) ? 'page' : undefined}>
              {t(page.text)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </div>
  )
}
