import { useState } from 'preact/hooks'
import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import { type ComplaintKind, complaintKinds } from '#core/quality/complaint.ts'
import { sendComplaint } from './client.ts'
import { Button, Card, Choices, Frame, Icon, Refused, Tag } from './parts.tsx'
import { goHome, type PageState } from './state.ts'
import { momentText, t } from './words.ts'

/** What it is about and what happened; nobody whom it is about reads it. */
export const ComplainScreen = ({ state, page }: { readonly state: PageState; readonly page: CustomerPage }) => {
  const [kind, setKind] = useState<ComplaintKind>()
  const [text, setText] = useState('')
  const said = text.trim()
  const why = kind ? (said === '' ? t('complain-write') : undefined) : t('complain-choose')
  const send = async () => {
    if (kind && (await state.run(() => sendComplaint({ kind, text: said })))) goHome()
  }
  return (
    <Frame
      title={t('complain')}
      page={page}
      isInside
      foot={
        <>
          <Refused trouble={state.refused} />
          <Button kind="primary" why={why} isBusy={state.isBusy} onClick={() => void send()}>
            {t('complain-send')}
          </Button>
        </>
      }
    >
      <h2 class="day">{t('complain-what')}</h2>
      <Choices
        label={t('complain-what')}
        columns={2}
        choices={complaintKinds.map((value) => ({ value, text: t(`complain.${value}`) }))}
        chosen={kind ? [kind] : []}
        onChoose={setKind}
      />
      <textarea
        rows={4}
        maxLength={500}
        placeholder={t('complain-words')}
        aria-label={t('complain-words')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="soft">
        <Icon name="lock" size={18} /> {t('complain-safe')}
      </p>
    </Frame>
  )
}

/** What was complained about, what we promised, and the answer. */
export const Complaints = ({ page }: { readonly page: CustomerPage }) => {
  if (page.complaints.length === 0) return null
  const { now, servicePhone } = page
  return (
    <Card>
      {page.complaints.map(({ kind, text, saidAt, dueAt, answer }) => (
        <div key={saidAt + kind} class="part">
          <p class="between">
            <b>{t(`complain.${kind}`)}</b>
            <span class="soft">{momentText(saidAt, now)}</span>
          </p>
          <p>{text}</p>
          {answer ? (
            <>
              <Tag tone="fine" icon="done">
                {t('complain-answered', { time: momentText(answer.at, now) })}
              </Tag>
              <p>{answer.text}</p>
              <p class="soft">{t('complain-unhappy', { phone: servicePhone })}</p>
            </>
          ) : (
            <Tag tone={dueAt < now ? 'risk' : 'paused'} icon="clock">
              {dueAt < now ? t('complain-late') : t('complain-waits', { time: momentText(dueAt, now) })}
            </Tag>
          )}
        </div>
      ))}
    </Card>
  )
}
