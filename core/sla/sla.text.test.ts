import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { slaTexts } from './sla.text.ts'
import { clockKinds, holderLevels, parties } from './sla.ts'

const pauseSource = readFileSync(new URL('./pause.ts', import.meta.url), 'utf8')

it('everything that a screen names has its text in both languages', () => {
  const keys = [
    ...clockKinds.map((kind) => `sla.clock.${kind}`),
    ...parties.map((party) => `sla.party.${party}`),
    ...holderLevels.map((level) => `sla.holder.${level}`),
    ...['warning', 'late', 'escalation', 'pauseEnd'].map((type) => `sla.timer.${type}`),
    ...['too-early', 'too-late'].map((flag) => `sla.device.${flag}`),
    ...[...pauseSource.matchAll(/refuse\('([^']+)'/g)].map(([, code]) => code ?? ''),
  ]
  expect(keys.filter((key) => !slaTexts[key]?.['zh-CN'] || !slaTexts[key]?.en)).toEqual([])
  expect(keys.length).toBeGreaterThan(25)
})
