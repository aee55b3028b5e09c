import { keptUntil, whyNotKept } from '#web/field/keeping.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { dismissInstallHint, install, useInstallation, useIsHintDismissed } from './install.ts'
import { pwaTexts } from './pwa.text.ts'
import { useSpace } from './space.ts'
import { useSpaceText } from './space-text.ts'

/** On the day, until it was answered once: why to install, and how. */
export const InstallHint = () => {
  const t = useText(pwaTexts)
  const installation = useInstallation()
  const isDismissed = useIsHintDismissed()
  if (isDismissed || installation === 'installed' || installation === 'embedded') return null
  return (
    <Card title={t('install-title')}>
      <CardBody>
        <p>{t('install-why')}</p>
        {installation === 'by-menu' && <p className="small">{t('install-menu')}</p>}
        <div className="two-buttons">
          {installation === 'offered' && (
            <Button
              icon="download"
              onClick={() => {
                dismissInstallHint()
                void install()
              }}
            >
              {t('install')}
            </Button>
          )}
          <Button onClick={dismissInstallHint}>{t('install-later')}</Button>
        </div>
      </CardBody>
    </Card>
  )
}

/** Under 我的: whether it is installed, what that is good for, and how much room is left. */
export const PhoneCard = () => {
  const t = useText(pwaTexts)
  const installation = useInstallation()
  const space = useSpace()
  const room = useSpaceText(space)
  const [until, refused] = [keptUntil(), whyNotKept()]
  return (
    <Card>
      {installation === 'installed' && <CardRow icon="done" title={t('is-installed')} text={t('is-installed-text')} />}
      {installation === 'embedded' && <CardRow icon="info" title={t('is-embedded')} text={t('is-embedded-text')} />}
      {installation === 'offered' && (
        <CardRow
          icon="download"
          title={t('install-title')}
          text={t('install-why')}
          onClick={() => {
            void install()
          }}
        />
      )}
      {installation === 'by-menu' && (
        <CardRow icon="download" title={t('install-title')} text={`${t('install-why')}${t('install-menu')}`} />
      )}
      {refused && <CardRow icon="alert" title={t('not-kept')} text={refused} />}
      {until && (
        <CardRow
          icon="clock"
          title={
            <>
              {t('kept-until')} <When at={until} />
            </>
          }
          text={t('kept-until-text')}
        />
      )}
      {space && room && (
        <CardRow icon="archive" title={room} text={t(space.isKept ? 'space-kept' : 'space-not-kept')} />
      )}
    </Card>
  )
}
