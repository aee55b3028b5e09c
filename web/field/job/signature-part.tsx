import { useEffect, useRef } from 'preact/hooks'
import type { FieldChoices } from '#core/field/field.contract.ts'
import type { OrderConfirmation } from '#core/visits/confirmation.contract.ts'
import { signers } from '#core/visits/confirmation.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { PaperPart } from '#web/field/sign/paper-part.tsx'
import { signTexts } from '#web/field/sign/sign.text.ts'
import { paintDrawing } from '#web/field/sign/signature-image.ts'
import { fitDrawing } from '#web/field/sign/stroke.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, StateTag } from '#web/field/ui/card.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { FieldRefusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { ReasonChoices } from './pick.tsx'
import { returnTexts } from './return.text.ts'
import type { ReturnDraft, Signed } from './return-draft.ts'
import '#web/field/sign/sign.css'

const SMALL = { width: 128, height: 80 }

/** The signature of the return: there, to be drawn on the customer's screen, or why there is none. */
export const SignaturePart = ({
  order,
  known,
  draft,
  signed,
  options,
  error,
  change,
  onSign,
}: {
  readonly order: OrderDetail
  readonly known: OrderConfirmation | undefined
  readonly draft: ReturnDraft
  /** Under the words as they stand now. */
  readonly signed: Signed | undefined
  readonly options: FieldChoices
  readonly error: unknown
  readonly change: (part: Partial<ReturnDraft>) => void
  readonly onSign: () => void
}) => {
  const [t, sign] = [useText(returnTexts), useText(signTexts)]
  return (
    <Card title={t('signature')}>
      <CardBody>
        {signed && !draft.isUnsigned && !draft.isPaper && (
          <>
            <div className="signed">
              <SmallSignature signed={signed} label={t('signature')} />
              <span>
                <StateTag tone="fine">{t('signed')}</StateTag>
                <br />
                {sign(`signer-${signed.signer}`)} · <When at={signed.signedAt} />
              </span>
            </div>
            <Button icon="refresh" onClick={onSign}>
              {t('sign-again')}
            </Button>
          </>
        )}
        {draft.signed && !signed && !draft.isUnsigned && !draft.isPaper && (
          <StateTag tone="risk">{t('signature-old')}</StateTag>
        )}
        {!signed && !draft.isUnsigned && !draft.isPaper && (
          <>
            <p className="small">{t('sign-how')}</p>
            <Button icon="ban" onClick={() => change({ isUnsigned: true })}>
              {sign('not-now')}
            </Button>
          </>
        )}
        <FieldRefusal error={error} field="signatureFileId" />
        {draft.isPaper && (
          <>
            <PaperPart
              order={order}
              known={known}
              shrinking={options.photo}
              draft={draft}
              error={refusalOf(error, 'formNumber')}
              change={change}
            />
            <h2>{sign('satisfaction')}</h2>
            <Choices
              label={sign('satisfaction')}
              columns={4}
              value={draft.satisfaction}
              onChange={(satisfaction) => change({ satisfaction })}
              choices={(['4', '3', '2'] as const).map((value) => ({ value, label: sign(`satisfaction-${value}`) }))}
            />
            <h2>{sign('signer')}</h2>
            <Choices
              label={sign('signer')}
              columns={4}
              value={draft.signer}
              onChange={(signer) => change({ signer })}
              choices={signers.map((value) => ({ value, label: sign(`signer-${value}`) }))}
            />
            <Button icon="sign" onClick={() => change({ isPaper: false })}>
              {t('sign-after-all')}
            </Button>
          </>
        )}
        {draft.isUnsigned && draft.wish && <StateTag tone="risk">{sign('unsatisfied-noted')}</StateTag>}
        {draft.isUnsigned && !draft.wish && (
          <>
            <p className="small">{t('signature-why')}</p>
            <ReasonChoices
              label={t('signature-why')}
              value={draft.noSignature}
              reasons={options.noSignature}
              onChange={(noSignature) => change({ noSignature })}
            />
            <TextField
              label={t('signature-more')}
              isProse
              value={draft.signatureMore}
              error={refusalOf(error, 'signatureException')}
              onChange={(signatureMore) => change({ signatureMore })}
            />
            <TextField
              label={sign('call-proof')}
              value={draft.callProof ?? ''}
              error={refusalOf(error, 'callProof')}
              onChange={(callProof) => change({ callProof })}
            />
            <Button icon="sign" onClick={() => change({ isUnsigned: false })}>
              {t('sign-after-all')}
            </Button>
          </>
        )}
      </CardBody>
    </Card>
  )
}

const SmallSignature = ({ signed, label }: { readonly signed: Signed; readonly label: string }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) paintDrawing(canvas.current, fitDrawing(signed.drawing, SMALL), Math.max(1, devicePixelRatio))
  }, [signed])
  return <canvas className="always-light" ref={canvas} role="img" aria-label={label} />
}
