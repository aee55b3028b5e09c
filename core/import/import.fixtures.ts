import { aRegionDirectory } from '#core/organisation/region.fixtures.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import type { ImportContext, ImportDefinition, ImportRow } from './import.ts'
import { type RowOutcome, rowReader } from './row.rules.ts'

/** What rows are read against: a small province, two contractors, everything within reach. */
export const anImportContext = (context: Partial<ImportContext> = {}): ImportContext => ({
  regions: aRegionDirectory(),
  companies: [
    { id: 'operator', kind: 'operator', name: '移动', fullName: '移动公司', aliases: [] },
    { id: 'tietong', kind: 'contractor', name: '铁通', fullName: '中移铁通有限公司', aliases: ['中移铁通'] },
    { id: 'chengxing', kind: 'contractor', name: '澄星', fullName: '澄星代维公司', aliases: [] },
  ],
  certificateKinds: peopleParameters.certificateKinds.default,
  placeByText: new Map(),
  ...context,
})

/** Reads one row given by field. */
export const readFields = <Row extends ImportRow>(
  definition: ImportDefinition<Row>,
  cells: Readonly<Record<string, string>>,
  context: ImportContext = anImportContext(),
): RowOutcome<Row> => {
  const fields = Object.keys(definition.columns)
  const mapping = Object.fromEntries(fields.map((field, index) => [field, index]))
  return rowReader(definition, mapping, context)(fields.map((field) => cells[field] ?? ''))
}
