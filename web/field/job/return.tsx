import { useState } from 'preact/hooks'
import type { FieldChoices } from '#core/field/field.contract.ts'
import { fileUpload } from '#core/file.contract.ts'
import { confirmationRoutes } from '#core/visits/confirmation.contract.ts'
import { tidyFormNumber } from '#core/visits/paper-form.rules.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { keeping } from '#web/field/keeping.ts'
import { keepFile } from '#web/field/kept-files.ts'
import { useWaitingPhotos } from '#web/field/photo/photo-queue.ts'
import { PhotosCard } from '#web/field/photo/photos.tsx'
import { formProblem } from '#web/field/sign/paper-part.tsx'
import { signatureImage } from '#web/field/sign/signature-image.ts'
import { isSigned } from '#web/field/sign/stroke.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Choices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { ErrorState, FieldRefusal, Loading, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { upload } from '#web/ui/api.ts'
import { CauseSheet } from './cause-sheet.tsx'
import { dropDraft } from './draft.ts'
import { useOrderName } from './order-line.tsx'
import { reasonText } from './pick.tsx'
import { measuredOf, readingUnits } from './reading.ts'
import { PowerReading } from './readings.tsx'
import { returnTexts } from './return.text.ts'
import { type ReturnDraft, readingsFor, restoredHow, returnPlace, seenText, useReturnDraft } from './return-draft.ts'
import { SignaturePart } from './signature-part.tsx'
import { type ActInput, useAct } from './use-act.ts'
import { useChoices } from './use-choices.ts'
import './job.css'

export const ReturnScreen = ({ number }: { readonly number: string }) => {
  const t = useText(returnTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  const choices = useChoices(number)
  if (answer.data && choices.data) return <Return order={answer.data} options={choices.data} />
  const error = answer.error ?? choices.error
  const retry = () => {
    answer.refetch()
    choices.refetch()
  }
  return (
    <Screen title={t('title')} subtitle={number} back={`/job/${encodeURIComponent(number)}`}>
      {error ? <ErrorState error={error} onRetry={retry} /> : <Loading />}
    </Screen>
  )
}

/** What was found and done, with its proof: cause, responsible party, readings, photos, and the customer's signature or why there is none. */
const Return = ({ order, options }: { readonly order: OrderDetail; readonly options: FieldChoices }) => {
  const [t, names, nameOf] = [useText(returnTexts), useText(returnNames), useOrderName()]
  const act = useAct(order.number, order.version)
  // After the confirmation the order is another version.
  const later = useAct(order.number, undefined)
  const known = useAnswer(confirmationRoutes.order, { params: { number: order.number } }).data
  const [draft, change] = useReturnDraft(order.number)
  const [isPicking, setIsPicking] = useState(false)
  const [upError, setUpError] = useState<unknown>(undefined)
  const [isSending, setIsSending] = useState(false)
  const waiting = useWaitingPhotos(order.number)
  const kind = restoredHow(order)
  const isOnSite = kind === 'onSite'
  const cause = options.causes.find((each) => each.code === draft.cause)
  const segment = cause?.segments.find((each) => each.code === draft.segment) ?? cause?.segments[0]
  const { taken, missing, offered: offeredReadings, typed } = readingsFor(order, options, draft)
  const exception = draft.isUnsigned ? reasonText(options.noSignature, draft.noSignature, draft.signatureMore) : ''
  const signed = draft.signed?.seen === seenText(order, options, draft) ? draft.signed : undefined
  const mayAdd = order.actions.some((each) => each.action === 'addEvidence' && each.refusal === null)
  const offered = order.actions.find((each) => each.action === 'return')
  const path = `/job/${encodeURIComponent(order.number)}` as const
  const problem = !cause
    ? t('need-cause')
    : !draft.done.trim()
      ? t('need-done')
      : typed.length < missing.length
        ? t('need-reading')
        : !isOnSite && !draft.callLog.trim() && typed.length === 0
          ? t('need-call')
          : undefined
  const isToSign = isOnSite && !draft.isUnsigned && !draft.isPaper && !signed
  const paperProblem =
    isOnSite &&
    draft.isPaper &&
    (formProblem(draft.formNumber ?? '', order, known) !== undefined ||
      !draft.formPhotoId ||
      !draft.satisfaction ||
      !draft.signer)
  const why =
    offered?.refusal?.title ??
    problem ??
    (isToSign
      ? undefined
      : paperProblem
        ? t('need-form')
        : draft.isUnsigned && isOnSite && draft.wish === undefined && (exception === '' || !draft.callProof?.trim())
          ? t('need-sign')
          : waiting.length > 0 && !keeping()
            ? t('need-photos')
            : undefined)
  const signature = async (): Promise<ReturnDraft['signed']> => {
    if (!signed || signed.fileId || !isSigned(signed.drawing)) return signed
    const blob = await signatureImage(signed.drawing)
    if (!blob) return signed
    const about = { purpose: 'signature', prefecture: order.prefecture } as const
    const own = await keepFile(blob, { ...about, takenAt: signed.signedAt, name: 'signature.png' })
    const kept = { ...signed, fileId: own ?? (await sendNow(blob, signed, about)) }
    change({ signed: kept })
    return kept
  }
  const confirmation = async (): Promise<ActInput<'confirmService'>> => {
    const ticked = (draft.checks ?? []).map((each) => (each === 'notCharged' ? ['charged', false] : [each, true]))
    const said = {
      ...{ done: draft.done, readings: [...taken, ...typed], checks: Object.fromEntries(ticked) },
      ...(draft.satisfaction ? { satisfaction: Number(draft.satisfaction) } : {}),
      ...(draft.opinion?.trim() ? { opinion: draft.opinion } : {}),
    }
    if (draft.wish) return { ...said, mode: 'refused', wish: draft.wish }
    if (draft.isUnsigned) {
      const mode = draft.noSignature === 'customerLeft' || draft.noSignature === 'notAtHome' ? 'absent' : 'refused'
      const why = { reason: exception, ...(draft.noSignature ? { reasonCode: draft.noSignature } : {}) }
      return { ...said, mode, ...why, callProof: draft.callProof ?? '' }
    }
    const who = { signer: draft.signer, ...(draft.signerName?.trim() ? { signerName: draft.signerName } : {}) }
    if (draft.isPaper) {
      const formNumber = tidyFormNumber(draft.formNumber ?? '')
      return { ...said, ...who, mode: 'paper', formNumber, photoFileId: draft.formPhotoId }
    }
    const proof = await signature()
    return { ...said, ...who, mode: 'signed', signer: proof?.signer, signatureFileId: proof?.fileId }
  }
  const send = async () => {
    if (!cause || !segment) return
    setIsSending(true)
    setUpError(undefined)
    try {
      if (isOnSite && !(await act.run('confirmService', await confirmation()))) return
      const reply = await later.run('return', {
        kind,
        cause: cause.code,
        segment: segment.code,
        ...(draft.party && draft.party !== segment.party ? { party: draft.party } : {}),
        done: draft.done,
        readings: typed.map((each) => ({ ...each })),
        ...(draft.callLog.trim() ? { callLog: draft.callLog } : {}),
      })
      if (!reply) return
      dropDraft(returnPlace(order.number))
      note({ text: t('sent') })
      go('/')
    } catch (error) {
      setUpError(error)
    } finally {
      setIsSending(false)
    }
  }
  return (
    <Screen
      title={t('title')}
      subtitle={nameOf(order)}
      back={path}
      above={
        <>
          {upError !== undefined && <Refusal error={upError} />}
          {act.error !== undefined && <Refusal error={act.error} />}
          {later.error !== undefined && <Refusal error={later.error} />}
        </>
      }
      primary={{
        children: isToSign ? t('to-sign') : t('send'),
        icon: isToSign ? 'sign' : 'check',
        why,
        isBusy: isSending,
        onClick: () => (isToSign ? go(`${path}/sign`) : void send()),
      }}
    >
      <Card>
        <CardRow
          icon="search"
          title={cause ? cause.names[cause.names.length - 1] : t('cause-none')}
          text={cause ? cause.names.slice(0, -1).join(' · ') : t('cause')}
          end={cause ? t('cause-change') : undefined}
          onClick={() => setIsPicking(true)}
        />
      </Card>
      <FieldRefusal error={act.error} field="cause" />
      {cause && segment && (
        <>
          {cause.segments.length > 1 && (
            <>
              <h2>{t('segment')}</h2>
              <Choices
                label={t('segment')}
                columns={3}
                value={segment.code}
                onChange={(next) => change({ segment: next, party: '' })}
                choices={cause.segments.map(({ code }) => ({
                  value: code,
                  label: names(`segment.${code}` as 'segment.drop'),
                }))}
              />
              <FieldRefusal error={act.error} field="segment" />
            </>
          )}
          <h2>{t('party')}</h2>
          <Choices
            label={t('party')}
            columns={2}
            value={draft.party || segment.party}
            onChange={(party) => change({ party })}
            choices={[...new Set([segment.party, ...OTHER_PARTIES])].map((value) => ({
              value,
              label: names(`party.${value}` as 'party.customer'),
              ...(value === segment.party ? { text: t('party-by-table') } : {}),
            }))}
          />
          <FieldRefusal error={act.error} field="party" />
        </>
      )}
      <TextArea
        label={t('done')}
        hint={t('done-hint')}
        value={draft.done}
        error={refusalOf(act.error, 'done')}
        onChange={(done) => change({ done })}
      />
      {!isOnSite && <p className="small">{t('proof-either')}</p>}
      {[...missing, ...offeredReadings].map((each) => {
        const value = measuredOf(each, draft.readings[each] ?? '')
        return (
          <Card key={each}>
            <CardBody>
              <TextField
                label={t(isOnSite ? 'reading' : 'reading-maybe', { kind: names(`reading.${each}`) })}
                inputMode={readingUnits[each] === 'dBm' ? 'decimal' : 'numeric'}
                unit={readingUnits[each]}
                value={draft.readings[each] ?? ''}
                error={refusalOf(act.error, 'readings')}
                onChange={(text) => change({ readings: { ...draft.readings, [each]: text } })}
              />
              {each === 'onuRxDbm' && value !== undefined && <PowerReading dbm={value} limits={options.onuPower} />}
            </CardBody>
          </Card>
        )
      })}
      <PhotosCard order={order} act={act} mayAdd={mayAdd} shrinking={options.photo} />
      {!isOnSite && (
        <TextArea
          label={t('callLog')}
          value={draft.callLog}
          error={refusalOf(act.error, 'callLog')}
          onChange={(callLog) => change({ callLog })}
        />
      )}
      {isOnSite && (
        <SignaturePart
          order={order}
          known={known}
          draft={draft}
          signed={signed}
          options={options}
          error={act.error}
          change={change}
          onSign={() => go(`${path}/sign`)}
        />
      )}
      {isPicking && (
        <CauseSheet
          causes={options.causes}
          onClose={() => setIsPicking(false)}
          onChoose={({ code, segments }) => {
            change({ cause: code, segment: segments[0]?.code ?? '', party: '' })
            setIsPicking(false)
          }}
        />
      )}
    </Screen>
  )
}

/** Whom the engineer may name instead of the boundary table's answer. */
const OTHER_PARTIES = ['contractor', 'customer', 'thirdParty', 'undetermined']

/** Where the phone keeps nothing: the signature goes to the server before the return that names it. */
const sendNow = async (
  blob: Blob,
  signed: NonNullable<ReturnDraft['signed']>,
  about: { readonly purpose: 'signature'; readonly prefecture: string },
): Promise<string> => {
  const form = new FormData()
  form.append('file', blob, 'signature.png')
  const { id } = await upload(fileUpload, { query: { ...about, deviceAt: signed.signedAt }, form }, { key: signed.key })
  return id
}
