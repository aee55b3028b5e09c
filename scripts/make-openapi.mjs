// Prints docs/openapi.json: the API as the bound contracts describe it, so that a reviewer sees what a change does to callers.
import { describeApi } from '#server/describe.ts'

process.stdout.write(`${JSON.stringify(describeApi(), null, 2)}\n`)
