import { Link, useRouterState } from '@tanstack/react-router'
import { Fragment } from 'react'
import { railPages } from '#web/console/pages.ts'
import { holds, useSession } from '#web/console/session/session.queries.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useText } from '#web/ui/text.ts'
import { frameTexts } from './frame.text.ts'
import { RailCount } from './rail-count.tsx'

/** The 64 px rail: a place for each thing this reader may do. */
export const Rail = () => {
  const t = useText(frameTexts)
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const pages = railPages.filter((page) => holds(session, page.permission))
  return (
    <nav className="frame-rail no-print" aria-label={t('navigation')}>
      <Link to="/" className="frame-mark" aria-hidden="true" tabIndex={-1}>
        <img src="/icon.svg" width={32} height={32} alt="" />
      </Link>
      {pages.map((page, index) => {
        const isHere = path === page.path || path.startsWith(`${page.path}/`)
        return (
          <Fragment key={page.path}>
            {index > 0 && pages[index - 1]?.group !== page.group && <hr />}
            <Link to={page.path} className="frame-place" data-here={isHere} aria-current={isHere ? 'page' : undefined}>
              <Icon name={page.icon} size={20} />
              {t(page.text)}
              {page.path === '/approvals' && <RailCount of="approvals" />}
              {page.path === '/checks' && <RailCount of="checks" />}
            </Link>
          </Fragment>
        )
      })}
    </nav>
  )
}
