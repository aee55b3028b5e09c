import { useState } from 'preact/hooks'
import type { FieldStation } from '#core/field/field.contract.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { useAct } from '#web/field/job/use-act.ts'
import { refetchAll, useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { CardRow } from '#web/field/ui/card.tsx'
import { Choices, MultiChoices, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go, usePath } from '#web/field/ui/router.ts'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { FieldRefusal, Loaded, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { StationList } from './stations.tsx'
import { teamTexts } from './team.text.ts'

type Draft = { chosen?: (typeof REASONS)[number]; more: string; isAway: boolean }
const REASONS = ['busy', 'off', 'near'] as const

/** Everybody whom the rule looked at, the fit first, each with the reason; one tap sends, moving asks why. Helpers need no certificate. */
export const AssignSheet = ({
  order,
  isMove,
  from,
  onClose,
}: {
  readonly order: { readonly number: string; readonly version: number }
  readonly isMove: boolean
  /** Who has it now, and is not offered. */
  readonly from?: string | null
  readonly onClose: () => void
}) => {
  const t = useText(teamTexts)
  const candidates = useAnswer(workOrderRoutes.candidates, { params: { number: order.number } })
  const path = usePath()
  const act = useAct(order.number, order.version)
  const place = `${isMove ? 'transfer' : 'assign'} ${order.number}`
  const [{ chosen, more, isAway }, change] = useDraft<Draft>(place, { more: '', isAway: false })
  const [helpers, setHelpers] = useState<readonly string[] | undefined>(undefined)
  const reason = [chosen && t(`reason-${chosen}`), more.trim()].filter(Boolean).join('：')
  const isReady = !isMove || reason !== ''
  const send = async (staffId: string, name: string) => {
    const crew = (helpers ?? []).filter((id) => id !== staffId)
    const reply = isMove
      ? await act.run('transfer', { staffId, reason })
      : await act.run('assign', { mode: 'name', staffId, helpers: [...crew] })
    if (!reply) return
    dropDraft(place)
    note({ text: t(isMove ? 'moved-to' : 'assigned-to', { name }) })
    onClose()
  }
  const sendAway = async ({ id, name }: FieldStation) => {
    if (!(await act.run('transfer', { stationId: id, reason }, true))) return
    dropDraft(place)
    note({ text: t('moved-station', { name }) })
    onClose()
    // It is the other station's now, and no longer to be seen here: this sheet and the job are gone before anything is asked again.
    if (path.startsWith('/job')) go('/team')
    else setTimeout(refetchAll)
  }
  const pool = async () => {
    if (!(await act.run('assign', { mode: 'pool' }))) return
    note({ text: t('pooled') })
    onClose()
  }
  return (
    <Sheet
      title={t(isMove ? 'who-takes-over' : 'who-takes')}
      onClose={onClose}
      foot={
        (act.error !== undefined || !isMove) && (
          <>
            {act.error !== undefined && <Refusal error={act.error} />}
            {!isMove && (
              <Button icon="tray" isBusy={act.running !== undefined} onClick={() => void pool()}>
                {t('to-pool')}
              </Button>
            )}
          </>
        )
      }
    >
      {isMove && (
        <>
          <Choices
            label={t('move-reason')}
            columns={3}
            value={chosen}
            onChange={(next) => change({ chosen: next })}
            choices={REASONS.map((value) => ({ value, label: t(`reason-${value}`) }))}
          />
          <TextField
            label={t('move-reason')}
            value={more}
            error={refusalOf(act.error, 'reason')}
            onChange={(text) => change({ more: text })}
          />
          <h2>{t('move-where')}</h2>
          <Choices
            label={t('move-where')}
            columns={2}
            value={isAway ? 'station' : 'within'}
            onChange={(to) => change({ isAway: to === 'station' })}
            choices={(['within', 'station'] as const).map((value) => ({ value, label: t(`move-${value}`) }))}
          />
        </>
      )}
      <Loaded answer={candidates}>
        {(data) =>
          isMove && isAway ? (
            <>
              <p className="small">{t('station-text')}</p>
              <StationList
                order={order.number}
                except={data.stationId}
                onChoose={isReady && act.running === undefined ? (station) => void sendAway(station) : undefined}
              />
              <FieldRefusal error={act.error} field="stationId" />
            </>
          ) : (
            <>
              {!isMove && helpers === undefined && data.candidates.length > 1 && (
                <Button icon="people" onClick={() => setHelpers([])}>
                  {t('with-helpers')}
                </Button>
              )}
              {helpers !== undefined && (
                <>
                  <h2>{t('helpers')}</h2>
                  <p className="small">{t('helpers-hint')}</p>
                  <MultiChoices
                    label={t('helpers')}
                    columns={3}
                    value={helpers}
                    onChange={setHelpers}
                    choices={data.candidates.map((each) => ({ value: each.staffId, label: each.name }))}
                  />
                  <FieldRefusal error={act.error} field="helpers" />
                  <h2>{t('leads')}</h2>
                </>
              )}
              {data.candidates.length === 0 && <p>{t('nobody-here')}</p>}
              <div className="cause-list">
                {data.candidates
                  .filter(({ staffId }) => !isMove || staffId !== from)
                  .sort((a, b) => RANK[a.verdict] - RANK[b.verdict])
                  .map((each) => (
                    <CardRow
                      key={each.staffId}
                      icon={each.verdict === 'unfit' ? 'ban' : 'person'}
                      title={each.name}
                      text={[
                        t('open-orders', { count: each.openOrders }),
                        ...(each.distanceMetres === null
                          ? []
                          : [t('km-away', { km: (each.distanceMetres / 1000).toFixed(1) })]),
                        ...(each.verdict === 'unfit' ? each.reasons.map((why) => why.title) : []),
                      ].join(' · ')}
                      {...(isReady && act.running === undefined
                        ? { onClick: () => void send(each.staffId, each.name) }
                        : {})}
                    />
                  ))}
              </div>
              <FieldRefusal error={act.error} field="staffId" />
            </>
          )
        }
      </Loaded>
      {!isReady && <p className="small">{t('reason-needed')}</p>}
    </Sheet>
  )
}

const RANK = { chosen: 0, eligible: 1, unfit: 2 } as const
