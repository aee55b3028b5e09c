import type { BodyOf } from '#core/contract.ts'
import type { StaffItem } from '#core/people/people.contract.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import type { staffRoutes } from '#core/people/staff.contract.ts'
import { certifiableKind, validityOf } from '#core/people/staff.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { attachFiles } from '#server/platform/files/files.store.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { changeStaff } from './change.service.ts'
import { readStaffIn } from './staff.list.view.ts'
import { findCertificate, saveCertificate } from './staff.store.ts'

const kindsOf = (deps: Deps, { at }: SentCommand) =>
  deps.parameters.on(dayOf(at)).value(peopleParameters.certificateKinds).value

/** Given or renewed; what was revoked before counts again from its first day on. */
export const certify = (
  deps: Deps,
  command: SentCommand,
  { number, kind: code }: { readonly number: string; readonly kind: string },
  body: BodyOf<typeof staffRoutes.certify>,
): Promise<Result<StaffItem>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    const kind = certifiableKind(kindsOf(deps, command), code, command.actor)
    if (!kind.ok) return kind
    const validTo = validityOf(kind.value, body.validFrom, body.validTo)
    if (!validTo.ok) return validTo
    const before = await findCertificate(tx, staff.id, code)
    const { issuer } = kind.value
    const { number: written, issuerName, validFrom, reason } = body
    const scan = body.scan === undefined ? (before?.scan ?? null) : body.scan
    if (body.scan) {
      const { prefecture, id } = body.scan
      const kept = await attachFiles(tx, command.actor, prefecture, [id], { type: 'staff', id: staff.id })
      if (kept === 0) return refuse('files.not-found', { field: 'scan' })
    }
    const held = { issuer, issuerName, validFrom, validTo: validTo.value, revokedOn: null }
    const after = { kind: code, number: written, ...held, scan }
    await saveCertificate(tx, newId(), staff.id, after)
    const reply = await readStaffIn(deps, tx, number)
    return ok({ reply, kind: 'staff.certified', before: before ?? null, after, reason })
  })

export const revokeCertificate = (
  deps: Deps,
  command: SentCommand,
  { number, kind: code }: { readonly number: string; readonly kind: string },
  { revokedOn, reason }: BodyOf<typeof staffRoutes.revokeCertificate>,
): Promise<Result<StaffItem>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    const kind = certifiableKind(kindsOf(deps, command), code, command.actor)
    if (!kind.ok) return kind
    const before = await findCertificate(tx, staff.id, code)
    if (!before) {
      const { name } = kind.value
      const params = { certificate: name['zh-CN'], certificateEn: name.en, kind: code }
      return refuse('people.certificate-unknown', { kind: 'notFound', params })
    }
    const after = { ...before, revokedOn }
    await saveCertificate(tx, newId(), staff.id, after)
    const reply = await readStaffIn(deps, tx, number)
    return ok({ reply, kind: 'staff.certificate-revoked', before, after, reason })
  })
