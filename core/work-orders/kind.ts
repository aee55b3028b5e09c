import type { OrderKind } from './work-order.ts'

/** One task of a kind's template; who holds it and what it needs is decided by the lifecycle table. */
export type TaskTemplate = { readonly code: string }

/** What a kind of order consists of, as data beside the one lifecycle. A fault has one task. */
export const taskTemplates: Readonly<Record<OrderKind, readonly TaskTemplate[]>> = {
  fault: [{ code: 'repair' }],
  installation: [{ code: 'install' }],
  relocation: [{ code: 'relocate' }],
  change: [{ code: 'change' }],
  removal: [{ code: 'remove' }],
  complaintVisit: [{ code: 'visit' }],
  resourceCorrection: [{ code: 'correct' }],
  inspectionRectification: [{ code: 'rectify' }],
  acceptanceRectification: [{ code: 'rectify' }],
  massFault: [{ code: 'repair' }],
  emergency: [{ code: 'respond' }],
}
