import { useMemo } from 'react'
import { isRoleName } from '#core/access/role.ts'
import { userTexts } from '#core/access/user.text.ts'
import type { AuditEntry } from '#core/audit/audit.contract.ts'
import { auditActionTexts, auditFaceTexts, auditSubjectTexts } from '#core/audited.text.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { useCompanyOptions, useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { parametersTexts } from '#web/console/parameters/parameters.text.ts'
import { listed } from '#web/ui/language.ts'
import { useText } from '#web/ui/text.ts'
import { auditTexts } from './audit.text.ts'
import { auditFieldTexts } from './audit-fields.text.ts'

const isKnown = <T extends object>(texts: T, key: string): key is keyof T & string => key in texts

/** Codes of the audit in the reader's words; a code that is none of ours is shown as it is. */
export const useAuditWords = () => {
  const [t, role, field] = [useText(auditTexts), useText(userTexts), useText(auditFieldTexts)]
  const [action, subject, face] = [useText(auditActionTexts), useText(auditSubjectTexts), useText(auditFaceTexts)]
  const [order, parameter] = [useText(orderNames), useText(parametersTexts)]
  const [regionName, companies] = [useRegionNames(), useCompanyOptions()]
  return useMemo(() => {
    const one = (key: string, value: unknown): string => {
      if (value === null || value === undefined || value === '') return '—'
      if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
      if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value)
      if (/^compan/.test(key)) return companies.find((company) => company.value === value)?.label ?? value
      if (/^\d{6}$/.test(value)) return regionName(value)
      if (key === 'roles' && isRoleName(value)) return role(`access.role.${value}`)
      const state = `state.${value}`
      if (key === 'state' && isKnown(orderNames, state)) return order(state)
      const level = `parameters.level.${value}`
      if (key === 'level' && isKnown(parametersTexts, level)) return parameter(level)
      const choice = `parameters.value.${value}`
      if (key === 'value' && isKnown(parametersTexts, choice)) return parameter(choice)
      if (key === 'face' && isKnown(auditFaceTexts, value)) return face(value)
      if (key === 'subjectType' && isKnown(auditSubjectTexts, value)) return subject(value)
      if (key === 'fields' && isKnown(auditFieldTexts, value)) return field(value)
      return value
    }

    return {
      action: (code: string) => (isKnown(auditActionTexts, code) ? action(code) : code),
      subjectType: (code: string) => (isKnown(auditSubjectTexts, code) ? subject(code) : code),
      role: (code: string) => (isRoleName(code) ? role(`access.role.${code}`) : t('audit.system')),
      place: regionName,
      /** 控制台 10.0.0.8 */
      source: (source: string) => {
        const [first = '', ...rest] = source.split(' ')
        return [isKnown(auditFaceTexts, first) ? face(first) : first, ...rest].join(' ')
      },
      subject: ({ subjectName, subjectId }: AuditEntry) =>
        subjectId === '*' ? t('audit.several') : (subjectName ?? subjectId),
      field: (path: readonly string[]) =>
        path.map((part) => (isKnown(auditFieldTexts, part) ? field(part) : part)).join(' · '),
      value: (path: readonly string[], value: unknown) => {
        const key = path.at(-1) ?? ''
        return Array.isArray(value) ? listed(value.map((each) => one(key, each))) || '—' : one(key, value)
      },
    }
  }, [t, role, field, action, subject, face, order, parameter, regionName, companies])
}
export type AuditWords = ReturnType<typeof useAuditWords>
