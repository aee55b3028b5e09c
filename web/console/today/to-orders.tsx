import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** The orders behind a number. */
export const toOrders = (search: Readonly<Record<string, string>>) => (content: ReactNode) => (
  <Link to="/orders" search={search as never} className="today-number">
    {content}
  </Link>
)
