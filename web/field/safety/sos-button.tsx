import { Icon } from '#web/field/ui/icon.tsx'
import { useText } from '#web/field/ui/text.ts'
import { safetyFieldTexts } from './safety.text.ts'
import './safety.css'

/** 求助 at the top of every screen: the first of two taps. */
export const SosButton = () => {
  const t = useText(safetyFieldTexts)
  return (
    <a className="corner sos-corner" href="#/sos">
      <Icon name="alert" size={24} />
      {t('sos')}
    </a>
  )
}
