import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { usePlaces } from '#web/console/work-orders/places.queries.ts'
import { Field } from '#web/ui/form.tsx'
import { Choices, MultiSelect, Select, TextArea } from '#web/ui/inputs.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { Candidates, useCandidates } from './candidates.tsx'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'

const MOST = 500

/** Stations that may be named: of the company if it is known, those that serve the order's county first. */
const useStations = (companyId: string | null | undefined, county: string) => {
  const mayRead = useMay('organisation.read')
  const query = { limit: MOST, ...(companyId ? { company: companyId } : {}) }
  const answer = useAnswer(organisationRoutes.stations, { query }, { isOn: mayRead })
  const places = usePlaces()
  return (answer.data?.items ?? [])
    .map((station) => ({ ...station, isNear: station.counties.includes(county) }))
    .sort((a, b) => Number(b.isNear) - Number(a.isNear))
    .map((station) => ({
      value: station.id,
      label: station.name,
      hint: `${places.companyName(station.companyId)} · ${places.regionName(station.county)}`,
    }))
}

/** The operator's desk sends it on: by rule, as far as somebody names it, or into the pool. */
export const DispatchAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const places = usePlaces()
  return (
    <ActionFrame
      {...props}
      size="medium"
      schema={actionInputs.dispatch}
      initial={{ mode: 'rule', companyId: undefined, stationId: undefined, staffId: undefined, note: undefined }}
      toBody={({ mode, note, ...named }) => ({ mode, note, ...(mode === 'name' ? named : {}) })}
    >
      {(form) => (
        <>
          <Field
            form={form}
            name="mode"
            label={t('mode')}
            hint={form.values.mode === 'name' ? undefined : t(`mode-hint.${form.values.mode ?? 'rule'}`)}
          >
            {(bound) => (
              <Choices
                {...bound}
                choices={(['rule', 'name', 'pool'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
              />
            )}
          </Field>
          {form.values.mode === 'rule' && <Preview number={props.order.number} />}
          {form.values.mode === 'name' && (
            <>
              <div className="actions-two">
                <Field form={form} name="companyId" label={t('company')} isOptional>
                  {(bound) => (
                    <Select
                      {...optional(bound)}
                      label={t('company')}
                      options={places.contractors}
                      placeholder={t('company-rule')}
                    />
                  )}
                </Field>
                <Field form={form} name="stationId" label={t('station')} isOptional>
                  {(bound) => (
                    <StationSelect
                      {...optional(bound)}
                      companyId={form.values.companyId}
                      county={props.order.county}
                      placeholder={t('station-rule')}
                    />
                  )}
                </Field>
              </div>
              <Field form={form} name="staffId" label={t('engineer')} isOptional hint={t('engineer-later')}>
                {(bound) => (
                  <Candidates
                    number={props.order.number}
                    label={t('engineer')}
                    value={bound.value}
                    onChange={bound.onChange}
                  />
                )}
              </Field>
            </>
          )}
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} rows={2} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

const Preview = ({ number }: { readonly number: string }) => {
  const t = useText(actionTexts)
  const places = usePlaces()
  const { data } = useCandidates(number)
  if (!data) return null
  const chosen = data.candidates.find((each) => each.staffId === data.chosen)
  return (
    <p className="ink-2">
      {[
        places.companyName(data.companyId),
        chosen
          ? t('rule-chooses', { name: chosen.name })
          : data.stoppedBy
            ? t('rule-stops', { why: data.stoppedBy })
            : '',
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

const StationSelect = ({
  companyId,
  county,
  placeholder,
  ...bound
}: ReturnType<typeof optional> & {
  readonly companyId: string | null | undefined
  readonly county: string
  readonly placeholder?: string
}) => {
  const t = useText(actionTexts)
  const options = useStations(companyId, county)
  return <Select {...bound} label={t('station')} options={options} {...(placeholder ? { placeholder } : {})} />
}

/** The contractor says yes and thereby passes it to a station. */
export const AcceptAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const { order } = props
  return (
    <ActionFrame {...props} schema={actionInputs.accept} initial={{ stationId: undefined, note: undefined }}>
      {(form) => (
        <>
          {order.holder.level === 'contractor' && (
            <Field form={form} name="stationId" label={t('station')} isOptional>
              {(bound) => (
                <StationSelect
                  {...optional(bound)}
                  companyId={order.companyId}
                  county={order.county}
                  placeholder={t('station-rule')}
                />
              )}
            </Field>
          )}
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** The station names who goes, and who goes along. */
export const AssignAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const { order } = props
  const { data } = useCandidates(order.number)
  const people = (data?.candidates ?? []).map((each) => ({ value: each.staffId, label: each.name, hint: each.number }))
  return (
    <ActionFrame
      {...props}
      size="medium"
      schema={actionInputs.assign}
      initial={{ mode: 'name', staffId: undefined, helpers: [], note: undefined }}
      toBody={({ mode, staffId, helpers, note }) => ({
        mode,
        note,
        helpers: mode === 'pool' ? [] : helpers,
        ...(mode === 'name' ? { staffId } : {}),
      })}
    >
      {(form) => (
        <>
          <Field form={form} name="mode" label={t('mode')}>
            {(bound) => (
              <Choices
                {...bound}
                choices={(['name', 'rule', 'pool'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
              />
            )}
          </Field>
          {form.values.mode === 'name' && (
            <Field form={form} name="staffId" label={t('engineer')}>
              {(bound) => (
                <Candidates number={order.number} label={t('engineer')} value={bound.value} onChange={bound.onChange} />
              )}
            </Field>
          )}
          {form.values.mode === 'rule' && <Preview number={order.number} />}
          {form.values.mode !== 'pool' && (
            <Field form={form} name="helpers" label={t('helpers')} isOptional hint={t('helpers-hint')}>
              {(bound) => (
                <MultiSelect
                  {...bound}
                  value={bound.value ?? []}
                  onChange={(value) => bound.onChange([...value])}
                  label={t('helpers')}
                  options={people.filter((person) => person.value !== form.values.staffId)}
                />
              )}
            </Field>
          )}
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} rows={2} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** To another engineer or station of the same company. */
export const TransferAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const { order } = props
  return (
    <ActionFrame
      {...props}
      size="medium"
      schema={actionInputs.transfer}
      initial={{ stationId: undefined, staffId: undefined, reason: '' }}
    >
      {(form) => (
        <>
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => (
              <TextArea {...bound} data-autofocus rows={2} maxLength={2000} placeholder={t('reason-place')} />
            )}
          </Field>
          <Field form={form} name="staffId" label={t('to-staff')} isOptional>
            {(bound) => (
              <Candidates
                number={order.number}
                label={t('to-staff')}
                value={bound.value}
                onChange={(staffId) => {
                  bound.onChange(staffId)
                  if (staffId) form.set('stationId', undefined)
                }}
              />
            )}
          </Field>
          <Field form={form} name="stationId" label={t('to-station')} isOptional>
            {(bound) => (
              <StationSelect
                {...optional({
                  ...bound,
                  onChange: (stationId) => {
                    bound.onChange(stationId)
                    if (stationId) form.set('staffId', undefined)
                  },
                })}
                companyId={order.companyId}
                county={order.county}
              />
            )}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
