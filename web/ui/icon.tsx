import { type IconName, iconPaths } from './icons.ts'

type Props = {
  readonly name: IconName
  /** Side in px, 16 unless told. */
  readonly size?: number
  /** Only when no word stands beside it. */
  readonly label?: string
}

/** An outlined icon in the colour of its text. Decoration to a screen reader unless it has a label. */
export const Icon = ({ name, size = 16, label }: Props) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={size >= 20 ? 1.6 : 1.9}
    strokeLinecap="round"
    strokeLinejoin="round"
    role={label === undefined ? undefined : 'img'}
    aria-hidden={label === undefined ? true : undefined}
    aria-label={label}
    focusable="false"
    className="ui-icon"
  >
    <path d={iconPaths[name]} />
  </svg>
)
