import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ownCustomers } from '#core/work-orders/own-customers.contract.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, type Figure, Strip } from '#web/ui/card.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { useNow } from '#web/ui/when.tsx'
import { CustomerList } from './customer-list.tsx'
import { customersTexts } from './customers.text.ts'
import { OwnHistory } from './own-history.tsx'
import { type OwnAction, OwnOrderAction } from './own-order-action.tsx'
import { OwnOrderCard } from './own-order-card.tsx'
import { figuresOf, inUrgency } from './own-orders.ts'
import './customers.css'

/** A customer manager’s own customers: what is open, what they were told and are to be told, and what is closed. */
export const OwnCustomersScreen = () => {
  const t = useText(customersTexts)
  const [search, setSearch] = useFilters()
  const now = useNow()
  const answer = useAnswer(ownCustomers, {}, { everySeconds: 60 })
  const [doing, setDoing] = useState<{ readonly number: string; readonly action: OwnAction } | undefined>(undefined)
  useLiveRefresh(['workOrder.'], [ownCustomers, workOrderRoutes.list])
  const view = search.view === 'history' ? 'history' : 'orders'
  const only = search.customer
  return (
    <Page
      title={t('title')}
      isLive
      updatedAt={answer.dataUpdatedAt}
      filters={
        <Segments
          label={t('view')}
          value={view}
          onChange={(next) =>
            setSearch({ ...(only ? { customer: only } : {}), ...(next === 'history' ? { view: next } : {}) })
          }
          choices={(['orders', 'history'] as const).map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      <Loaded query={answer} rows={10}>
        {(data) => {
          const shown = inUrgency(
            data.orders.filter(({ customer }) => !only || customer === only),
            now,
          )
          const sums = figuresOf(data.orders, now)
          const figures: Figure[] = [
            { key: 'customers', label: t('figure.customers'), value: data.customers.length },
            {
              key: 'lines',
              label: t('figure.lines'),
              value: data.customers.reduce((sum, { lines }) => sum + lines.length, 0),
              ...(data.isCut ? { note: t('lines-cut') } : {}),
            },
            {
              key: 'open',
              label: t('figure.open'),
              value: sums.open,
              link: (content) => <Link to="/orders">{content}</Link>,
            },
            {
              key: 'late',
              label: t('figure.late'),
              value: sums.late,
              ...(sums.late > 0 ? { tone: 'late' } : {}),
              link: (content) => (
                <Link to="/orders" search={{ view: 'late' } as never}>
                  {content}
                </Link>
              ),
            },
            {
              key: 'progress',
              label: t('figure.progress'),
              value: sums.progressLate,
              ...(sums.progressLate > 0 ? { tone: 'risk' } : {}),
            },
            { key: 'confirm', label: t('figure.confirm'), value: sums.toConfirm },
          ]
          return (
            <>
              <Strip figures={figures} />
              <div className="customers-page">
                <CustomerList
                  customers={data.customers}
                  only={only}
                  onChoose={(name) =>
                    setSearch({ ...(view === 'history' ? { view } : {}), ...(name ? { customer: name } : {}) })
                  }
                />
                <div className="customers-orders">
                  {only && (
                    <div className="row">
                      <b>{t('only', { name: only })}</b>
                      <Button isSmall onClick={() => setSearch(view === 'history' ? { view } : {})}>
                        {t('only-off')}
                      </Button>
                    </div>
                  )}
                  {view === 'history' ? (
                    <OwnHistory customer={only} />
                  ) : shown.length === 0 ? (
                    <Card>
                      <EmptyState icon="done" title={t('orders-none')} text={t('orders-none-text')} />
                    </Card>
                  ) : (
                    shown.map((order) => (
                      <OwnOrderCard
                        key={order.number}
                        order={order}
                        onAct={(action) => setDoing({ number: order.number, action })}
                      />
                    ))
                  )}
                </div>
              </div>
            </>
          )
        }}
      </Loaded>
      {doing && <OwnOrderAction key={doing.number} {...doing} onClose={() => setDoing(undefined)} />}
    </Page>
  )
}
