import type { CapacityCell, capacityRoutes } from '#core/appointments/capacity.contract.ts'
import type { ReplyOf } from '#core/contract.ts'
import { dayOf } from '#core/time.ts'
import { useCompanyNames } from '#web/console/organisation/organisation.queries.ts'
import { numberText } from '#web/ui/number.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { dayText, weekdayText } from '#web/ui/time.ts'
import { useNow } from '#web/ui/when.tsx'
import { appointmentScreenTexts } from './appointments.text.ts'
import type { CapacityTarget } from './capacity-dialog.tsx'

type Grid = ReplyOf<typeof capacityRoutes.grid>

/** County × day × window: promised of possible minutes; full is dashed amber, closed grey, each with its word. */
export const CapacityGrid = ({
  data,
  onOpen,
}: {
  readonly data: Grid
  readonly onOpen: ((target: CapacityTarget) => void) | undefined
}) => {
  const t = useText(appointmentScreenTexts)
  const [now, language] = [useNow(), useLanguage()]
  const cellAt = new Map(data.cells.map((cell) => [`${cell.day} ${cell.from}`, cell]))
  const day = (each: string) => dayText(each, dayOf(now), language)
  return (
    <div className="capacity-scroll">
      <table className="capacity-grid">
        <thead>
          <tr>
            <th>{t('window')}</th>
            {data.days.map((each) => (
              <th key={each.day}>
                <button
                  type="button"
                  disabled={!onOpen}
                  onClick={() => onOpen?.({ day: each.day, title: t('edit-day', { day: day(each.day) }) })}
                >
                  {day(each.day)} <span className="ink-2">{weekdayText(each.day, language)}</span>
                  {each.isHoliday && <small className="risk"> {t('holiday')}</small>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.windows.map(({ from, to }) => (
            <tr key={from}>
              <th>
                <button
                  type="button"
                  disabled={!onOpen}
                  onClick={() => onOpen?.({ windowFrom: from, title: t('edit-window', { window: `${from}–${to}` }) })}
                >
                  {from}–{to}
                </button>
              </th>
              {data.days.map((each) => {
                const cell = cellAt.get(`${each.day} ${from}`)
                return (
                  <td key={each.day}>
                    {cell && (
                      <Cell
                        cell={cell}
                        title={t('edit-cell', { day: day(each.day), window: `${from}–${to}` })}
                        onOpen={onOpen}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Cell = ({
  cell,
  title,
  onOpen,
}: {
  readonly cell: CapacityCell
  readonly title: string
  readonly onOpen: ((target: CapacityTarget) => void) | undefined
}) => {
  const t = useText(appointmentScreenTexts)
  const companyName = useCompanyNames()
  const { state, reason, note, used, minutes, isDerived, quotas } = cell
  const share = minutes === null || minutes === 0 ? (used > 0 ? 1 : 0) : Math.min(1, used / minutes)
  const of = minutes === null ? t('unlimited') : numberText(minutes)
  const tip = [
    note ?? (isDerived ? t('by-rule') : minutes === null ? undefined : t('by-hand')),
    ...(quotas.length > 1
      ? quotas.map(
          (quota) =>
            `${companyName(quota.companyId)} ${t('quota-used', { used: quota.used, minutes: quota.minutes ?? t('unlimited') })}`,
        )
      : []),
  ].filter((each) => each !== undefined)
  return (
    <button
      type="button"
      className={`capacity-cell capacity-${state}`}
      disabled={!onOpen}
      data-tip={tip.join(' · ')}
      aria-label={`${title} ${used} / ${of} ${t(`state.${state}`)}`}
      onClick={() => onOpen?.({ day: cell.day, windowFrom: cell.from, title, cell })}
    >
      <span>
        <b>{numberText(used)}</b> / {of}
      </span>
      <span className="capacity-bar">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <small className={state === 'full' ? 'risk' : undefined}>
        {state === 'closed' ? (note ?? (reason ? t(`reason.${reason}`) : t('state.closed'))) : t(`state.${state}`)}
      </small>
    </button>
  )
}
