import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { type EnterpriseLineItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { RowForm } from '#web/console/import/row-form.tsx'
import { RowHistoryCard } from '#web/console/import/row-history.tsx'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
import { EditButton } from './edit-button.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { EarlierOrders, OpenOrders } from './open-orders.tsx'
import { ServiceState } from './service-state.tsx'

/** One line of a group customer. */
export const EnterpriseLinePanel = ({
  lineCode,
  onClose,
}: {
  readonly lineCode: string
  readonly onClose: () => void
}) => {
  const answer = useAnswer(ledgerRoutes.enterpriseLine, { params: { lineCode } })
  return (
    <Dialog title={lineCode} size="side" onClose={onClose}>
      <Loaded query={answer} rows={10}>
        {(line) => (
          <div className="stack">
            <LineFacts line={line} />
            <EditLine line={line} />
            <OpenOrders account={line.lineCode} />
            <EarlierOrders account={line.lineCode} />
            <History lineCode={line.lineCode} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

/** What shows a line, and what changed it. */
export const enterpriseLineRoutes = [
  ledgerRoutes.enterpriseLines,
  ledgerRoutes.enterpriseLine,
  byHandRoutes.enterpriseLine.history,
]

const EditLine = ({ line }: { readonly line: EnterpriseLineItem }) => (
  <EditButton>
    {(close) => (
      <RowForm
        kind="enterprise-lines"
        routes={byHandRoutes.enterpriseLine}
        keyField="lineCode"
        params={(lineCode) => ({ lineCode })}
        subject="enterpriseLine"
        row={line}
        changes={enterpriseLineRoutes}
        onClose={close}
      />
    )}
  </EditButton>
)

const History = ({ lineCode }: { readonly lineCode: string }) => (
  <RowHistoryCard
    kind="enterprise-lines"
    answer={useAnswer(byHandRoutes.enterpriseLine.history, { params: { lineCode } })}
  />
)

const LineFacts = ({ line }: { readonly line: EnterpriseLineItem }) => {
  const t = useText(ledgerScreenTexts)
  const regionName = useRegionNames()
  const reveal = useReveal('enterpriseLine', line.id, line.isMasked)
  return (
    <Facts
      items={[
        { label: t('ledger.customer'), value: line.customerName },
        { label: t('ledger.grade'), value: t(`ledger.grade.${line.grade}`) },
        {
          label: t('ledger.service'),
          value: [
            t(`ledger.service.${line.serviceKind}`),
            line.bandwidthMbps === null ? undefined : t('ledger.mbps', { count: line.bandwidthMbps }),
          ]
            .filter(Boolean)
            .join(' · '),
        },
        {
          label: t('ledger.place'),
          value: `${regionName(line.prefecture)} ${regionName(line.county)} · ${t(`ledger.area.${line.areaClass}`)}`,
        },
        { label: t('ledger.a-address'), value: line.aAddress },
        { label: t('ledger.z-address'), value: line.zAddress ?? '—' },
        {
          label: t('ledger.contact'),
          value: line.contactPhone ? (
            <Masked
              value={line.contactPhone}
              label={t('ledger.contact')}
              {...(reveal ? { reveal: reveal('phone') } : {})}
            />
          ) : (
            '—'
          ),
        },
        {
          label: t('ledger.manager'),
          value: line.managerName ? (
            <>
              {line.managerName}
              {!line.hasManagerUser && <span className="hint"> {t('ledger.no-manager-user')}</span>}
            </>
          ) : (
            '—'
          ),
        },
        { label: t('ledger.opened'), value: <DayOf day={line.openedOn} /> },
        { label: t('ledger.status'), value: <ServiceState status={line.status} /> },
      ]}
    />
  )
}
