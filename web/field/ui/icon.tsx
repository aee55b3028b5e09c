import { type IconName, iconPaths } from '#web/ui/icons.ts'

/** An outlined icon beside a word; with a label when it stands alone. */
export const Icon = ({
  name,
  size = 20,
  label,
}: {
  readonly name: IconName
  readonly size?: number
  readonly label?: string
}) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width={1.7}
    stroke-linecap="round"
    stroke-linejoin="round"
    role={label === undefined ? undefined : 'img'}
    aria-hidden={label === undefined}
    aria-label={label}
    className="icon"
  >
    <path d={iconPaths[name]} />
  </svg>
)
