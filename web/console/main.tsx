import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { configureApi } from '#web/ui/api.ts'
import { queryClient } from '#web/ui/query.ts'
import { TipLayer } from '#web/ui/tip.tsx'
import { ToastHost } from '#web/ui/toast.tsx'
import { router } from './router.tsx'
import { forgetSession, isSessionKnown } from './session/session.queries.ts'
import '#web/ui/theme.css'
import '#web/ui/base.css'

/** The session ended while a page was open: sign in, and come back to the same place. */
const onSignedOut = (): void => {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || !isSessionKnown()) return
  forgetSession()
  void router.navigate({ to: '/sign-in', search: { to: href, ended: '1' } as never, replace: true })
}

configureApi({ onSignedOut })

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ToastHost />
        <TipLayer />
      </QueryClientProvider>
    </StrictMode>,
  )
}
