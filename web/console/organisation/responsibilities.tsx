import { useState } from 'react'
import type { ReplyOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { type BusinessLine, businessLines } from '#core/organisation/organisation.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Segments, Select, TextInput } from '#web/ui/inputs.tsx'
import { Columns, Column as Side } from '#web/ui/page.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useCompanyNames, useCompanyOptions, useRegionNames, useRegionOptions } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'

/** The table of responsibilities, what it leaves open or says twice, and whom it names for a place. */
export const Responsibilities = () => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const [isAdding, setIsAdding] = useState(false)
  const mayEdit = useMay('responsibilities.edit')
  const answer = useAnswer(organisationRoutes.responsibilities, { query: {} })
  return (
    <Columns sides="2fr 1fr">
      <Side>
        <Card
          isFlush
          title={t('organisation.responsibilities')}
          aside={
            <Button isSmall why={mayEdit ? undefined : t('organisation.add-why')} onClick={() => setIsAdding(true)}>
              {t('organisation.add')}
            </Button>
          }
        >
          <Loaded query={answer} rows={10}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={t('organisation.none')} />
              ) : (
                <table className="ui-plain-table">
                  <thead>
                    <tr>
                      <th>{t('organisation.region')}</th>
                      <th>{t('organisation.line')}</th>
                      <th>{t('organisation.company')}</th>
                      <th className="number">{t('organisation.from')}</th>
                      <th className="number">{t('organisation.to')}</th>
                      <th>{t('organisation.by')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr key={item.id}>
                        <td>{item.grid ? `${regionName(item.region)} ${item.grid.name}` : regionName(item.region)}</td>
                        <td>{t(`organisation.${item.line}`)}</td>
                        <td className="strong">{companyName(item.companyId)}</td>
                        <td className="number">{item.effectiveFrom}</td>
                        <td className="number">{item.effectiveTo ?? t('organisation.open-end')}</td>
                        <td className="ink-2">{item.createdByName}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )
            }
          </Loaded>
        </Card>
      </Side>
      <Side>
        <WhoIsResponsible />
        <Issues />
      </Side>
      {isAdding && <AddDialog onClose={() => setIsAdding(false)} />}
    </Columns>
  )
}

type Answer = ReplyOf<typeof organisationRoutes.whoIsResponsible>

const LineChoice = ({
  value,
  onChange,
}: {
  readonly value: BusinessLine
  readonly onChange: (line: BusinessLine) => void
}) => {
  const t = useText(organisationScreenTexts)
  return (
    <Segments
      label={t('organisation.line')}
      value={value}
      onChange={onChange}
      choices={businessLines.map((line) => ({ value: line, label: t(`organisation.${line}`) }))}
    />
  )
}

const WhoIsResponsible = () => {
  const t = useText(organisationScreenTexts)
  const [place, setPlace] = useState('')
  const [line, setLine] = useState<BusinessLine>('home')
  const [day, setDay] = useState('')
  const [found, setFound] = useState<Answer | undefined>()
  const [problem, setProblem] = useState<string | undefined>()
  const ask = async () => {
    setFound(undefined)
    setProblem(undefined)
    try {
      setFound(await call(organisationRoutes.whoIsResponsible, { query: { place, line, ...(day ? { day } : {}) } }))
    } catch (error) {
      setProblem(isCallError(error) ? error.text : String(error))
    }
  }
  const words = found && {
    region: found.region.name,
    company: found.companies.map((company) => company.name).join('、'),
  }
  return (
    <Card title={t('organisation.who')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <TextInput
          aria-label={t('organisation.place')}
          placeholder={t('organisation.place')}
          value={place}
          onChange={setPlace}
        />
        <div className="row">
          <LineChoice value={line} onChange={setLine} />
          <DayInput aria-label={t('organisation.from')} value={day} onChange={setDay} />
          <Button type="submit">{t('organisation.ask')}</Button>
        </div>
        {problem && <p className="late">{problem}</p>}
        {found && words && (
          <p className="strong">
            {found.outcome === 'answer'
              ? t('organisation.answer', words)
              : found.outcome === 'gap'
                ? t('organisation.answer-gap', words)
                : t('organisation.answer-overlap', words)}
          </p>
        )}
      </form>
    </Card>
  )
}

const Issues = () => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const answer = useAnswer(organisationRoutes.issues, { query: {} })
  return (
    <Card title={t('organisation.issues')}>
      <Loaded query={answer} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <StateTag tone="fine">{t('organisation.issues-none')}</StateTag>
          ) : (
            <ul className="stack">
              {items.map((issue) => (
                <li key={`${issue.region} ${issue.line} ${issue.from} ${issue.kind}`}>
                  <StateTag tone="late">{t(`organisation.${issue.kind}`)}</StateTag> {regionName(issue.region)} ·{' '}
                  {t(`organisation.${issue.line}`)} · {issue.from}–{issue.to}{' '}
                  {issue.companies.map(companyName).join('、')}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

const AddDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const regions = useRegionOptions()
  const companies = useCompanyOptions()
  const [values, setValues] = useState({ region: '', companyId: '', from: '', to: '', reason: '' })
  const [line, setLine] = useState<BusinessLine>('home')
  const create = useCommand(organisationRoutes.createResponsibility, {
    changes: [organisationRoutes.responsibilities, organisationRoutes.issues],
    done: t('organisation.saved'),
  })
  const set = (key: keyof typeof values) => (value: string) => setValues({ ...values, [key]: value })
  const save = async () => {
    const { region, companyId, from, to, reason } = values
    const made = await create.run({
      body: { region, companyId, line, effectiveFrom: from, effectiveTo: to || null, gridId: null, reason },
    })
    if (made) onClose()
  }
  return (
    <Dialog
      title={t('organisation.add')}
      onClose={onClose}
      isKept
      footer={
        <>
          <Button onClick={onClose}>{t('organisation.cancel')}</Button>
          <Button kind="primary" isBusy={create.isRunning} onClick={() => void save()}>
            {t('organisation.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select
          label={t('organisation.region')}
          placeholder={t('organisation.region')}
          value={values.region}
          onChange={set('region')}
          options={regions}
        />
        <LineChoice value={line} onChange={setLine} />
        <Select
          label={t('organisation.company')}
          placeholder={t('organisation.company')}
          value={values.companyId}
          onChange={set('companyId')}
          options={companies}
        />
        <div className="row">
          <DayInput aria-label={t('organisation.from')} value={values.from} onChange={set('from')} />
          <DayInput aria-label={t('organisation.to')} value={values.to} onChange={set('to')} />
        </div>
        <TextInput
          aria-label={t('organisation.reason')}
          placeholder={t('organisation.reason')}
          value={values.reason}
          onChange={set('reason')}
        />
      </div>
    </Dialog>
  )
}
