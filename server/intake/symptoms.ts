import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Symptom, symptomSchema } from '#core/intake/symptom.ts'

const file = path.resolve(import.meta.dirname, '../../defaults/intake/symptoms.json')

/** What customers say, as shipped. */
export const symptoms: readonly Symptom[] = symptomSchema.array().parse(JSON.parse(readFileSync(file, 'utf8')))
