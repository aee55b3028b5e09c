import type { Certificate } from './certificate.ts'
import type { Staff } from './staff.ts'

export const aStaff = (staff: Partial<Staff> = {}): Staff => ({
  id: 'staff-1',
  number: 'DW00001',
  name: '吴海然',
  companyId: 'tietong',
  stationId: 'station-1',
  county: '520102',
  post: 'engineer',
  joinedOn: '2024-01-01',
  ...staff,
})

export const aCertificate = (certificate: Partial<Certificate> = {}): Certificate => ({
  id: `${certificate.staffId ?? 'staff-1'}-${certificate.kind ?? 'homeFitter'}`,
  staffId: 'staff-1',
  kind: 'homeFitter',
  number: 'GZ-2025-0001',
  issuer: 'operator',
  validFrom: '2025-01-01',
  validTo: '2026-12-31',
  ...certificate,
})
