import { useState } from 'preact/hooks'
import type { ReplyOf } from '#core/contract.ts'
import { type FieldOrder, fieldRoutes } from '#core/field/field.contract.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useDraft } from '#web/field/job/draft.ts'
import { OrderRemaining, useOrderName, Where } from '#web/field/job/order-line.tsx'
import { useAct } from '#web/field/job/use-act.ts'
import { ReviewsHint } from '#web/field/safety/reviews.tsx'
import { useSession } from '#web/field/session/session.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow, Figures, StateTag } from '#web/field/ui/card.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState, Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { useLiveRefresh } from '#web/field/ui/use-live.ts'
import { AssignSheet } from './assign-sheet.tsx'
import { BarScale } from './day-bar.tsx'
import { PersonRow, PersonSheet } from './person.tsx'
import { StationList } from './stations.tsx'
import { teamTexts } from './team.text.ts'
import '#web/field/job/job.css'
import './team.css'

type Team = ReplyOf<typeof fieldRoutes.team>
type Picked = { readonly order: FieldOrder; readonly isMove: boolean; readonly from?: string }

/** The own station; a reader of several looks at one after the other. */
export const TeamScreen = () => {
  const { user } = useSession()
  return user.station ? <StationTeam /> : <ManyStations />
}

const ManyStations = () => {
  const t = useText(teamTexts)
  const [{ station }, change] = useDraft<{ station?: string }>('team station', {})
  const [isChoosing, setIsChoosing] = useState(false)
  useLiveRefresh('workOrder.')
  if (station !== undefined && !isChoosing)
    return <StationTeam station={station} onChoose={() => setIsChoosing(true)} />
  return (
    <Screen title={t('stations')} subtitle={t('choose-station')}>
      <Card>
        <CardBody>
          <StationList
            onChoose={({ id }) => {
              change({ station: id })
              setIsChoosing(false)
            }}
          />
        </CardBody>
      </Card>
    </Screen>
  )
}

const StationTeam = ({ station, onChoose }: { readonly station?: string; readonly onChoose?: () => void }) => {
  const t = useText(teamTexts)
  const team = useAnswer(fieldRoutes.team, { query: station === undefined ? {} : { station } })
  useLiveRefresh('workOrder.')
  return (
    <Screen
      title={team.data?.stationName || t('team')}
      subtitle={team.data && t('subtitle', { count: team.data.people.length })}
      aside={
        onChoose
          ? { icon: 'organisation', label: t('stations'), onClick: onChoose }
          : { icon: 'refresh', label: t('refresh'), onClick: team.refetch }
      }
    >
      <ReviewsHint />
      <Loaded answer={team}>{(data) => <Present team={data} />}</Loaded>
    </Screen>
  )
}

const Present = ({ team }: { readonly team: Team }) => {
  const [t, nameOf] = [useText(teamTexts), useOrderName()]
  const [picked, setPicked] = useState<Picked | undefined>(undefined)
  const [person, setPerson] = useState<string | undefined>(undefined)
  const [first, ...rest] = team.unassigned
  const shown = team.people.find((each) => each.staffId === person)
  const { counts } = team
  return (
    <>
      <Figures
        items={[
          { label: t('unassigned'), value: counts.unassigned },
          { label: t('late'), value: counts.late, ...(counts.late > 0 ? { tone: 'late' as const } : {}) },
          { label: t('risk'), value: counts.risk, ...(counts.risk > 0 ? { tone: 'risk' as const } : {}) },
          { label: t('checks'), value: counts.checks },
        ]}
      />
      {first && (
        <Unassigned
          key={first.number}
          order={first}
          count={team.unassigned.length}
          onPick={() => setPicked({ order: first, isMove: false })}
        />
      )}
      {rest.length > 0 && (
        <Card title={t('unassigned-rest', { count: rest.length })}>
          {rest.map((order) => (
            <CardRow
              key={order.number}
              title={nameOf(order)}
              text={<Place order={order} isInPool={order.isInPool} />}
              end={<OrderRemaining order={order} />}
              onClick={() => setPicked({ order, isMove: false })}
            />
          ))}
        </Card>
      )}
      {team.checks.length > 0 && (
        <Card title={t('checks-title', { count: team.checks.length })}>
          {team.checks.map((order) => (
            <CardRow
              key={order.number}
              icon="done"
              title={nameOf(order)}
              text={t('returned-by', { name: order.staffName ?? '' })}
              href={`#/job/${encodeURIComponent(order.number)}`}
            />
          ))}
        </Card>
      )}
      {team.people.length > 0 ? (
        <Card title={t('people', { count: team.people.length })}>
          <BarScale bar={team.bar} />
          {team.people.map((each) => (
            <PersonRow
              key={each.staffId}
              person={each}
              bar={team.bar}
              isInShift={team.isInShift}
              onOpen={() => setPerson(each.staffId)}
            />
          ))}
          <Key />
        </Card>
      ) : (
        <EmptyState icon="people" title={t('none')} text={t('none-text')} />
      )}
      {shown && !picked && (
        <PersonSheet
          person={shown}
          bar={team.bar}
          onClose={() => setPerson(undefined)}
          onMove={(order) => setPicked({ order, isMove: true, from: shown.staffId })}
        />
      )}
      {picked && <AssignSheet {...picked} onClose={() => setPicked(undefined)} />}
    </>
  )
}

/** What the colours of the bars mean. */
const Key = () => {
  const t = useText(teamTexts)
  return (
    <small className="day-key">
      {(['done', 'now', 'planned'] as const).map((part) => (
        <span key={part}>
          <i className={`day-block day-${part}`} />
          {t(`part-${part}`)}
        </span>
      ))}
      {(['late', 'risk'] as const).map((tone) => (
        <span key={tone}>
          <i className={`day-block day-${tone}`} />
          {t(`key-${tone}`)}
        </span>
      ))}
    </small>
  )
}

const Place = ({ order, isInPool }: { readonly order: FieldOrder; readonly isInPool: boolean }) => {
  const t = useText(teamTexts)
  return (
    <>
      <Where order={order} /> · {order.symptom}
      {isInPool && ` · ${t('in-pool')}`}
    </>
  )
}

/** The most urgent of those nobody has: one tap to the rule's choice, or somebody else. */
const Unassigned = ({
  order,
  count,
  onPick,
}: {
  readonly order: Team['unassigned'][number]
  readonly count: number
  readonly onPick: () => void
}) => {
  const [t, nameOf] = [useText(teamTexts), useOrderName()]
  const candidates = useAnswer(workOrderRoutes.candidates, { params: { number: order.number } })
  const act = useAct(order.number, order.version)
  const chosen = candidates.data?.candidates.find((each) => each.staffId === candidates.data?.chosen)
  const assign = async () => {
    if (!chosen || !(await act.run('assign', { mode: 'name', staffId: chosen.staffId }))) return
    note({ text: t('assigned-to', { name: chosen.name }) })
  }
  return (
    <Card>
      <CardBody>
        <p className="order-top">
          <small>{t('unassigned-title', { index: 1, count })}</small>
          <OrderRemaining order={order} />
        </p>
        <p className="strong">{nameOf(order)}</p>
        <small>
          <Place order={order} isInPool={order.isInPool} />
        </small>
        {candidates.data && !chosen && <StateTag tone="risk">{candidates.data.stoppedBy ?? t('nobody-fit')}</StateTag>}
        {act.error !== undefined && <Refusal error={act.error} />}
        <div className="pair team-pair">
          {chosen && (
            <Button
              kind="primary"
              isBusy={act.running !== undefined}
              hint={[
                t('open-orders', { count: chosen.openOrders }),
                ...(chosen.distanceMetres === null
                  ? []
                  : [t('km-away', { km: (chosen.distanceMetres / 1000).toFixed(1) })]),
              ].join(' · ')}
              onClick={() => void assign()}
            >
              {t('assign-to', { name: chosen.name })}
            </Button>
          )}
          <Button onClick={onPick}>{t(chosen ? 'somebody-else' : 'choose')}</Button>
        </div>
      </CardBody>
    </Card>
  )
}
