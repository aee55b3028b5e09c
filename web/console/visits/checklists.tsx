import { useMemo, useState } from 'react'
import { parameterCatalogue, parameterDetail, parameterSet } from '#core/parameters/parameters.contract.ts'
import {
  type ChecklistItem,
  type ChecklistStep,
  type ProofKind,
  proofKinds,
  stepsSchema,
} from '#core/visits/checklist.ts'
import { visitNames } from '#core/visits/visits.text.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Checkbox, Select, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { checklistTexts } from './checklists.text.ts'
import './visits.css'

const PREFIX = 'visits.checklist.'

/** The checklists by kind of visit: items and their proof rule, each version from its day on. */
export const ChecklistsScreen = () => {
  const [t, language] = [useText(checklistTexts), useLanguage()]
  const [search, setSearch] = useFilters()
  const catalogue = useAnswer(parameterCatalogue, {})
  const items = (catalogue.data?.items ?? []).filter(({ key }) => key.startsWith(PREFIX))
  const chosen = items.find(({ key }) => key === search.list) ?? items[0]
  return (
    <Page title={t('title')} updatedAt={catalogue.dataUpdatedAt}>
      <Columns sides="300px minmax(0, 1fr)">
        <Column>
          <Card title={t('which')} isFlush>
            {items.map(({ key, title, version }) => (
              <CardRow
                key={key}
                title={title[language].replace(/^.*?[：:]\s*/, '')}
                text={version === 0 ? t('shipped') : t('version', { version })}
                {...(key === chosen?.key ? { icon: 'right' as const } : {})}
                onClick={() => setSearch({ list: key })}
              />
            ))}
          </Card>
        </Column>
        <Column>{chosen && <Editor key={chosen.key} name={chosen.key} />}</Column>
      </Columns>
    </Page>
  )
}

const Editor = ({ name }: { readonly name: string }) => {
  const detail = useAnswer(parameterDetail, { params: { key: name } })
  return (
    <Loaded query={detail}>
      {(data) => {
        const held = data.values.find(({ state }) => state === 'inForce')
        const steps = stepsSchema.safeParse(held?.value ?? data.default)
        return (
          <StepsEditor
            key={held?.version ?? 0}
            name={name}
            today={data.today}
            basedOn={held?.version ?? 0}
            steps={steps.success ? steps.data : []}
            versions={data.values.map(({ version, effectiveFrom, reason }) => ({ version, effectiveFrom, reason }))}
          />
        )
      }}
    </Loaded>
  )
}

type Version = { readonly version: number; readonly effectiveFrom: string; readonly reason: string }

const StepsEditor = ({
  name,
  today,
  basedOn,
  steps,
  versions,
}: {
  readonly name: string
  readonly today: string
  readonly basedOn: number
  readonly steps: readonly ChecklistStep[]
  readonly versions: readonly Version[]
}) => {
  const [t, language, mayEdit] = [useText(checklistTexts), useLanguage(), useMay('parameters.edit')]
  const [draft, setDraft] = useState(steps)
  const [isPublishing, setIsPublishing] = useState(false)
  const isChanged = useMemo(() => JSON.stringify(draft) !== JSON.stringify(steps), [draft, steps])
  const change = (code: string, items: readonly ChecklistItem[]) =>
    setDraft(draft.map((step) => (step.code === code ? { ...step, items: [...items] } : step)))
  return (
    <>
      {draft.map((step) => (
        <Card key={step.code} title={step.name[language]}>
          {step.items.map((item) => (
            <ItemLine
              key={item.code}
              item={item}
              isOff={!mayEdit}
              onChange={(next) =>
                change(
                  step.code,
                  step.items.map((each) => (each === item ? next : each)),
                )
              }
              {...(step.items.length > 1
                ? {
                    onRemove: () =>
                      change(
                        step.code,
                        step.items.filter((each) => each !== item),
                      ),
                  }
                : {})}
            />
          ))}
          {mayEdit && (
            <Button kind="quiet" icon="plus" isSmall onClick={() => change(step.code, [...step.items, newItem(step)])}>
              {t('add')}
            </Button>
          )}
        </Card>
      ))}
      {mayEdit && (
        <div className="row">
          <Button kind="primary" why={isChanged ? undefined : t('unchanged')} onClick={() => setIsPublishing(true)}>
            {t('publish')}
          </Button>
          {isChanged && <Button onClick={() => setDraft(steps)}>{t('discard')}</Button>}
        </div>
      )}
      {versions.length > 0 && (
        <Card title={t('versions')} isFlush>
          {versions.map(({ version, effectiveFrom, reason }) => (
            <CardRow
              key={version}
              title={t('version', { version })}
              text={reason}
              end={t('in-force-from', { day: effectiveFrom })}
            />
          ))}
        </Card>
      )}
      {isPublishing && (
        <PublishDialog
          name={name}
          today={today}
          basedOn={basedOn}
          steps={draft}
          onClose={() => setIsPublishing(false)}
        />
      )}
    </>
  )
}

/** A code that no item of the step has; it is kept with every record. */
const newItem = (step: ChecklistStep): ChecklistItem => {
  const codes = new Set(step.items.map(({ code }) => code))
  const number = Array.from({ length: 99 }, (_, index) => index + 1).find((each) => !codes.has(`extra${each}`)) ?? 1
  return {
    code: `extra${number}`,
    name: { 'zh-CN': checklistTexts['new-item']['zh-CN'], en: checklistTexts['new-item'].en },
    proof: 'tick',
    isRequired: false,
  }
}

const ItemLine = ({
  item,
  isOff,
  onChange,
  onRemove,
}: {
  readonly item: ChecklistItem
  readonly isOff: boolean
  readonly onChange: (item: ChecklistItem) => void
  readonly onRemove?: () => void
}) => {
  const [t, names] = [useText(checklistTexts), useText(visitNames)]
  // A reading names what is measured: it comes with the checklist and stays one.
  const proofs = item.proof === 'reading' ? (['reading'] as const) : proofKinds.filter((each) => each !== 'reading')
  return (
    <div className="visits-item">
      <TextInput
        aria-label={t('item-zh')}
        value={item.name['zh-CN']}
        disabled={isOff}
        onChange={(text) => onChange({ ...item, name: { ...item.name, 'zh-CN': text } })}
      />
      <TextInput
        aria-label={t('item-en')}
        value={item.name.en}
        disabled={isOff}
        onChange={(text) => onChange({ ...item, name: { ...item.name, en: text } })}
      />
      <Select
        label={t('proof')}
        value={item.proof}
        onChange={(proof) => onChange({ ...item, proof: proof as ProofKind })}
        options={proofs.map((value) => ({ value, label: names(`by.${value}`) }))}
      />
      <Checkbox value={item.isRequired} onChange={(isRequired) => onChange({ ...item, isRequired })}>
        {t('required')}
      </Checkbox>
      {onRemove && !isOff && <IconButton icon="remove" label={t('remove')} onClick={onRemove} />}
    </div>
  )
}

const PublishDialog = ({
  name,
  today,
  basedOn,
  steps,
  onClose,
}: {
  readonly name: string
  readonly today: string
  readonly basedOn: number
  readonly steps: readonly ChecklistStep[]
  readonly onClose: () => void
}) => {
  const t = useText(checklistTexts)
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const publish = useCommand(parameterSet, { changes: [parameterDetail, parameterCatalogue], done: t('published') })
  const send = async () => {
    const body = { level: 'province' as const, effectiveFrom: day, value: steps, reason: reason.trim(), basedOn }
    if (await publish.run({ params: { key: name }, body })) onClose()
  }
  return (
    <Dialog
      title={t('publish-title')}
      onClose={onClose}
      isKept
      footer={
        <Button
          kind="primary"
          why={reason.trim().length < 2 ? t('reason') : undefined}
          isBusy={publish.isRunning}
          onClick={() => void send()}
        >
          {t('publish')}
        </Button>
      }
    >
      <p className="hint">{t('publish-hint')}</p>
      <DayInput aria-label={t('day')} value={day} onChange={setDay} min={today} />
      <TextArea aria-label={t('reason')} value={reason} onChange={setReason} rows={3} placeholder={t('reason')} />
    </Dialog>
  )
}
