import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { accessParameters } from '#core/access/access.parameters.ts'
import { accessTexts } from '#core/access/access.text.ts'
import { userTexts } from '#core/access/user.text.ts'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { appointmentTexts } from '#core/appointments/appointments.text.ts'
import { auditTexts } from '#core/audit/audit.text.ts'
import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { customerLinkTexts } from '#core/customer-link/customer-link.text.ts'
import { dispatchParameters } from '#core/dispatch/dispatch.parameters.ts'
import { dispatchTexts } from '#core/dispatch/dispatch.text.ts'
import { fieldParameters } from '#core/field/field.parameters.ts'
import { fieldRefusalTexts } from '#core/field/field.text.ts'
import { fileTexts } from '#core/file.text.ts'
import { columnNames } from '#core/import/column-names.ts'
import { importTexts } from '#core/import/import.text.ts'
import { insightParameters } from '#core/insight/insight.parameters.ts'
import { intakeParameters } from '#core/intake/intake.parameters.ts'
import { intakeTexts } from '#core/intake/intake.text.ts'
import { reportRows } from '#core/intake/report-row.rules.ts'
import { healthTexts } from '#core/jobs/health.text.ts'
import { jobsTexts } from '#core/jobs/jobs.text.ts'
import { enterpriseLineRows } from '#core/ledger/enterprise-line-row.rules.ts'
import { homeUserRows } from '#core/ledger/home-user-row.rules.ts'
import { ledgerTexts } from '#core/ledger/ledger.text.ts'
import { boundaryParameters } from '#core/network/boundary.parameters.ts'
import { boundaryTexts } from '#core/network/boundary.text.ts'
import { networkTexts } from '#core/network/network.text.ts'
import { networkNodeRows } from '#core/network/network-node-row.rules.ts'
import { opticalParameters } from '#core/network/optical.parameters.ts'
import { notifyTexts } from '#core/notify/notify.text.ts'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { organisationTexts } from '#core/organisation/organisation.text.ts'
import { type Region, regionFileSchema } from '#core/organisation/region.ts'
import type { Parameter, ParameterReader } from '#core/parameter.ts'
import { parametersTexts } from '#core/parameters/parameters.text.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { peopleTexts } from '#core/people/people.text.ts'
import { staffRows } from '#core/people/staff-row.rules.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { platformTexts } from '#core/platform.text.ts'
import { complaintParameters } from '#core/quality/complaint.parameters.ts'
import { complaintTexts } from '#core/quality/complaint.text.ts'
import { safetyParameters } from '#core/safety/safety.parameters.ts'
import { safetyNames, safetyTexts } from '#core/safety/safety.text.ts'
import { type WorkCalendar, type WorkCalendarData, workCalendar } from '#core/sla/calendar.ts'
import { slaParameters } from '#core/sla/sla.parameters.ts'
import { workCalendarAt } from '#core/sla/sla.rules.ts'
import { slaTexts } from '#core/sla/sla.text.ts'
import { syncParameters } from '#core/sync/sync.parameters.ts'
import { syncTexts } from '#core/sync/sync.text.ts'
import type { Texts } from '#core/text.ts'
import { dayOf } from '#core/time.ts'
import { confirmationParameters } from '#core/visits/confirmation.parameters.ts'
import { confirmationRefusals } from '#core/visits/confirmation-refusals.text.ts'
import { visitParameters } from '#core/visits/visits.parameters.ts'
import { stepNames, visitTexts } from '#core/visits/visits.text.ts'
import { wordingParameters } from '#core/wording/wording.parameters.ts'
import { wordingTexts } from '#core/wording/wording.text.ts'
import { causeTexts } from '#core/work-orders/cause.text.ts'
import { orderNames, returnNames } from '#core/work-orders/names.text.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { workOrderTexts } from '#core/work-orders/work-order.text.ts'
import { checklistParameters } from '#server/work-orders/index.ts'
import type { Clock } from './platform/clock.ts'
import type { ParameterRegistry } from './platform/parameters.ts'

/** All texts of all slices: what a refusal reads like. */
export const texts: Texts = {
  ...platformTexts,
  ...fileTexts,
  ...accessTexts,
  ...userTexts,
  ...organisationTexts,
  ...peopleTexts,
  ...boundaryTexts,
  ...importTexts,
  ...columnNames([homeUserRows, enterpriseLineRows, networkNodeRows, staffRows, reportRows]),
  ...ledgerTexts,
  ...networkTexts,
  ...intakeTexts,
  ...dispatchTexts,
  ...slaTexts,
  ...parametersTexts,
  ...jobsTexts,
  ...healthTexts,
  ...auditTexts,
  ...notifyTexts,
  ...causeTexts,
  ...workOrderTexts,
  ...visitTexts,
  ...stepNames,
  ...confirmationRefusals,
  ...orderNames,
  ...returnNames,
  ...fieldRefusalTexts,
  ...syncTexts,
  ...appointmentTexts,
  ...customerLinkTexts,
  ...complaintTexts,
  ...wordingTexts,
  ...safetyTexts,
  ...safetyNames,
}

/** All figures that an administrator can change. */
export const parameters: readonly Parameter[] = [
  ...Object.values(platformParameters),
  ...slaParameters,
  ...Object.values(accessParameters),
  ...Object.values(organisationParameters),
  ...Object.values(peopleParameters),
  ...Object.values(boundaryParameters),
  ...Object.values(opticalParameters),
  ...Object.values(intakeParameters),
  ...Object.values(dispatchParameters),
  ...Object.values(workOrderParameters),
  ...Object.values(insightParameters),
  ...Object.values(fieldParameters),
  ...Object.values(confirmationParameters),
  ...Object.values(syncParameters),
  ...Object.values(appointmentParameters),
  ...Object.values(customerLinkParameters),
  ...Object.values(complaintParameters),
  ...Object.values(visitParameters),
  ...checklistParameters,
  ...Object.values(wordingParameters),
  ...Object.values(safetyParameters),
] as readonly Parameter[]

const defaults = path.resolve(import.meta.dirname, '../defaults')
const read = (...names: string[]): unknown => JSON.parse(readFileSync(path.join(defaults, ...names), 'utf8'))

/** Regions of every province that ships. */
export const shippedRegions = (): readonly Region[] =>
  readdirSync(path.join(defaults, 'regions'))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => regionFileSchema.parse(read('regions', name)).regions)

/** Holidays and make-up days as announced. */
export const shippedCalendar = (): WorkCalendar => workCalendar(shippedDays())

const shippedDays = (): WorkCalendarData => read('calendar.json') as WorkCalendarData

/** The same with what administrators added; made anew when a parameter changes or the day does. */
export const calendarOf = (parameters: ParameterRegistry, clock: Clock): (() => WorkCalendar) => {
  const shipped = shippedDays()
  let known: { readonly reader: ParameterReader; readonly calendar: WorkCalendar } | undefined
  return () => {
    const reader = parameters.on(dayOf(clock.now()))
    if (known?.reader !== reader) known = { reader, calendar: workCalendarAt(shipped, reader.values, reader.day) }
    return known.calendar
  }
}
