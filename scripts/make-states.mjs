// Prints docs/states.md from the lifecycle table, with the Chinese terms of the glossary.
// usage: npm run check -- --write generated
import { readFileSync } from 'node:fs'
import { roles } from '#core/access/role.ts'
import { finalStates, stateTable } from '#core/work-orders/work-order.state.ts'
import { transitions } from '#core/work-orders/work-order.transitions.ts'

const glossary = readFileSync(new URL('../docs/glossary.md', import.meta.url), 'utf8')
const actions = Object.entries(transitions)

const lines = [
  '# States and actions of a work order',
  '',
  'Generated from `core/work-orders` by scripts/make-states.mjs; renew with `npm run check -- --write generated`.',
  'Who may act holds the permission and stands in the relation to the order; the same table draws the buttons of every screen.',
  '',
  '## States',
  '',
  'Derived, from the top: the first line that fits.',
  '',
  '| state | 中文 | when | actions from here |',
  '|---|---|---|---|',
  ...stateTable.map(({ state, when }) => {
    const ways = actions.filter(([, { from }]) => from.includes(state)).map(([name]) => name)
    return row(state, chinese('States', state), when, finalStates.includes(state) ? 'final' : ways.join(', '))
  }),
  '',
  '## Actions',
  '',
  '| action | 中文 | from | to | who | needs |',
  '|---|---|---|---|---|---|',
  ...actions.map(([name, { from, to, by, needs }]) =>
    row(name, chinese('Actions', name), list(from), list(to), by.map(who).join('; '), needs.join(', ')),
  ),
  '',
  '## Who holds which permission',
  '',
  '| permission | roles |',
  '|---|---|',
  ...[...new Set(actions.flatMap(([, { by }]) => by.map(({ permission }) => permission)))]
    .sort()
    .map((permission) => row(permission, holders(permission).join(', '))),
]
process.stdout.write(`${lines.join('\n')}\n`)

function row(...cells) {
  return `| ${cells.map((cell) => cell || '–').join(' | ')} |`
}

function list(states) {
  const open = stateTable.map(({ state }) => state).filter((state) => !finalStates.includes(state))
  return open.every((state) => states.includes(state)) ? 'every open state' : states.join(', ')
}

function who({ permission, as }) {
  return as === 'anyone' ? permission : `${permission} as ${as}`
}

function holders(permission) {
  return Object.entries(roles)
    .filter(([, role]) => role.permissions.includes(permission))
    .map(([name]) => name)
}

/** The term under that heading of the glossary; a state and an action may share a word. */
function chinese(heading, term) {
  const section = glossary.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  return section.match(new RegExp(`^\\| ${term} \\| (.+?) \\|`, 'm'))?.[1] ?? ''
}
