import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { configureApi } from '#web/ui/api.ts'
import { queryClient } from '#web/ui/query.ts'
import { TipLayer } from '#web/ui/tip.tsx'
import { ToastHost } from '#web/ui/toast.tsx'
import { router } from './router.tsx'
import { setSessionExpired } from './session/expired.ts'
import { isSessionKnown } from './session/session.queries.ts'
import '#web/ui/theme.css'
import '#web/ui/base.css'

/** The session ended while a page was open: its reader signs in over it, and nothing that was typed is lost. */
const onSignedOut = (): void => {
  if (router.state.location.pathname !== '/sign-in' && isSessionKnown()) setSessionExpired(true)
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
