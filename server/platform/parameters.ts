import { type Parameter, type ParameterReader, type ParameterValue, strongestValue } from '#core/parameter.ts'
import type { Day } from '#core/time.ts'
import type { Database } from './db.ts'
import type { Facts } from './facts.ts'
import type { Log } from './log.ts'
import { readParameterValues } from './parameters.store.ts'

/** The figures of all slices, and what administrators made of them; in memory, so that asking costs no query. */
export type ParameterRegistry = {
  readonly definitions: readonly Parameter[]
  /** The values as they stand now; the same object until one changes or the day does. */
  on(day: Day): ParameterReader
  /** Looks whether values changed; every process does so within a second by itself. */
  refresh(): Promise<void>
}

/** Counted up with every change of a value; what each process follows. */
export const PARAMETERS_FACT = 'parameters'
const KEPT_DAYS = 40

type Parsed = Omit<ParameterValue, 'value'> & { readonly value: unknown }

export const createParameters = async (
  definitions: readonly Parameter[],
  { db, facts, log }: { readonly db: Database; readonly facts: Facts; readonly log: Log },
): Promise<ParameterRegistry> => {
  const definitionByKey = new Map(definitions.map((definition) => [definition.key, definition]))
  const twice = definitions.find((definition) => definitionByKey.get(definition.key) !== definition)
  if (twice) throw new Error(`two parameters are called ${twice.key}`)

  let readerByDay = new Map<Day, ParameterReader>()
  let stored: readonly ParameterValue[] = []
  let parsedByKey = new Map<string, Parsed[]>()
  const load = async (): Promise<void> => {
    stored = await readParameterValues(db)
    parsedByKey = new Map()
    for (const value of stored) {
      const parsed = definitionByKey.get(value.key)?.schema.safeParse(value.value)
      // Stored by another release: the value below it holds, as if it had not been set.
      if (!parsed?.success) log.warn({ key: value.key, version: value.version }, 'a stored parameter value is not used')
      else parsedByKey.set(value.key, [...(parsedByKey.get(value.key) ?? []), { ...value, value: parsed.data }])
    }
    readerByDay = new Map()
  }
  await load()
  await facts.follow(PARAMETERS_FACT, load)

  const reader = (day: Day): ParameterReader => {
    const [values, byKey] = [stored, parsedByKey]
    return {
      day,
      values,
      value: <T>(definition: Parameter<T>, place = {}) => {
        if (!definitionByKey.has(definition.key)) throw new Error(`the parameter ${definition.key} is not registered`)
        const best = strongestValue(byKey.get(definition.key) ?? [], day, place)
        // Parsed by the schema of the same key.
        return best ? { value: best.value as T, version: best.version } : { value: definition.default, version: 0 }
      },
    }
  }
  return {
    definitions,
    on: (day) => {
      const known = readerByDay.get(day)
      if (known) return known
      if (readerByDay.size >= KEPT_DAYS) readerByDay.clear()
      const made = reader(day)
      readerByDay.set(day, made)
      return made
    },
    refresh: () => facts.refresh(),
  }
}
