import { useMemo, useState } from 'react'
import { z } from 'zod'
import type { ReplyOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { areaClasses } from '#core/organisation/region.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, Facts } from '#web/ui/card.tsx'
import { useSeen } from '#web/ui/changed-meanwhile.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import { Field, useForm } from '#web/ui/form.tsx'
import { ChangedRow, FormDialog } from '#web/ui/form-dialog.tsx'
import { Segments, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { namesOf, useFormFields } from './form-fields.ts'
import { usePrefectureOptions, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import './organisation.css'

type Region = ReplyOf<typeof organisationRoutes.regions>['items'][number]

/** Province, prefectures and counties: whether a county counts as urban, and the other ways in which files write the name. */
export const Regions = () => {
  const t = useText(organisationScreenTexts)
  const answer = useAnswer(organisationRoutes.regions, {})
  const isOperator = useSession().user.company.kind === 'operator'
  const mayEdit = useMay('organisation.edit')
  const why = !isOperator ? t('organisation.operator-only') : mayEdit ? undefined : t('organisation.edit-why')
  const [open, setOpen] = useState<string | undefined>()
  const row = answer.data?.items.find((each) => each.code === open)
  return (
    <Card isFlush title={t('organisation.regions')}>
      <RegionFilters />
      <Loaded query={answer} rows={10}>
        {({ items }) => <List items={items} why={why} onOpen={setOpen} />}
      </Loaded>
      {row && <EditRegion key={row.code} row={row} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

const RegionFilters = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const prefectures = usePrefectureOptions()
  const filters = useMemo(
    () => [
      {
        key: 'region',
        label: t('organisation.prefecture'),
        any: t('organisation.any-prefecture'),
        options: prefectures,
      },
      {
        key: 'area',
        label: t('organisation.area'),
        any: t('organisation.any-area'),
        options: areaClasses.map((value) => ({ value, label: t(`organisation.${value}`) })),
      },
    ],
    [t, prefectures],
  )
  return (
    <div className="row organisation-filters">
      <SearchInput
        label={t('organisation.search')}
        value={search.search ?? ''}
        onChange={(value) => setSearch({ ...search, search: value })}
      />
      <FilterSentence filters={filters} search={search} onChange={setSearch} />
    </div>
  )
}

const List = ({
  items,
  why,
  onOpen,
}: {
  readonly items: readonly Region[]
  readonly why: string | undefined
  readonly onOpen: (code: string) => void
}) => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const [search] = useFilters()
  const word = search.search?.trim() ?? ''
  const shown = items.filter(
    (item) =>
      (!search.region || item.code === search.region || item.parent === search.region) &&
      (!search.area || item.areaClass === search.area) &&
      [item.code, item.name, ...item.aliases, ...item.formerNames].some((text) => text.includes(word)),
  )
  if (shown.length === 0) return <EmptyState icon="search" title={t('organisation.none-fits')} />
  return (
    <div className="organisation-table">
      <table className="ui-plain-table">
        <thead>
          <tr>
            <th>{t('organisation.region')}</th>
            <th className="number">{t('organisation.code')}</th>
            <th>{t('organisation.within')}</th>
            <th>{t('organisation.area')}</th>
            <th>{t('organisation.aliases')}</th>
            <th>{t('organisation.former-names')}</th>
            <th>
              <span className="unseen">{t('organisation.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <tr key={item.code}>
              <td className="strong">{item.name}</td>
              <td className="number ink-2">{item.code}</td>
              <td>{item.parent ? regionName(item.parent) : '—'}</td>
              <td>{item.areaClass ? t(`organisation.${item.areaClass}`) : '—'}</td>
              <td className="ink-2 organisation-names">{listed(item.aliases) || '—'}</td>
              <td className="ink-2 organisation-names">{listed(item.formerNames) || '—'}</td>
              <td className="number">
                <Button isSmall kind="quiet" why={why} onClick={() => onOpen(item.code)}>
                  {t('organisation.edit')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const valuesOf = (row: Region) => ({
  areaClass: row.areaClass ?? ('urban' as const),
  aliases: row.aliases.join('\n'),
  reason: '',
})

const EditRegion = ({ row, onClose }: { readonly row: Region; readonly onClose: () => void }) => {
  const t = useText(organisationScreenTexts)
  const fields = useFormFields()
  const regionName = useRegionNames()
  const seen = useSeen(row)
  const edit = useCommand(organisationRoutes.editRegion, {
    changes: [organisationRoutes.regions],
    done: t('organisation.changed'),
  })
  const isCounty = row.level === 'county'
  const form = useForm({
    schema: z.object({ areaClass: z.enum(areaClasses), aliases: z.string().max(5_000), reason: fields.reason }),
    initial: valuesOf(row),
    onSubmit: async ({ areaClass, aliases, reason }) => {
      const body = { aliases: namesOf(aliases), ...(isCounty ? { areaClass } : {}), version: seen.seen.version, reason }
      await edit.send({ params: { code: row.code }, body })
      onClose()
    },
  })
  const shown = (each: Region) => ({
    area: each.areaClass ? t(`organisation.${each.areaClass}`) : '',
    aliases: listed(each.aliases),
  })
  return (
    <FormDialog title={row.name} form={form} onClose={onClose}>
      <ChangedRow
        row={row}
        seen={seen}
        shown={shown}
        labelOf={(key) => t(`organisation.${key}`)}
        onTake={() => form.reset(valuesOf(row))}
      />
      <Facts
        items={[
          { label: t('organisation.code'), value: row.code },
          { label: t('organisation.within'), value: row.parent ? regionName(row.parent) : '—' },
          { label: t('organisation.former-names'), value: listed(row.formerNames) || '—' },
        ]}
      />
      {isCounty && (
        <Field form={form} name="areaClass" label={t('organisation.area')} hint={t('organisation.region-area-hint')}>
          {({ value, onChange }) => (
            <Segments
              label={t('organisation.area')}
              value={value}
              onChange={onChange}
              choices={areaClasses.map((each) => ({ value: each, label: t(`organisation.${each}`) }))}
            />
          )}
        </Field>
      )}
      <Field
        form={form}
        name="aliases"
        label={t('organisation.aliases')}
        hint={t('organisation.region-aliases-hint')}
        isOptional
      >
        {(bound) => <TextArea {...bound} rows={4} />}
      </Field>
      <Field form={form} name="reason" label={t('organisation.reason')} hint={t('organisation.reason-hint')}>
        {(bound) => <TextInput {...bound} />}
      </Field>
    </FormDialog>
  )
}
