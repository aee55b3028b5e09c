import { z } from 'zod'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { parameter } from '#core/parameter.ts'
import { type BoundaryRow, boundaryRowSchema, type Party, type Segment } from './boundary.ts'

const rows = (line: BusinessLine, access: string, byParty: Partial<Record<Party, readonly Segment[]>>): BoundaryRow[] =>
  (Object.entries(byParty) as [Party, readonly Segment[]][]).flatMap(([party, list]) =>
    list.map((segment) => ({ line, segment, access, contract: '*', party })),
  )

/** A fibre to every home; buildings with their own device come below. */
const home = rows('home', '*', {
  operatorCore: ['core'],
  operatorNetwork: ['metro', 'olt', 'officeJumper'],
  lineContractor: ['trunk', 'cabinet'],
  contractor: ['splitter1', 'distribution', 'box', 'drop', 'ont', 'setTopBox'],
  customer: ['customerNetwork', 'customerPower'],
})

const building = (access: string): BoundaryRow[] =>
  rows('home', access, { contractor: ['buildingDevice'], operatorNetwork: ['buildingPower'] })

const enterprise = rows('enterprise', '*', {
  operatorCore: ['core'],
  operatorNetwork: ['metro', 'olt', 'officeJumper'],
  lineContractor: ['trunk', 'cabinet'],
  contractor: ['splitter1', 'distribution', 'box', 'lastMile', 'cpe'],
  customer: ['customerNetwork', 'customerPower'],
})

export const boundaryParameters = {
  boundary: parameter({
    key: 'network.boundary',
    schema: z.array(boundaryRowSchema),
    default: [...home, ...building('FTTB'), ...building('LAN'), ...building('FTTC'), ...enterprise],
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '维护界面（段落 × 接入方式 × 合同）', en: 'Boundary (segment × access method × contract)' },
  }),
} as const
