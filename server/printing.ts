import path from 'node:path'
import { customerLinkFor } from '#server/customer-link/index.ts'
import type { Printing } from '#server/visits/index.ts'
import type { AllDeps } from './wiring.ts'

/** Where documents are printed, and what their QR leads to. */
export const printingOf = (deps: AllDeps): Printing => ({
  get workDir() {
    return path.join(deps.config.dataDir, 'printing')
  },
  linkFor: (tx, order) => customerLinkFor(deps, tx, order),
})
