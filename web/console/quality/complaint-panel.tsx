import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type ComplaintItem, complaintRoutes } from '#core/quality/complaint.contract.ts'
import { complaintTexts } from '#core/quality/complaint.text.ts'
import { usePlaces } from '#web/console/work-orders/places.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Choices, TextArea } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { complaintScreenTexts } from './complaints.text.ts'

const CHANGED = [complaintRoutes.list]
const SHORTEST = 5

/** One complaint: whom it is about, by when, and the answer that the customer will read. */
export const ComplaintPanel = ({ row, onClose }: { readonly row: ComplaintItem; readonly onClose: () => void }) => {
  const [t, names] = [useText(complaintScreenTexts), useText(complaintTexts)]
  const places = usePlaces()
  const [text, setText] = useState('')
  const [found, setFound] = useState<'yes' | 'no' | undefined>(undefined)
  const take = useCommand(complaintRoutes.take, { changes: CHANGED, done: t('taken') })
  const answer = useCommand(complaintRoutes.answer, { changes: CHANGED, done: t('sent'), onDone: onClose })
  const said = text.trim()
  const missing = said.length < SHORTEST ? t('answer-short') : found === undefined ? t('justified-needed') : undefined
  const why = row.why ?? missing
  const params = { id: row.id }
  return (
    <Dialog
      title={`${names(`complaint.kind.${row.kind}`)} · ${row.number}`}
      size="side"
      isKept={said !== ''}
      onClose={onClose}
      footer={
        row.answer === null && (
          <>
            {!row.isOwn && (
              <Button
                isBusy={take.isRunning}
                {...(row.why ? { why: row.why } : {})}
                onClick={() => void take.run({ params, body: {} })}
              >
                {t('take')}
              </Button>
            )}
            <Button
              kind="primary"
              isBusy={answer.isRunning}
              {...(why ? { why } : {})}
              onClick={() => void answer.run({ params, body: { text: said, isJustified: found === 'yes' } })}
            >
              {t('send')}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        <Facts
          items={[
            {
              label: t('number'),
              value: (
                <Link to="/orders/$number" params={{ number: row.number }}>
                  {row.number}
                </Link>
              ),
            },
            { label: t('words'), value: row.text, isWide: true },
            {
              label: t('about'),
              value: [places.companyName(row.companyId), row.stationName, listed(row.staffNames)]
                .filter(Boolean)
                .join(' · '),
            },
            { label: t('said'), value: <When at={row.saidAt} /> },
            { label: t('due'), value: <When at={row.dueAt} /> },
            { label: t('owner'), value: row.ownerName ?? t('no-owner') },
          ]}
        />
        {row.answer ? (
          <Facts
            items={[
              { label: t('answer'), value: row.answer.text, isWide: true },
              { label: t('justified'), value: t(row.answer.isJustified ? 'justified-yes' : 'justified-no') },
              { label: t('by'), value: row.answer.byName },
              { label: t('when'), value: <When at={row.answer.at} /> },
            ]}
          />
        ) : row.why ? (
          <p className="ink-2">{row.why}</p>
        ) : (
          <>
            <div>
              <p className="small">{t('answer-label')}</p>
              <TextArea rows={5} value={text} onChange={setText} aria-label={t('answer-label')} maxLength={1000} />
              <p className="hint">{t('answer-hint')}</p>
            </div>
            <Choices
              value={found}
              onChange={setFound}
              choices={[
                { value: 'yes' as const, label: t('justified-yes') },
                { value: 'no' as const, label: t('justified-no') },
              ]}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}
