import { useEffect, useRef } from 'preact/hooks'
import type { FieldChoices } from '#core/field/field.contract.ts'
import { signTexts } from '#web/field/sign/sign.text.ts'
import { paintDrawing } from '#web/field/sign/signature-image.ts'
import { fitDrawing } from '#web/field/sign/stroke.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, StateTag } from '#web/field/ui/card.tsx'
import { TextField } from '#web/field/ui/inputs.tsx'
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
  draft,
  signed,
  options,
  error,
  change,
  onSign,
}: {
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
        {signed && !draft.isUnsigned && (
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
        {draft.signed && !signed && !draft.isUnsigned && <StateTag tone="risk">{t('signature-old')}</StateTag>}
        {!signed && !draft.isUnsigned && (
          <>
            <p className="small">{t('sign-how')}</p>
            <Button icon="ban" onClick={() => change({ isUnsigned: true })}>
              {sign('not-now')}
            </Button>
          </>
        )}
        <FieldRefusal error={error} field="signatureFileId" />
        {draft.isUnsigned && (
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
