import type { Breach, Guard } from './source.ts'

/** Roles that a file name may carry after its noun, `work-order.rules.ts`; a new role is a decision, made here. */
const ROLES = [
  'rules',
  'contract',
  'fixtures',
  'text',
  'store',
  'service',
  'routes',
  'queries',
  'parameters',
  'command',
  'gen',
]

/**
 * Parts of a noun that is too large for one file: what it may be in, what leads where, what an action is given, what its
 * clocks fire, what it adds to the figures, how it lies in a row. A new part is a decision too.
 */
const PARTS = ['state', 'transitions', 'inputs', 'context', 'sla', 'timers', 'figures', 'draft', 'row']

/** Verbs by which a noun may grow, `work-order.suspend.ts`: the actions of the lifecycle and what else people do to a thing. */
const VERBS = [
  ...[
    'report',
    'dispatch',
    'accept',
    'refuse',
    'assign',
    'grab',
    'contact',
    'appoint',
    'reschedule',
    'depart',
    'arrive',
  ],
  ...[
    'start',
    'restore',
    'confirm',
    'come-again',
    'return',
    'check',
    'call-back',
    'archive',
    'suspend',
    'steps',
    'proof',
    'material',
    'safety',
    'stop-work',
    'resume',
    'transfer',
    'carry',
    'amend',
    'verify',
  ],
  ...[
    'hand-over',
    'hand-back',
    'urge',
    'supervise',
    'escalate',
    'cancel',
    'void',
    'join',
    'create',
    'visit',
    'explain',
    'decide',
    'import',
    'export',
    'reconcile',
  ],
]

const FORBIDDEN = /^(utils?|helpers?|commons?|misc|managers?|base|impls?|dtos?)$/
/** People whose title holds a forbidden word. */
const PEOPLE = /^(customer|community|contractor|prefecture|province|resource|project)-manager$/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
const MAX_LINES = 400

/** File names say what a file is: kebab-case noun, then at most one role of a closed list. */
export const guardNames: Guard = (sources) => {
  const breaches: Breach[] = []
  for (const { path } of sources) {
    const add = (rule: string, message: string) => breaches.push({ rule, path, line: 1, message })
    const bad = path.split(/[/.]/).find((part) => isForbidden(part))
    if (bad !== undefined) add('no-empty-names', `“${bad}” says nothing: name what it is about`)
    if (!/^(core|server|web)\//.test(path) || path.endsWith('/vite.config.ts')) continue
    const [noun = '', ...rest] = (path.split('/').at(-1) ?? '')
      .replace(/(\.test|\.property\.test)?\.tsx?$/, '')
      .split('.')
    if (![noun, ...rest].every((part) => KEBAB.test(part))) add('kebab-case', 'file names are kebab-case')
    if (!isRole(rest) && !/\.(test|config)\.tsx?$/.test(path))
      add(
        'closed-roles',
        `“.${rest.join('.')}” is no role: one of ${ROLES.join(', ')}, <screen>.view, <part>.store, or a verb of the lifecycle`,
      )
  }
  return breaches
}

const isForbidden = (part: string): boolean =>
  FORBIDDEN.test(part) || (FORBIDDEN.test(part.split('-').at(-1) ?? '') && !PEOPLE.test(part))

const isRole = (parts: readonly string[]): boolean => {
  const [first, second] = parts
  if (first === undefined) return true
  if (parts.length === 1) return [...ROLES, ...PARTS, ...VERBS].includes(first)
  return parts.length === 2 && (second === 'view' || second === 'store')
}

/** A file is one thing; past the ceiling it is two. Tests and generated files aside. */
export const guardLengths: Guard = (sources, files) => {
  const breaches: Breach[] = []
  const tests = new Set(sources.filter((source) => source.isTest).map((source) => source.path))
  for (const [path, text] of files) {
    if (!/\.(ts|tsx|mjs|css)$/.test(path) || tests.has(path) || path.endsWith('.gen.ts')) continue
    const lines = text.split('\n').length - 1
    if (lines > MAX_LINES)
      breaches.push({
        rule: 'file-length',
        path,
        line: MAX_LINES + 1,
        message: `${lines} lines, ${MAX_LINES} at most: which two things is it?`,
      })
  }
  return breaches
}
