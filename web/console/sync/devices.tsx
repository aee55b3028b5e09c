import type { Device } from '#core/sync/sync.contract.ts'
import { syncRoutes } from '#core/sync/sync.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { devicesTexts } from './devices.text.ts'

/** The phones of an account that this reader administers. */
export const DevicesOfUser = ({ login }: { readonly login: string }) => {
  const t = useText(devicesTexts)
  const params = { login }
  const devices = useAnswer(syncRoutes.userDevices, { params })
  const revoke = useCommand(syncRoutes.revokeUserDevice, {
    changes: [syncRoutes.userDevices],
    done: t('revoked'),
  })
  const ask = async (device: Device) => {
    const why = await askConfirm({
      ...{ title: t('revoke-title', { name: device.name }), text: t('revoke-text'), action: t('revoke') },
      ...{ isDangerous: true, reason: { minimum: 2 } },
    })
    if (why) await revoke.run({ params: { login, id: device.id }, body: { reason: why.reason } })
  }
  return <Devices query={devices} isBusy={revoke.isRunning} onRevoke={(device) => void ask(device)} />
}

/** The reader's own phones: whoever lost one takes it out of use here. */
export const OwnDevices = () => {
  const t = useText(devicesTexts)
  const devices = useAnswer(syncRoutes.devices, {})
  const revoke = useCommand(syncRoutes.revoke, { changes: [syncRoutes.devices], done: t('revoked') })
  const ask = async (device: Device) => {
    const isSure = await askConfirm({
      ...{ title: t('revoke-title', { name: device.name }), text: t('revoke-text'), action: t('revoke') },
      isDangerous: true,
    })
    if (isSure) await revoke.run({ params: { id: device.id } })
  }
  return <Devices query={devices} isBusy={revoke.isRunning} onRevoke={(device) => void ask(device)} />
}

type Query = Parameters<typeof Loaded<{ items: Device[] }>>[0]['query']

const Devices = ({
  query,
  isBusy,
  onRevoke,
}: {
  readonly query: Query
  readonly isBusy: boolean
  readonly onRevoke: (device: Device) => void
}) => {
  const t = useText(devicesTexts)
  return (
    <Card title={t('title')} hint={t('hint')} isFlush>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <CardRow title={t('none')} />
          ) : (
            items.map((device) => (
              <CardRow
                key={device.id}
                icon="phone"
                title={`${device.name} · ${t(`platform-${device.platform}`)}`}
                text={
                  <>
                    {t('last-contact')} <When at={device.lastContactAt} /> · {t('registered')}{' '}
                    <When at={device.registeredAt} />
                    {device.commands > 0 && <> · {t('commands', { count: device.commands })}</>}
                    {device.revokedAt && (
                      <>
                        <br />
                        {t('revoked-by', { name: device.revokedByName ?? '' })} <When at={device.revokedAt} />
                      </>
                    )}
                  </>
                }
                end={
                  device.revokedAt ? (
                    <StateTag tone="plain">{t('state-revoked')}</StateTag>
                  ) : (
                    <Button isSmall isBusy={isBusy} onClick={() => onRevoke(device)}>
                      {t('revoke')}
                    </Button>
                  )
                }
              />
            ))
          )
        }
      </Loaded>
    </Card>
  )
}
