import { useState } from 'preact/hooks'
import { type FieldStation, fieldRoutes } from '#core/field/field.contract.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { CardRow } from '#web/field/ui/card.tsx'
import { TextField } from '#web/field/ui/inputs.tsx'
import { Loaded } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { teamTexts } from './team.text.ts'

const MOST = 30
const SEARCHED_FROM = 8

/** Stations of the company, those near the order first, each with what waits there as far as the reader sees it. */
export const StationList = ({
  order,
  except,
  onChoose,
}: {
  readonly order?: string
  readonly except?: string | null | undefined
  /** Absent while something is still to be said first. */
  readonly onChoose: ((station: FieldStation) => void) | undefined
}) => {
  const t = useText(teamTexts)
  const answer = useAnswer(fieldRoutes.stations, { query: order === undefined ? {} : { order } })
  const [search, setSearch] = useState('')
  return (
    <Loaded answer={answer}>
      {(data) => {
        const all = data.stations.filter((station) => station.id !== except)
        const found = all.filter((station) => station.name.includes(search.trim()))
        return (
          <>
            {all.length >= SEARCHED_FROM && (
              <TextField label={t('station-search')} value={search} onChange={setSearch} />
            )}
            <div className="cause-list">
              {found.slice(0, MOST).map((station) => (
                <CardRow
                  key={station.id}
                  icon="organisation"
                  title={station.name}
                  text={[
                    ...(station.isNear ? [t('station-near')] : []),
                    ...(station.unassigned > 0 ? [t('station-unassigned', { count: station.unassigned })] : []),
                    ...(station.late > 0 ? [t('late-count', { count: station.late })] : []),
                  ].join(' · ')}
                  {...(onChoose ? { onClick: () => onChoose(station) } : {})}
                />
              ))}
            </div>
            {found.length === 0 && <p>{t('no-station')}</p>}
            {found.length > MOST && <p className="small">{t('station-more', { count: found.length - MOST })}</p>}
          </>
        )
      }}
    </Loaded>
  )
}
