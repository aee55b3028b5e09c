import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AuditEntry } from '#core/audit/audit.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { auditTexts } from './audit.text.ts'
import { differencesOf } from './audit-difference.ts'
import { type AuditWords, useAuditWords } from './audit-words.ts'

/** One entry: who, what, from where, and what was different afterwards. */
export const EntryPanel = ({
  entry,
  onSubject,
  onClose,
}: {
  readonly entry: AuditEntry
  /** Everything that happened to the same subject. */
  readonly onSubject: () => void
  readonly onClose: () => void
}) => {
  const t = useText(auditTexts)
  const words = useAuditWords()
  return (
    <Dialog title={words.action(entry.action)} size="side" onClose={onClose}>
      <div className="stack">
        <Facts
          labelWidth={88}
          items={[
            { label: t('audit.at'), value: <When at={entry.at} /> },
            { label: t('audit.who'), value: `${entry.actorName} · ${words.role(entry.actorRole)}` },
            { label: t('audit.subject'), value: <SubjectName entry={entry} words={words} /> },
            { label: t('audit.place'), value: words.place(entry.prefecture) },
            { label: t('audit.reason'), value: entry.reason ?? '—' },
            { label: t('audit.source'), value: words.source(entry.source) },
            {
              label: t('audit.seal'),
              value: entry.seal ? `${entry.seal.day} #${entry.seal.number}` : t('audit.unsealed'),
            },
            { label: t('audit.code'), value: <span className="hint">{`${entry.action} ${entry.subjectId}`}</span> },
          ]}
        />
        <DifferenceTable entry={entry} />
        <div>
          <Button onClick={onSubject}>{t('audit.same-subject')}</Button>
        </div>
      </div>
    </Dialog>
  )
}

/** The subject by its name, leading to it where this reader may open it. */
export const SubjectName = ({ entry, words }: { readonly entry: AuditEntry; readonly words: AuditWords }) => {
  const may = {
    user: useMay('users.read'),
    parameter: useMay('parameters.read'),
    workOrder: useMay('work-orders.read'),
    staff: useMay('people.read'),
    station: useMay('organisation.read'),
  }
  const name = words.subject(entry)
  const [login, type] = [entry.subjectName?.split(' ').at(-1), entry.subjectType]
  const text = `${words.subjectType(type)} ${name}`
  if (type === 'user' && login && may.user) {
    return (
      <Link to="/admin/users" search={{ login } as never}>
        {text}
      </Link>
    )
  }
  if (type === 'parameter' && may.parameter) {
    return (
      <Link to="/admin/parameters" search={{ key: entry.subjectId } as never}>
        {text}
      </Link>
    )
  }
  if (type === 'workOrder' && entry.subjectName && entry.subjectId !== '*' && may.workOrder) {
    return (
      <Link to="/orders/$number" params={{ number: entry.subjectName }}>
        {text}
      </Link>
    )
  }
  return <>{text}</>
}

const DifferenceTable = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useText(auditTexts)
  const words = useAuditWords()
  const [isAll, setIsAll] = useState(false)
  const all = differencesOf(entry.before, entry.after)
  const [hasBefore, hasAfter] = [entry.before !== null, entry.after !== null]
  const changed = all.filter(({ isChanged }) => isChanged)
  const hidden = all.length - changed.length
  if (all.length === 0) return <p className="ink-2">{t('audit.no-values')}</p>
  return (
    <>
      <table className="ui-plain-table">
        <thead>
          <tr>
            <th>{t('audit.field')}</th>
            {hasBefore && <th>{t('audit.before')}</th>}
            {hasAfter && <th>{t('audit.after')}</th>}
          </tr>
        </thead>
        <tbody>
          {(isAll ? all : changed).map((each) => (
            <tr key={each.path.join('.')}>
              <td className="ink-2">{words.field(each.path)}</td>
              {hasBefore && (
                <td className={each.isChanged && hasAfter ? 'ink-2' : ''}>{words.value(each.path, each.before)}</td>
              )}
              {hasAfter && (
                <td className={each.isChanged && hasBefore ? 'strong' : ''}>{words.value(each.path, each.after)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <div>
          <Button kind="quiet" isSmall onClick={() => setIsAll(!isAll)}>
            {isAll ? t('audit.only-changed') : t('audit.all-values', { count: hidden })}
          </Button>
        </div>
      )}
    </>
  )
}
