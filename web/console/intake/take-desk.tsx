import { useEffect, useReducer, useRef, useState } from 'react'
import { appointmentRoutes } from '#core/appointments/appointments.contract.ts'
import type { CustomerCard } from '#core/intake/desk.contract.ts'
import { deskRoutes } from '#core/intake/desk.contract.ts'
import { intakeRoutes, type Taken } from '#core/intake/intake.contract.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Column, Columns } from '#web/ui/page.tsx'
import { useCommand } from '#web/ui/query.ts'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useText } from '#web/ui/text.ts'
import { AfterSaving } from './after-saving.tsx'
import { CandidateList } from './candidate-list.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { CustomerSearch } from './customer-search.tsx'
import { useOffered, usePreview, useWords } from './desk.queries.ts'
import { deskTexts } from './desk.text.ts'
import { bodyOf, callerOf, type Draft, emptyDraft, fieldsOf, whomOf } from './draft.ts'
import { FirstCheck, SamePanel } from './same-panel.tsx'
import { SavedList } from './saved-list.tsx'
import { WhatForm } from './what-form.tsx'

type Change = Partial<Draft> | 'clear'
const changed = (draft: Draft, change: Change): Draft => (change === 'clear' ? emptyDraft : { ...draft, ...change })

const KEPT_SAVED = 6

/** Takes one report after the other: who, what, and what saving will do, always in view. */
export const TakeDesk = () => {
  const t = useText(deskTexts)
  const [draft, change] = useReducer(changed, emptyDraft)
  const [typed, setTyped] = useState('')
  const [isUnknown, setIsUnknown] = useState(false)
  const [isUnasked, setIsUnasked] = useState(false)
  const [saved, setSaved] = useState<readonly Taken[]>([])
  const search = useRef<HTMLInputElement>(null)
  const chips = useRef<HTMLDivElement>(null)
  const words = useWords()
  const { symptoms } = words
  const windows = useOffered(draft)
  const { preview, refusal, again } = usePreview(draft)

  const clear = () => {
    change('clear')
    setTyped('')
    setIsUnknown(false)
    search.current?.focus()
  }
  useEffect(() => search.current?.focus(), [])

  const take = useCommand(intakeRoutes.take, {
    changes: [
      intakeRoutes.queue,
      intakeRoutes.list,
      deskRoutes.lookup,
      deskRoutes.preview,
      workOrderRoutes.list,
      appointmentRoutes.forPlace,
    ],
    done: (taken) =>
      taken.order === null
        ? t('save.done-wait', { report: taken.report })
        : t(taken.joined ? 'save.done-join' : 'save.done-new', { order: taken.order }),
    onDone: (taken) => {
      setSaved((before) => [taken, ...before].slice(0, KEPT_SAVED))
      clear()
    },
  })

  const pick = (customer: CustomerCard | undefined, isUnasked: boolean) => {
    setIsUnknown(customer === undefined)
    setIsUnasked(isUnasked)
    const fields = customer ? { ...fieldsOf(''), phone: callerOf(typed) } : fieldsOf(typed)
    change({ ...fields, customer, isSeparate: false, isUrge: false })
    // The list is drawn anew for the customer's line; the first chip of it takes the keys.
    requestAnimationFrame(() => chips.current?.querySelector('button')?.focus())
  }

  const body = bodyOf(draft, symptoms)
  const why = whomOf(draft) === undefined ? t('save.why-who') : body === undefined ? t('save.why-symptom') : undefined
  const save = () => {
    if (body && why === undefined && !take.isRunning && !refusal) void take.run({ body })
  }
  const isJoining = preview?.joins != null
  const canSeparate = isJoining || draft.isSeparate
  const separate = () => canSeparate && change({ isSeparate: !draft.isSeparate })
  useShortcut('ctrl+enter', save)
  useShortcut('alt+n', separate, canSeparate)
  useShortcut('alt+u', () => change({ isUrge: !draft.isUrge }), isJoining)
  useShortcut('escape', () => search.current?.select() ?? search.current?.focus())
  useShortcut('alt+c', clear)

  const action = preview?.joins
    ? t('save.join', { order: preview.joins.order })
    : preview?.follows
      ? t('save.follow', { report: preview.follows })
      : preview && !preview.makes
        ? t('save.wait')
        : t('save.new')

  return (
    <Columns sides="minmax(0, 1.05fr) minmax(0, 1.25fr) minmax(0, 0.95fr)">
      <Column>
        <CustomerSearch
          typed={typed}
          onType={setTyped}
          chosen={draft.customer?.id}
          onPick={pick}
          inputRef={search}
          onClear={clear}
        />
        <WhatForm
          draft={draft}
          onChange={change}
          symptoms={symptoms}
          windows={windows}
          wordsFailed={words.failure ? words.again : undefined}
          isJoining={isJoining}
          isUnknown={isUnknown}
          symptomsRef={chips}
        />
        <div className="intake-save">
          <Button
            kind="primary"
            keys="Ctrl ⏎"
            onClick={save}
            why={refusal ? t('after.refused') : why}
            isBusy={take.isRunning}
          >
            {action}
          </Button>
          {canSeparate && (
            <Button keys="Alt N" onClick={separate}>
              {t(draft.isSeparate ? 'save.joined-again' : 'save.separate')}
            </Button>
          )}
        </div>
      </Column>
      <Column>
        {isUnknown && preview && preview.candidates.length > 0 && (
          <CandidateList candidates={preview.candidates} title={t('customer.like')} onPick={setTyped} />
        )}
        {!(isUnknown && preview && preview.candidates.length > 0) && (
          <CustomerPanel customer={draft.customer} isUnknown={isUnknown} isUnasked={isUnasked} />
        )}
        <AfterSaving draft={draft} preview={preview} refusal={refusal} again={again} />
      </Column>
      <Column>
        <SamePanel preview={preview} />
        <FirstCheck symptom={symptoms.find(({ code }) => code === draft.symptom)} />
        <SavedList saved={saved} />
      </Column>
    </Columns>
  )
}
