import { fieldParameters } from '#core/field/field.parameters.ts'
import { useText } from '#web/field/ui/text.ts'
import { numberText } from '#web/ui/number.ts'
import { pwaTexts } from './pwa.text.ts'
import { photosIn, type Space } from './space.ts'

const GB = 1_000_000_000
const MB = 1_000_000

/** 2.1 GB, 300 MB. */
export const bytesText = (bytes: number): string =>
  bytes >= GB ? `${numberText(bytes / GB, 1)} GB` : `${numberText(Math.round(bytes / MB), 0)} MB`

/** 手机剩余 2.1 GB，够存约 900 张. */
export const useSpaceText = (space: Space | undefined): string | undefined => {
  const t = useText(pwaTexts)
  if (!space) return undefined
  const count = photosIn(space.freeBytes, fieldParameters.photo.default)
  return t('space', { space: bytesText(space.freeBytes), count: numberText(count, 0) })
}
