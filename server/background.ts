import { visitFacts, warnOfLateness } from '#server/appointments/index.ts'
import { verifyKind } from '#server/audit/index.ts'
import { keepCustomerLinks, urlOf } from '#server/customer-link/index.ts'
import { importJob, sweepUploads } from '#server/import/index.ts'
import { openFiguresTask } from '#server/insight/index.ts'
import { customerMessages, logDriver, notifyConsumer, sendOutside } from '#server/notify/index.ts'
import { lateComplaints } from '#server/quality/index.ts'
import { clearPositions } from '#server/safety/index.ts'
import { confirmationConsumer, confirmationTask } from '#server/visits/index.ts'
import { findingConsumer } from '#server/wording/index.ts'
import { carryOverOrders, runOrderTimers } from '#server/work-orders/index.ts'
import { auditSigner } from './platform/audit/entry.ts'
import { headsFileOf, sealAudit } from './platform/audit/seal.ts'
import { type Consumer, startConsumers } from './platform/events/consumers.ts'
import { createLive, type Live } from './platform/events/live.ts'
import { createTail } from './platform/events/tail.ts'
import { clearLooseFiles } from './platform/files/loose.ts'
import { clearOld } from './platform/housekeeping.ts'
import { type JobKind, startJobRunner } from './platform/jobs/jobs.ts'
import { type Periodic, periodic, startPeriodics } from './platform/jobs/periodic.ts'
import { printingOf } from './printing.ts'
import { type AllDeps, incomingDirOf } from './wiring.ts'

const HOUR_MS = 3_600_000

/** What makes something of what happened. */
export const consumers = (deps: AllDeps): readonly Consumer[] => [
  visitFacts,
  notifyConsumer(deps),
  keepCustomerLinks(deps),
  customerMessages(deps),
  findingConsumer(deps),
  confirmationConsumer,
]

/** What comes round by itself. */
export const periodics = (deps: AllDeps): readonly Periodic[] => [
  periodic('order-timers', 1_000, () => runOrderTimers(deps).then(() => undefined), { followsClock: true }),
  periodic('handovers', 1_000, () => carryOverOrders(deps).then(() => undefined), { followsClock: true }),
  periodic('lateness', 30_000, () => warnOfLateness(deps).then(() => undefined), { followsClock: true }),
  lateComplaints(deps),
  openFiguresTask(deps),
  sendOutside(deps, logDriver(deps.log), (id) => urlOf(deps, { id })),
  confirmationTask(deps, printingOf(deps)),
  periodic('import-sweeper', 3_600_000, () => sweepUploads(deps).then(() => undefined)),
  periodic('housekeeping', HOUR_MS, ({ signal }) => clearOld(deps, signal).then(() => undefined)),
  periodic('old-positions', HOUR_MS, ({ signal }) => clearPositions(deps, signal).then(() => undefined)),
  periodic('loose-files', HOUR_MS, () =>
    clearLooseFiles({ ...deps, driver: deps.files.driver, incomingDir: incomingDirOf(deps.config) }).then(
      () => undefined,
    ),
  ),
  periodic('audit-sealer', 1_000, () => sealAudit(deps, headsFileOf(deps.config.dataDir))),
]

/** What people start and wait for. */
const jobKinds = (deps: AllDeps): readonly JobKind[] => [
  importJob(deps),
  verifyKind(deps, { sign: auditSigner(deps.secrets.audit), headsFile: headsFileOf(deps.config.dataDir) }),
]

export type Background = { readonly live: Live; readonly stop: () => Promise<void> }

/** What runs by itself while the server runs; several processes on one database share it among them. */
export const startBackground = async (deps: AllDeps): Promise<Background> => {
  const tail = await createTail(deps)
  const live = createLive({ ...deps, tail })
  const consuming = await startConsumers({ ...deps, tail }, consumers(deps))
  const recurring = startPeriodics(deps, periodics(deps))
  const jobs = startJobRunner(deps, jobKinds(deps))
  return {
    live,
    stop: async () => {
      live.stop()
      await Promise.all([jobs.stop(), recurring.stop(), consuming.stop()])
      await tail.stop()
    },
  }
}
