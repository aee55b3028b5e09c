import type { Grid, Station } from './organisation.ts'
import type { Responsibility } from './responsibility.ts'

export const aStation = (station: Partial<Station> = {}): Station => ({
  id: 'station-1',
  companyId: 'tietong',
  name: '南明驻点',
  counties: ['520102'],
  hotline: '0851-00000001',
  fax: '0851-00000002',
  position: { lon: 106.714, lat: 26.568 },
  ...station,
})

export const aGrid = (grid: Partial<Grid> = {}): Grid => ({
  id: 'grid-1',
  county: '520102',
  name: '花果园网格',
  stationId: 'station-1',
  ...grid,
})

export const aResponsibility = (entry: Partial<Responsibility> = {}): Responsibility => ({
  id: 'responsibility-1',
  companyId: 'tietong',
  line: 'home',
  region: '520100',
  effectiveFrom: '2026-01-01',
  ...entry,
})
