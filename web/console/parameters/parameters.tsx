import { useMemo, useState } from 'react'
import type { Confidence } from '#core/parameter.ts'
import { parameterCatalogue } from '#core/parameters/parameters.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { withValues } from '#web/ui/filters.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { ParameterPanel } from './parameter-panel.tsx'
import { parametersTexts } from './parameters.text.ts'
import { shortValue, unitText } from './value.tsx'

/** Every figure of the product: what holds today, on which ground, and what was set. */
export const ParametersScreen = () => {
  const t = useText(parametersTexts)
  const language = useLanguage()
  const answer = useAnswer(parameterCatalogue, {})
  const [search, setSearch] = useState('')
  /** In the address, so that others can lead to a parameter. */
  const [address, setAddress] = useFilters()
  const open = address.key
  const setOpen = (key: string | undefined) => setAddress(withValues(address, 'key', key ? [key] : []))
  const items = answer.data?.items
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    return (items ?? []).filter((item) =>
      `${item.key} ${item.title['zh-CN']} ${item.title.en}`.toLowerCase().includes(wanted),
    )
  }, [items, search])
  return (
    <Page title={t('parameters.title')} updatedAt={answer.dataUpdatedAt}>
      <Card
        isFlush
        title={t('parameters.title')}
        aside={
          <TextInput
            aria-label={t('parameters.search')}
            placeholder={t('parameters.search')}
            value={search}
            onChange={setSearch}
            icon="search"
          />
        }
      >
        <Loaded query={answer} rows={12}>
          {() =>
            shown.length === 0 ? (
              <EmptyState title={t('parameters.none')} />
            ) : (
              <table className="ui-plain-table">
                <thead>
                  <tr>
                    <th>{t('parameters.name')}</th>
                    <th className="number">{t('parameters.value')}</th>
                    <th>{t('parameters.unit')}</th>
                    <th>{t('parameters.mark')}</th>
                    <th>{t('parameters.since')}</th>
                    <th className="number">{t('parameters.overrides')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((item) => (
                    <tr key={item.key}>
                      <td>
                        <button type="button" className="ui-open" onClick={() => setOpen(item.key)}>
                          {item.title[language]}
                        </button>
                        <div className="hint">{item.key}</div>
                      </td>
                      <td className="number strong">
                        {item.rowCount === undefined
                          ? shortValue(item.value, t)
                          : t('parameters.rows', { count: item.rowCount })}
                      </td>
                      <td className="ink-2">{unitText(item.unit, t)}</td>
                      <td className={item.confidence === 'K-L' ? 'risk' : 'ink-2'}>
                        {t(`parameters.mark.${item.confidence as Confidence}`)}
                      </td>
                      <td className="ink-2 clip">{item.effectiveFrom ?? t('parameters.default')}</td>
                      <td className="number">{item.overrideCount}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Loaded>
      </Card>
      {open && <ParameterPanel parameterKey={open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
