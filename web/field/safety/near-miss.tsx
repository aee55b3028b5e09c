import { alarmRoutes } from '#core/safety/alarm.contract.ts'
import { type Hazard, hazards } from '#core/safety/hazard.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { Choices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { goBack } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { safetyFieldTexts } from './safety.text.ts'

type Draft = { text: string; place: string; hazard?: Hazard | undefined; who: 'named' | 'unnamed' }
const SHORTEST = 4

/** A short form, with a name or without; nobody is blamed for it. */
export const NearMissScreen = () => {
  const [t, names] = [useText(safetyFieldTexts), useText(safetyNames)]
  const [draft, change] = useDraft<Draft>('near miss', { text: '', place: '', who: 'named' })
  const report = useCommand(alarmRoutes.reportNearMiss)
  const send = async () => {
    const { text, place, hazard, who } = draft
    const body = { text: text.trim(), ...(place.trim() ? { place: place.trim() } : {}), ...(hazard ? { hazard } : {}) }
    if (!(await report.run({ body: { ...body, isAnonymous: who === 'unnamed', fileIds: [] } }))) return
    dropDraft('near miss')
    note({ text: t('near-miss-sent') })
    goBack('/me')
  }
  return (
    <Screen
      title={t('near-miss')}
      back="/me"
      above={report.error !== undefined && <Refusal error={report.error} />}
      primary={{
        children: t('near-miss-send'),
        icon: 'send',
        isBusy: report.isRunning,
        why: draft.text.trim().length < SHORTEST ? t('near-miss-short') : undefined,
        onClick: () => void send(),
      }}
    >
      <p>{t('near-miss-text')}</p>
      <TextArea label={t('near-miss-what')} value={draft.text} onChange={(text) => change({ text })} />
      <TextField label={t('near-miss-place')} value={draft.place} onChange={(place) => change({ place })} />
      <h2>{t('near-miss-hazard')}</h2>
      <Choices
        label={t('near-miss-hazard')}
        columns={2}
        value={draft.hazard}
        onChange={(hazard) => change({ hazard: hazard === draft.hazard ? undefined : hazard })}
        choices={hazards.map((value) => ({ value, label: names(`hazard.${value}`) }))}
      />
      <h2>{t('near-miss-name')}</h2>
      <Choices
        label={t('near-miss-name')}
        columns={2}
        value={draft.who}
        onChange={(who) => change({ who })}
        choices={[
          { value: 'named', label: t('near-miss-named') },
          { value: 'unnamed', label: t('near-miss-unnamed'), text: t('near-miss-unnamed-text') },
        ]}
      />
    </Screen>
  )
}
