import { Link } from '@tanstack/react-router'
import type { Taken } from '#core/intake/intake.contract.ts'
import { Card, CardRow } from '#web/ui/card.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { deskTexts } from './desk.text.ts'

/** What this desk saved in this sitting, to look at or to correct oneself. */
export const SavedList = ({ saved }: { readonly saved: readonly Taken[] }) => {
  const t = useText(deskTexts)
  return (
    <Card title={t('saved.title')} isFlush>
      {saved.length === 0 && <p className="hint intake-note">{t('saved.none')}</p>}
      {saved.map(({ report, order, joined }) => (
        <CardRow
          key={report}
          title={
            order === null ? (
              <span className="number">{report}</span>
            ) : (
              <Link to="/orders/$number" params={{ number: order }}>
                {order}
              </Link>
            )
          }
          text={report}
          end={
            <StateTag tone={order === null ? 'risk' : 'fine'}>
              {t(order === null ? 'saved.waits' : joined ? 'saved.joined' : 'saved.new')}
            </StateTag>
          }
        />
      ))}
    </Card>
  )
}
