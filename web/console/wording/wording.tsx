import { useState } from 'react'
import { differenceOf } from '#core/wording/pack.rules.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { download } from '#web/ui/download.ts'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { withValues } from '#web/ui/filters.ts'
import { Segments, Select } from '#web/ui/inputs.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { Page } from '#web/ui/page.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { useCommand } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Ago } from '#web/ui/when.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { TextsView } from './texts.tsx'
import { VersionsView } from './versions.tsx'
import { packOf, useVersions, type Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'
import { WordsView } from './words.tsx'
import './wording.css'

const views = ['texts', 'words', 'versions'] as const
type View = (typeof views)[number]
const isView = (text: string | undefined): text is View => views.some((view) => view === text)

/** What staff say to customers: sentences by moment, forbidden words, versions; edited in a draft, published from a day on. */
export const WordingScreen = () => {
  const t = useText(wordingScreenTexts)
  const [address, setAddress] = useFilters()
  const company = address.company ?? ''
  const view = isView(address.view) ? address.view : 'texts'
  const answer = useVersions(company)
  useLiveRefresh(['wording.published'], [wordingRoutes.versions])
  const counts = answer.data && packOf(answer.data)
  return (
    <Page
      title={t('title')}
      isFilled
      updatedAt={answer.dataUpdatedAt}
      filters={
        <Segments
          label={t('views')}
          value={view}
          onChange={(next) => setAddress(withValues(address, 'view', next === 'texts' ? [] : [next]))}
          choices={[
            { value: 'texts' as const, label: t('view.texts', { count: counts?.texts.length ?? '' }) },
            { value: 'words' as const, label: t('view.words', { count: counts?.words.length ?? '' }) },
            { value: 'versions' as const, label: t('view.versions') },
          ]}
        />
      }
    >
      <Loaded query={answer} rows={12}>
        {(versions) => (
          <>
            <Bar
              versions={versions}
              company={company}
              onCompany={(next) => setAddress(withValues(address, 'company', next === '' ? [] : [next]))}
            />
            {view === 'texts' && <TextsView key={company} company={company} versions={versions} />}
            {view === 'words' && <WordsView company={company} versions={versions} />}
            {view === 'versions' && <VersionsView versions={versions} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Whose wording it is, what is in force, what the draft holds, and what is done with it. */
const Bar = ({
  versions,
  company,
  onCompany,
}: {
  readonly versions: Versions
  readonly company: string
  readonly onCompany: (company: string) => void
}) => {
  const t = useText(wordingScreenTexts)
  const may = useMay('wording.edit')
  const [open, setOpen] = useState<'import' | 'publish' | undefined>(undefined)
  const { draft, inForce } = versions
  const difference = draft && differenceOf(inForce.pack, draft.pack)
  const count = difference ? difference.texts.length + difference.words.length : 0
  const discard = useCommand(wordingRoutes.discardDraft, { changes: [wordingRoutes.versions], done: t('discarded') })
  const throwAway = async () => {
    if (!draft) return
    const sure = await askConfirm({
      title: t('discard'),
      text: t('discard-text', { count }),
      action: t('discard'),
      isDangerous: true,
    })
    if (sure) await discard.run({ body: { company, revision: draft.revision } })
  }
  const keep = (format: 'xlsx' | 'yaml') =>
    void download(wordingRoutes.exported, { query: { company, format } }).catch((error: unknown) =>
      toast({ tone: 'late', title: isCallError(error) ? error.text : String(error) }),
    )
  return (
    <div className="wording-bar">
      <div className="wording-whose">
        <Select
          aria-label={t('whose-pack')}
          label={t('whose-pack')}
          value={company}
          any={t('province')}
          placeholder={t('province')}
          options={versions.companies.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={onCompany}
        />
      </div>
      <span className="ink-2">
        {t(inForce.version === 0 ? 'shipped' : 'in-force', { version: inForce.version, count: inForce.readers })}
      </span>
      <span className={draft ? 'risk' : 'ink-2'}>
        {draft ? <DraftLine draft={draft} count={count} /> : t('no-draft')}
      </span>
      <span className="wording-acts">
        {!may && <span className="hint">{t('read-only')}</span>}
        {draft && may && (
          <Button kind="quiet" isBusy={discard.isRunning} onClick={() => void throwAway()}>
            {t('discard')}
          </Button>
        )}
        <Menu
          label={t('export')}
          trigger={(props) => (
            <button type="button" {...props} className="ui-button ui-button-plain">
              {t('export')}
            </button>
          )}
          items={[
            { key: 'xlsx', icon: 'download', label: t('export-xlsx'), onSelect: () => keep('xlsx') },
            { key: 'yaml', icon: 'download', label: t('export-yaml'), onSelect: () => keep('yaml') },
          ]}
        />
        {may && (
          <>
            <Button icon="upload" onClick={() => setOpen('import')}>
              {t('import')}
            </Button>
            <Button
              kind="primary"
              {...(count === 0 ? { why: t('publish-why') } : {})}
              onClick={() => setOpen('publish')}
            >
              {t('publish')}
            </Button>
          </>
        )}
      </span>
      {open === 'import' && <ImportDialog company={company} versions={versions} onClose={() => setOpen(undefined)} />}
      {open === 'publish' && draft && (
        <PublishDialog company={company} draft={draft} before={inForce.pack} onClose={() => setOpen(undefined)} />
      )}
    </div>
  )
}

const DraftLine = ({ draft, count }: { readonly draft: NonNullable<Versions['draft']>; readonly count: number }) => {
  const t = useText(wordingScreenTexts)
  const [before, after] = t('draft', { by: draft.editedByName, ago: '\u0000', count }).split('\u0000')
  return (
    <>
      {before}
      <Ago at={draft.editedAt} />
      {after}
    </>
  )
}
