/** The shipped warnings and escalation ladder. Figures and marks: DOMAIN, escalation ladder and first-response warnings. */
import type { EscalationStep, WarningRow } from './timers.ts'

export const shippedWarnings: readonly WarningRow[] = [
  { clocks: ['contractorAccept'], beforeMinutes: [10], roles: ['dispatcher'], channels: ['app'] },
  { clocks: ['stationAccept'], beforeMinutes: [10], roles: ['stationHead'], channels: ['app'] },
  { clocks: ['engineerAccept'], beforeMinutes: [10], roles: ['engineer', 'stationHead'], channels: ['app'] },
  { clocks: ['firstContact'], beforeMinutes: [20, 10], roles: ['engineer', 'stationHead'], channels: ['app', 'sms'] },
  { clocks: ['arrival'], beforeMinutes: [30, 15], roles: ['engineer', 'stationHead'], channels: ['app', 'sms'] },
  { clocks: ['restore'], beforeMinutes: [120, 30], roles: ['engineer', 'stationHead'], channels: ['app', 'sms'] },
  { clocks: ['whole'], beforeMinutes: [480, 120], roles: ['engineer', 'stationHead'], channels: ['app', 'sms'] },
]

const main = { clocks: ['restore', 'whole'], party: 'province' } as const
const early = {
  clocks: ['contractorAccept', 'stationAccept', 'engineerAccept', 'firstContact', 'arrival'],
  party: 'province',
} as const
const headquarters = { roles: ['provinceManager', 'contractorManager'], channels: ['report'] } as const

export const shippedEscalations: readonly EscalationStep[] = [
  { ...early, level: 1, overMinutes: 0, roles: ['stationHead', 'dispatcher'], channels: ['app', 'sms'] },
  { ...main, level: 1, overMinutes: 0, roles: ['stationHead', 'dispatcher'], channels: ['app', 'sms'] },
  {
    ...main,
    level: 2,
    overFraction: 0.25,
    overMinutes: 120,
    roles: ['contractorManager', 'countyDesk'],
    channels: ['sms', 'call'],
  },
  { ...main, level: 3, overFraction: 0.5, overMinutes: 240, roles: ['prefectureManager'], channels: ['report'] },
  { ...main, level: 4, totalMinutes: 72 * 60, ...headquarters },
  { ...main, level: 4, kind: 'massFault', totalMinutes: 48 * 60, ...headquarters },
  { ...main, level: 4, grade: 'AAA', totalMinutes: 6 * 60, ...headquarters },
]
