import { useState } from 'react'
import type { OwnCustomer } from '#core/work-orders/own-customers.contract.ts'
import { EnterpriseLinePanel } from '#web/console/ledger/enterprise-line-panel.tsx'
import { ledgerScreenTexts } from '#web/console/ledger/ledger.text.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { customersTexts } from './customers.text.ts'

/** The reader’s customers, those in trouble first; one that is chosen shows its lines. */
export const CustomerList = ({
  customers,
  only,
  onChoose,
}: {
  readonly customers: readonly OwnCustomer[]
  readonly only: string | undefined
  readonly onChoose: (name: string | undefined) => void
}) => {
  const t = useText(customersTexts)
  const [line, setLine] = useState<string | undefined>(undefined)
  return (
    <Card title={t('customers')} isFlush>
      {customers.length === 0 && <EmptyState title={t('customers-none')} text={t('customers-none-text')} />}
      {customers.map((customer) => {
        const isOpen = customer.name === only
        return (
          <div key={customer.name}>
            <button
              type="button"
              aria-expanded={isOpen}
              className="ui-row ui-row-button customers-one"
              onClick={() => onChoose(isOpen ? undefined : customer.name)}
            >
              <span className="ui-row-words">
                <b className="clip" data-tip={customer.name}>
                  {customer.name}
                </b>
                <span className="row small">
                  <span className="ink-2">{t('lines-count', { count: customer.lines.length })}</span>
                  {customer.open > 0 && <StateTag tone="plain">{t('open-count', { count: customer.open })}</StateTag>}
                  {customer.late > 0 && <StateTag tone="late">{t('late-count', { count: customer.late })}</StateTag>}
                </span>
              </span>
            </button>
            {isOpen && <Lines lines={customer.lines} onOpen={setLine} />}
          </div>
        )
      })}
      {line && <EnterpriseLinePanel key={line} lineCode={line} onClose={() => setLine(undefined)} />}
    </Card>
  )
}

const Lines = ({
  lines,
  onOpen,
}: {
  readonly lines: OwnCustomer['lines']
  readonly onOpen: (lineCode: string) => void
}) => {
  const t = useText(ledgerScreenTexts)
  const regionName = useRegionNames()
  const named = (key: string, code: string) => (key in ledgerScreenTexts ? t(key as 'ledger.grade.AAA') : code)
  return (
    <ul className="customers-lines">
      {lines.map((line) => (
        <li key={line.lineCode}>
          <button type="button" onClick={() => onOpen(line.lineCode)}>
            <span className="strong">{line.lineCode}</span>
            <span className="small ink-2">
              {[
                named(`ledger.grade.${line.grade}`, line.grade),
                named(`ledger.service.${line.serviceKind}`, line.serviceKind),
                regionName(line.county),
              ].join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
