import { type Judged, judgeReading, type Mark, type Verdict } from '#core/visits/reading.rules.ts'
import type { VisitSteps } from '#core/visits/visits.contract.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { minus } from '#web/field/job/reading.ts'
import { StateTag, type Tone } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { visitFieldTexts } from './visit.text.ts'
import './visit.css'

export const isLight = (kind: string): boolean => kind.endsWith('Dbm')
const isSpeed = (kind: string): boolean => kind.startsWith('speed')
/** A fall below what the path should give that is worth a look, in dB. */
const FAR_DB = 3

const TONES: Record<Verdict, Tone> = { good: 'fine', marginal: 'risk', bad: 'late', tooStrong: 'late' }

export const judgedFor = (
  order: Pick<OrderDetail, 'line' | 'bandwidthMbps'>,
  steps: VisitSteps,
  kind: string,
  value: number,
): Judged | undefined =>
  judgeReading(kind, value, steps.readings, {
    ...{ line: order.line, bandwidthMbps: order.bandwidthMbps },
    expected: isLight(kind) ? steps.expectedDbm : null,
  })

export const unitOf = (steps: VisitSteps, kind: string): string =>
  steps.readings.ranges.find((range) => range.kind === kind)?.unit ?? ''

/** A measured value: how much, what state, how far from expected, its scale with limits, and what it means. */
export const ReadingCard = ({
  order,
  steps,
  kind,
  value,
}: {
  readonly order: Pick<OrderDetail, 'line' | 'bandwidthMbps'>
  readonly steps: VisitSteps
  readonly kind: string
  readonly value: number
}) => {
  const [t, names] = [useText(visitFieldTexts), useText(returnNames)]
  const judged = judgedFor(order, steps, kind, value)
  const name = `reading.${kind}` in returnNames ? names(`reading.${kind}` as 'reading.pingMs') : kind
  const far = judged?.difference
  const distance =
    far === undefined
      ? undefined
      : isSpeed(kind)
        ? t('share-of-contract', { percent: Math.round((value / Math.max(1, value - far)) * 100) })
        : far === 0
          ? t('as-expected')
          : t(far < 0 ? 'weaker-by' : 'stronger-by', { by: Math.abs(far) })
  const word = judged && (judged.verdict === 'bad' && isLight(kind) ? 'verdict-weak' : `verdict-${judged.verdict}`)
  return (
    <div className="reading">
      <p className="reading-top">
        <span>{name}</span>
        <span className="measured">
          {minus(value)} <small>{unitOf(steps, kind)}</small>
        </span>
      </p>
      <p className="reading-top">
        {judged && word && <StateTag tone={TONES[judged.verdict]}>{t(word as 'verdict-good')}</StateTag>}
        {distance && <b>{distance}</b>}
      </p>
      {judged && (
        <Scale kind={kind} value={value} judged={judged} expected={isLight(kind) ? steps.expectedDbm : null} />
      )}
      <p>
        <b>{t('means')}</b>
        <Meaning kind={kind} value={value} judged={judged} steps={steps} />
      </p>
    </div>
  )
}

const Meaning = ({
  kind,
  value,
  judged,
  steps,
}: {
  readonly kind: string
  readonly value: number
  readonly judged: Judged | undefined
  readonly steps: VisitSteps
}) => {
  const t = useText(visitFieldTexts)
  if (!judged) return <>{t('means-unjudged')}</>
  const { verdict, difference = 0 } = judged
  if (isLight(kind)) {
    if (verdict === 'tooStrong') return <>{t('means-light-tooStrong')}</>
    if (verdict === 'bad') return <>{t('means-light-bad')}</>
    if (verdict === 'marginal') {
      const by = Math.round((steps.readings.power.acceptanceDbm - value) * 10) / 10
      return <>{t('means-light-marginal', { by })}</>
    }
    return <>{t(difference <= -FAR_DB ? 'means-light-far' : 'means-good')}</>
  }
  if (verdict === 'good') return <>{t('means-good')}</>
  if (isSpeed(kind)) return <>{t('means-speed-bad', { percent: steps.readings.service.speedSharePercent })}</>
  return <>{t(kind === 'pingMs' ? 'means-ping-bad' : 'means-loss-bad')}</>
}

/** Where the value lies: limits below the bar with their figures, the measured one above it. */
const Scale = ({
  kind,
  value,
  judged: { marks },
  expected,
}: {
  readonly kind: string
  readonly value: number
  readonly judged: Judged
  readonly expected: number | null
}) => {
  const t = useText(visitFieldTexts)
  const [low, high] = spanOf(kind, value, marks)
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - low) / (high - low)) * 100))
  const label = (at: number): string => `${Math.min(86, Math.max(14, share(at)))}%`
  const parts = partsOf(kind, marks, low, high)
  const shown = marks.filter(({ code }) => code !== 'strong' || value > -12)
  return (
    <div className="reading-scale" role="img" aria-label={t('mark-measured', { value: minus(value) })}>
      {parts.map(({ from, to, tone }) => (
        <span
          key={from}
          className={`scale-${tone}`}
          style={{ left: `${share(from)}%`, width: `${share(to) - share(from)}%` }}
        />
      ))}
      {shown.map((mark) => (
        <u key={mark.code} style={{ left: `${share(mark.value)}%` }} />
      ))}
      {shown.map((mark) => (
        <small key={mark.code} className={`is-${mark.code}`} style={{ left: label(mark.value) }}>
          {t(`mark-${mark.code}`, { value: minus(mark.value) })}
        </small>
      ))}
      {expected !== null && (
        <>
          <u className="is-expected" style={{ left: `${share(expected)}%` }} />
          {share(expected) - share(marks[1]?.value ?? low) > 24 && (
            <small style={{ left: label(expected) }}>{t('mark-expected', { value: minus(expected) })}</small>
          )}
        </>
      )}
      <i style={{ left: `${share(value)}%` }} />
      <b style={{ left: label(value) }}>{t('mark-measured', { value: minus(value) })}</b>
    </div>
  )
}

const markAt = (marks: readonly Mark[], code: Mark['code']): number | undefined =>
  marks.find((mark) => mark.code === code)?.value

const LIGHT_MARGIN_DB = 4

const spanOf = (kind: string, value: number, marks: readonly Mark[]): readonly [number, number] => {
  if (isLight(kind)) {
    const low = (markAt(marks, 'weak') ?? value) - LIGHT_MARGIN_DB
    const high = Math.max(markAt(marks, 'strong') ?? value, value) + 1
    return [Math.min(low, value - 1), value > -12 ? high : Math.min(high, -14)]
  }
  const most = Math.max(value, ...marks.map((mark) => mark.value))
  return [0, most > 0 ? most * 1.15 : 1]
}

type Part = { readonly from: number; readonly to: number; readonly tone: 'weak' | 'marginal' | 'good' }

const partsOf = (kind: string, marks: readonly Mark[], low: number, high: number): readonly Part[] => {
  if (isLight(kind)) {
    const [weak, pass, strong] = [markAt(marks, 'weak'), markAt(marks, 'acceptance'), markAt(marks, 'strong')]
    if (weak === undefined || pass === undefined || strong === undefined) return []
    const parts: readonly Part[] = [
      { from: low, to: weak, tone: 'weak' },
      { from: weak, to: pass, tone: 'marginal' },
      { from: pass, to: Math.min(strong, high), tone: 'good' },
      { from: Math.min(strong, high), to: high, tone: 'weak' },
    ]
    return parts.filter(({ from, to }) => to > from)
  }
  const limit = markAt(marks, 'limit') ?? high
  return isSpeed(kind)
    ? [
        { from: low, to: limit, tone: 'weak' },
        { from: limit, to: high, tone: 'good' },
      ]
    : [
        { from: low, to: limit, tone: 'good' },
        { from: limit, to: high, tone: 'weak' },
      ]
}
