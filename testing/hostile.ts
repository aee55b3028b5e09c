import fc from 'fast-check'

/** Texts that broke some program somewhere: markup, statements, formulas, codes without a character, dates that do not exist. */
const TEXTS = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  "'; DROP TABLE work_order; --",
  "' OR '1'='1",
  '%_\\',
  "=cmd|'/c calc'!A1",
  '@SUM(1+1)',
  '\u0000',
  '网\u0000断',
  '\ud83d',
  '断网\udfff',
  '\u202e反\u200b向\ufeff',
  '👩‍👩‍👧‍👧𠮷',
  '１３９８５００００００',
  '2026-02-30',
  '2026-02-30T25:61:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '-000001-01-01T00:00:00.000Z',
  '../../../../etc/passwd',
  '{"$ne":null}',
  '__proto__',
  'constructor',
  '%00',
  '%E0%A4%A',
  '\r\nSet-Cookie: a=b',
  '{name} {0} #{7*7} %s',
  '520000',
  '999999',
  'null',
  'NaN',
  '-1',
  '1e400',
  '00000000-0000-0000-0000-000000000000',
  '',
  ' ',
  '长'.repeat(3_000),
  'A'.repeat(70_000),
] as const

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  4_294_967_296,
  [],
  [null],
  [[[[[[]]]]]],
  {},
  { length: 1e9 },
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary' }))
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(hostileText, fc.constantFrom(...VALUES), fc.jsonValue())

/** As much of JSON Schema as the contracts use. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly propertyNames?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly format?: string
  readonly pattern?: string
}

/** Values that exist, by the name of the field that takes them: what lets a wrong neighbour reach the depths. */
export type Known = Readonly<Record<string, readonly unknown[]>>

/** Values of a schema, mostly right, now and then with something hostile in one place. */
export const almostRight = (schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right(schema, known, name), weight: 14 }, { arbitrary: hostileValue, weight: 1 })

export const right = (schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> => {
  const variants = schema.anyOf ?? schema.oneOf
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (variants) return fc.oneof(...variants.map((variant) => right(variant, known, name)))
  const type = typeof schema.type === 'object' ? (schema.type[0] ?? 'null') : schema.type
  const values = known[name]
  if (values && values.length > 0 && type !== 'object' && type !== 'array') return fc.constantFrom(...values)
  switch (type) {
    case 'object':
      return objectOf(schema, known)
    case 'array':
      return fc.array(almostRight(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 2,
      })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 3, 2 ** 31 - 1) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -200, max: schema.maximum ?? 200, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema, known)
    default:
      return hostileValue
  }
}

const objectOf = ({ properties, required = [], additionalProperties }: Schema, known: Known): fc.Arbitrary<unknown> => {
  if (!properties) {
    const values = typeof additionalProperties === 'object' ? almostRight(additionalProperties, known) : hostileValue
    return fc.dictionary(fc.oneof(hostileText, fc.constantFrom('a', 'punctual')), values, { maxKeys: 3 })
  }
  const fields = Object.entries(properties).map(([name, schema]) => [name, almostRight(schema, known, name)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties) })
}

const textOf = ({ format, pattern, minLength = 0, maxLength = 40 }: Schema, known: Known): fc.Arbitrary<string> => {
  if (format === 'uuid') return fc.constantFrom(...((known.uuid as string[] | undefined) ?? []), ...ids)
  if (format === 'date-time') return fc.constantFrom(...moments)
  if (pattern) return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom('2026-11-20', '2026-12-01'))
  const length = { minLength, maxLength: Math.min(maxLength, 40) }
  return fc.oneof(fc.constantFrom('断网了', 'abc', '幸福里1栋'), fc.string({ ...length, unit: 'grapheme' }))
}

/** What stands in one place of an otherwise right value, for each of its places in turn. */
const POISON = {
  string: ['x\u0000y', '\ud83d', `${TEXTS[0]}${TEXTS[1]}`],
  number: [2 ** 31, 2 ** 53 - 1, -1],
} as const

/** The value with each of its texts and numbers replaced once by everything that does not belong there. */
export const poisoned = (value: unknown): readonly unknown[] => {
  if (typeof value === 'string') return POISON.string
  if (typeof value === 'number') return POISON.number
  if (Array.isArray(value)) return value.flatMap((each, at) => poisoned(each).map((other) => value.with(at, other)))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => poisoned(each).map((other) => ({ ...value, [name]: other })))
}

const ids = ['019aa000-0000-7000-8000-000000000001', '019aa000-0000-7000-8000-000000000002'] as const
const moments = ['2026-11-22T06:30:00.000Z', '2026-11-23T01:00:00Z', '2026-11-22T10:00:00+08:00'] as const
