import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export type OrderSearch = Readonly<Record<string, string>>

/** The orders behind a number; their list says `none` where no company has them. */
export const toOrders = (search: OrderSearch) => (content: ReactNode) => (
  <Link to="/orders" search={search as never} className="today-number">
    {content}
  </Link>
)

/** What stands under the company that nobody is. */
export const NO_COMPANY = 'none'
