import type { RefObject } from 'react'
import type { OfferedWindow } from '#core/appointments/windows.ts'
import { intakeTexts } from '#core/intake/intake.text.ts'
import { channels } from '#core/intake/report.ts'
import type { Symptom } from '#core/intake/symptom.ts'
import { WindowPicker } from '#web/console/appointments/window-picker.tsx'
import { useCountyOptions } from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { InstantInput } from '#web/ui/day-input.tsx'
import { Checkbox, Choices, Select, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { useNow } from '#web/ui/when.tsx'
import { deskTexts } from './desk.text.ts'
import { type Draft, symptomsFor } from './draft.ts'

const SYMPTOM_KEYS = ['Q', 'W', 'E', 'R', 'T', 'Y', 'U', 'I'] as const
const TIME_KEYS = ['1', '2', '3', '4'] as const
const URGE_KEYS = 'Alt U'

type Props = {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  readonly symptoms: readonly Symptom[]
  /** Of the customer's county; nothing while that is not known. */
  readonly windows: readonly OfferedWindow[] | undefined
  /** The report would join an open order. */
  readonly isJoining: boolean
  /** Nobody of the ledger: who and where is asked for. */
  readonly isUnknown: boolean
  /** The symptoms could not be fetched: how to try again. */
  readonly wordsFailed: (() => void) | undefined
  readonly symptomsRef: RefObject<HTMLDivElement | null>
}

/** What is reported, in the order in which a caller tells it. */
export const WhatForm = (props: Props) => {
  const { draft, onChange, symptoms, windows, isJoining, isUnknown, wordsFailed, symptomsRef } = props
  const t = useText(deskTexts)
  const language = useLanguage()
  const fitting = symptomsFor(symptoms, draft.customer?.line)
  const first = fitting.slice(0, SYMPTOM_KEYS.length)
  const rest = fitting.slice(SYMPTOM_KEYS.length)
  return (
    <Card title={t('what.title')} hint={t('keys-only')} aside={<Channels draft={draft} onChange={onChange} />} isFilled>
      <div className="intake-what">
        <Row label={t('what.symptom')}>
          {wordsFailed && (
            <div className="row" role="alert">
              <span className="late">{t('what.symptoms-failed')}</span>
              <Button icon="refresh" isSmall onClick={wordsFailed}>
                {t('what.symptoms-again')}
              </Button>
            </div>
          )}
          <div ref={symptomsRef} className="intake-symptoms">
            <Choices
              aria-label={t('what.symptom')}
              value={draft.symptom === '' ? undefined : draft.symptom}
              onChange={(symptom) => onChange({ symptom: symptom ?? '' })}
              choices={first.map(({ code, name }, index) => ({
                value: code,
                label: name[language],
                keys: SYMPTOM_KEYS[index] ?? '',
              }))}
            />
            {rest.length > 0 && (
              <Select
                label={t('what.more')}
                placeholder={t('what.more')}
                value={rest.some(({ code }) => code === draft.symptom) ? draft.symptom : ''}
                onChange={(symptom) => onChange({ symptom })}
                options={rest.map(({ code, name, errorCodes }) => ({
                  value: code,
                  label: name[language],
                  words: errorCodes.join(' '),
                }))}
              />
            )}
            {first.map(({ code }, index) => (
              <ChoiceKey key={code} keys={SYMPTOM_KEYS[index] ?? ''} act={() => onChange({ symptom: code })} />
            ))}
          </div>
        </Row>
        <Row label={t('what.words')}>
          <TextArea
            rows={2}
            aria-label={t('what.words')}
            placeholder={t('what.words-hint')}
            maxLength={2000}
            value={draft.words}
            onChange={(words) => onChange({ words })}
          />
        </Row>
        <Row label={t('what.phone')}>
          <TextInput
            aria-label={t('what.phone')}
            inputMode="tel"
            maxLength={40}
            placeholder={
              draft.customer?.phone ? t('what.phone-known', { phone: draft.customer.phone }) : t('what.phone-hint')
            }
            value={draft.phone}
            onChange={(phone) => onChange({ phone })}
          />
        </Row>
        {isUnknown && <Unknown draft={draft} onChange={onChange} />}
        <Row label={t('what.time')}>
          <Times draft={draft} onChange={onChange} windows={windows} />
        </Row>
        <Row label="">
          <div className="stack">
            <Checkbox value={draft.isTold} onChange={(isTold) => onChange({ isTold })}>
              {t('what.told')}
            </Checkbox>
            {isJoining && (
              <Checkbox value={draft.isUrge} onChange={(isUrge) => onChange({ isUrge })}>
                {t('what.urge')} <kbd className="ui-kbd">{URGE_KEYS}</kbd>
              </Checkbox>
            )}
          </div>
        </Row>
      </div>
    </Card>
  )
}

const Row = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <div className="intake-row">
    <span className="ink-2">{label}</span>
    <div>{children}</div>
  </div>
)

const ChoiceKey = ({ keys, act }: { readonly keys: string; readonly act: () => void }) => {
  useShortcut(keys.toLowerCase(), act, keys !== '')
  return null
}

type Part = Pick<Props, 'draft' | 'onChange'>

const Channels = ({ draft, onChange }: Part) => {
  const t = useText(deskTexts)
  const names = useText(intakeTexts)
  return (
    <Select
      label={t('what.channel')}
      value={draft.channel}
      onChange={(value) => {
        const channel = channels.find((each) => each === value)
        if (channel) onChange({ channel, isTold: channel === 'hotline' || channel === 'counter' })
      }}
      options={channels.map((value) => ({ value, label: names(`intake.channel.${value}`) }))}
    />
  )
}

const Unknown = ({ draft, onChange }: Part) => {
  const t = useText(deskTexts)
  const counties = useCountyOptions([])
  return (
    <>
      <Row label={t('what.address')}>
        <TextInput
          aria-label={t('what.address')}
          placeholder={t('what.address-hint')}
          maxLength={300}
          value={draft.address}
          onChange={(address) => onChange({ address })}
        />
      </Row>
      <Row label={t('what.county')}>
        <Select
          label={t('what.county')}
          placeholder={t('what.county-hint')}
          value={draft.county}
          onChange={(county) => onChange({ county })}
          options={counties}
        />
      </Row>
      <Row label={t('what.name')}>
        <div className="intake-pair">
          <TextInput
            aria-label={t('what.name')}
            maxLength={100}
            value={draft.name}
            onChange={(name) => onChange({ name })}
          />
          <TextInput
            aria-label={t('what.account')}
            placeholder={t('what.account')}
            maxLength={80}
            value={draft.account}
            onChange={(account) => onChange({ account })}
          />
        </div>
      </Row>
    </>
  )
}

const Times = ({ draft, onChange, windows }: Part & Pick<Props, 'windows'>) => {
  const t = useText(deskTexts)
  const now = useNow()
  const { preferredAt } = draft
  const isOther = preferredAt !== '' && !windows?.some(({ from }) => from === preferredAt)
  const set = (at: string) => onChange({ preferredAt: at === preferredAt ? '' : at })
  return (
    <div className="stack">
      {windows === undefined ? (
        <span className="hint">{t('what.time-place')}</span>
      ) : (
        <WindowPicker
          windows={windows}
          value={preferredAt === '' ? undefined : preferredAt}
          onChange={({ from }) => set(from)}
          keys={TIME_KEYS}
          daysShown={1}
        />
      )}
      <Checkbox
        value={isOther}
        onChange={(isOn) => onChange({ preferredAt: isOn ? (windows?.at(-1)?.to ?? now) : '' })}
      >
        {t('what.other-time')}
      </Checkbox>
      {isOther && <InstantInput value={preferredAt} onChange={(at) => onChange({ preferredAt: at })} />}
      <span className="hint">{t('what.time-hint')}</span>
    </div>
  )
}
