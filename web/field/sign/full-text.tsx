import type { OrderConfirmation } from '#core/visits/confirmation.contract.ts'
import { confirmationNumber } from '#core/visits/confirmation.ts'
import { documentOf } from '#core/visits/confirmation-document.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { Measured } from '#web/field/job/return-draft.ts'
import { Card, CardBody, Facts } from '#web/field/ui/card.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'

/** The whole document before it is signed: what the phone knows of it, also without network. */
export const FullText = ({
  order,
  known,
  done,
  readings,
  onClose,
}: {
  readonly order: OrderDetail
  readonly known: OrderConfirmation | undefined
  readonly done: string
  readonly readings: readonly Measured[]
  readonly onClose: () => void
}) => {
  const [names, language] = [useText(returnNames), useLanguage()]
  const visit = order.visits.find((each) => each.endedAt === null)
  const facts = known?.facts
  const { engineer } = facts ?? {}
  const document = documentOf(
    {
      ...{ number: confirmationNumber(order.number, visit?.number ?? 1), orderNumber: order.number },
      ...{ externalNumber: order.externalNumber ?? undefined, line: order.line, kind: order.kind },
      customer: {
        ...{ name: order.customerName ?? undefined, account: order.account ?? undefined },
        ...{ phone: order.customerPhone ?? undefined, address: order.address ?? undefined },
      },
      ...{ level: order.grade ?? undefined, bandwidthMbps: order.bandwidthMbps ?? undefined },
      ...{ reportedAt: order.createdAt, symptom: order.symptom, found: order.description ?? undefined, done },
      ...{ windowFrom: visit?.windowFrom ?? undefined, windowTo: visit?.windowTo ?? undefined },
      arrivedAt: visit?.arrivedAt ?? undefined,
      readings: readings.map(({ kind, ...rest }) => ({
        name: `reading.${kind}` in returnNames ? names(`reading.${kind}` as 'reading.pingMs') : kind,
        ...rest,
      })),
    },
    {
      ...{ prefecture: facts?.prefecture ?? '', county: facts?.county ?? '', company: facts?.company ?? '' },
      engineer: engineer ? { ...engineer, phone: engineer.phone ?? undefined } : undefined,
      ...{ zAddress: facts?.zAddress ?? undefined, materials: [] },
    },
    undefined,
    language,
  )
  return (
    <Sheet title={document.title} onClose={onClose}>
      {document.blocks
        .filter(({ code }) => code !== 'check' && code !== 'opinion')
        .map(({ code, title, rows }) => (
          <Card key={code} title={title}>
            <CardBody>
              <Facts items={rows.map(({ label, value }) => ({ label, value }))} />
            </CardBody>
          </Card>
        ))}
    </Sheet>
  )
}
