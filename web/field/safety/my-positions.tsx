import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Card, CardRow } from '#web/field/ui/card.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState, Loaded } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { safetyFieldTexts } from './safety.text.ts'

const DIGITS = 5

/** Every point that is kept of the reader, with what it was taken for. */
export const MyPositionsScreen = () => {
  const t = useText(safetyFieldTexts)
  const answer = useAnswer(safetyRoutes.myPositions, {})
  return (
    <Screen title={t('positions')} back="/me">
      <Loaded answer={answer}>
        {({ items, fixDays }) => (
          <>
            <p className="small">{t('positions-text', { count: fixDays })}</p>
            {items.length === 0 ? (
              <EmptyState icon="pin" title={t('positions-none')} />
            ) : (
              <Card>
                {items.map(({ id, purpose, at, lon, lat, accuracyMetres, number }) => (
                  <CardRow
                    key={id}
                    icon="pin"
                    title={`${t(`purpose-${purpose}`)} ${number ?? ''}`}
                    text={t('position-line', {
                      lat: lat.toFixed(DIGITS),
                      lon: lon.toFixed(DIGITS),
                      accuracy: Math.round(accuracyMetres ?? 0),
                    })}
                    end={<When at={at} />}
                  />
                ))}
              </Card>
            )}
          </>
        )}
      </Loaded>
    </Screen>
  )
}
