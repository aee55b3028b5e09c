import './sparkline.css'

/** The shape of a series, grey, with a dot at its end. Its numbers stand beside it, so it is decoration to a screen reader. */
export const Sparkline = ({
  values,
  width = 84,
  height = 20,
}: {
  readonly values: readonly number[]
  readonly width?: number
  readonly height?: number
}) => {
  const points = sparkPoints(values, width, height)
  const last = points.at(-1)
  if (!last) return <svg width={width} height={height} aria-hidden="true" />
  return (
    <svg className="ui-sparkline" width={width} height={height} aria-hidden="true">
      <polyline
        points={points.map(([x, y]) => `${x},${y}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinejoin="round"
      />
      <circle cx={last[0]} cy={last[1]} r="2" fill="currentColor" />
    </svg>
  )
}

const INSET = 3

/** Points from left to right inside the box; a flat series runs through the middle. */
export const sparkPoints = (values: readonly number[], width: number, height: number): readonly [number, number][] => {
  if (values.length === 0) return []
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const step = values.length > 1 ? (width - 2 * INSET) / (values.length - 1) : 0
  return values.map((value, index) => {
    const share = high === low ? 0.5 : (value - low) / (high - low)
    const [x, y] = [INSET + index * step, INSET + (1 - share) * (height - 2 * INSET)]
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10]
  })
}
