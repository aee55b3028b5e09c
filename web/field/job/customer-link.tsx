import { useMemo, useState } from 'preact/hooks'
import { customerLinkRoutes } from '#core/customer-link/customer-link.contract.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { useConnection } from '#web/field/ui/connection.ts'
import { TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { qrModules } from '#web/ui/qr.ts'
import { customerLinkScreenTexts } from './customer-link.text.ts'

const FOUR_DIGITS = /^\d{4}$/
const QUIET = 4

/** At the door: the customer's code is typed in; afterwards the customer scans the own page. Both need the network. */
export const CustomerLinkScreen = ({ number }: { readonly number: string }) => {
  const t = useText(customerLinkScreenTexts)
  const [code, setCode] = useState('')
  const isOffline = useConnection().state === 'offline'
  const check = useCommand(customerLinkRoutes.checkDoor)
  const show = useCommand(customerLinkRoutes.show)
  const [url, setUrl] = useState<string | undefined>(undefined)
  const params = { number }
  const why = isOffline ? t('offline') : FOUR_DIGITS.test(code) ? undefined : t('four-first')
  const send = async () => {
    if (!(await check.run({ params, body: { code } }))) return
    setCode('')
    note({ text: t('right') })
  }
  const open = async () => setUrl((await show.run({ params, body: {} }))?.url)
  return (
    <Screen
      title={t('title')}
      subtitle={number}
      back={`/job/${encodeURIComponent(number)}`}
      above={check.error !== undefined && <Refusal error={check.error} />}
      primary={{ children: t('check'), icon: 'check', why, isBusy: check.isRunning, onClick: () => void send() }}
    >
      <Card title={t('door')}>
        <CardBody>
          <p>{t('door-text')}</p>
          <TextField
            label={t('digits')}
            value={code}
            inputMode="numeric"
            onChange={(text) => setCode(text.replace(/\D/g, '').slice(0, 4))}
          />
        </CardBody>
      </Card>
      <Card title={t('qr')}>
        <CardBody>
          <p>{t('qr-text')}</p>
          {show.error !== undefined && <Refusal error={show.error} />}
          {url ? (
            <Code url={url} />
          ) : (
            <Button why={isOffline ? t('offline') : undefined} isBusy={show.isRunning} onClick={() => void open()}>
              {t('qr-show')}
            </Button>
          )}
        </CardBody>
      </Card>
    </Screen>
  )
}

/** Always dark on white: cameras read nothing else as well. */
const Code = ({ url }: { readonly url: string }) => {
  const t = useText(customerLinkScreenTexts)
  const modules = useMemo(() => qrModules(url), [url])
  const size = modules.length + 2 * QUIET
  const path = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
  return (
    <svg width="100%" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('qr-name')}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path.join('')} fill="#000000" shape-rendering="crispEdges" />
    </svg>
  )
}
