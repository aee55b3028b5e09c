import { Link } from '@tanstack/react-router'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { OrderStateTag } from '#web/console/work-orders/order-state.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { usePages } from '#web/ui/query.ts'
import { EmptyState, ErrorState, Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { customersTexts } from './customers.text.ts'

/** Closed orders of the reader’s customers, the latest first; only of this customer when one is named. */
export const OwnHistory = ({ customer }: { readonly customer: string | undefined }) => {
  const t = useText(customersTexts)
  const pages = usePages(workOrderRoutes.list, {
    query: { sort: '-archived', view: 'all', ...(customer ? { customer } : {}) },
  })
  const { rows } = pages
  if (pages.isLoading) return <Loading rows={6} />
  if (pages.error && pages.rows.length === 0) return <ErrorState error={pages.error} onRetry={pages.retry} />
  return (
    <Card title={t('history')} isFlush>
      {rows.length === 0 && <EmptyState title={t('history-none')} />}
      {rows.length > 0 && (
        <div className="customers-table">
          <table className="ui-plain-table">
            <thead>
              <tr>
                {(['number', 'customer', 'symptom', 'state', 'closed'] as const).map((key) => (
                  <th key={key}>{t(`column.${key}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.number}>
                  <td>
                    <Link to="/orders/$number" params={{ number: row.number }}>
                      {row.number}
                    </Link>
                  </td>
                  <td>{row.account ?? row.customerName}</td>
                  <td>{row.symptom}</td>
                  <td>
                    <OrderStateTag state={row.state} />
                  </td>
                  <td>{row.archivedAt && <When at={row.archivedAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.hasMore && (
        <div className="customers-more">
          <Button kind="quiet" onClick={pages.more} isBusy={pages.isLoadingMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </Card>
  )
}
