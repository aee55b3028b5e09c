import { createHash } from 'node:crypto'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmationRoutes } from '#core/visits/confirmation.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { drainConsumers } from '#server/platform/events/consumers.ts'
import { newId } from '#server/platform/new-id.ts'
import { homeUserIn } from '#testing/customers.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { everyStep } from '#testing/visit-steps.ts'
import { confirmationConsumer, printWanted } from './index.ts'
import { pdfPages } from './pdf-text.fixtures.ts'

let instance: TestInstance
let people: Record<'desk' | 'dispatcher' | 'engineer' | 'clerk' | 'quality' | 'stranger', Client>
let station: string
let otherStation: string
let engineerId: string

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  station = await stationIn(deps, { name: '南明站' })
  otherStation = await stationIn(deps, { county: '520103' })
  engineerId = await staffIn(deps, { stationId: station, name: '吴启明', number: 'T777', phone: '13900000777' })
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31')`,
      values: [newId(), engineerId],
    }),
  )
  await homeUserIn(deps, { account: 'gz52010001', name: '鸼小明', phone: '13812345678' })
  const inGuiyang = { prefectures: ['520100'] }
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], ...inGuiyang }),
    dispatcher: await instance.signIn({ roles: ['dispatcher'], ...inGuiyang }),
    engineer: await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId }),
    clerk: await instance.signIn({ roles: ['qualityClerk'] }),
    quality: await instance.signIn({ roles: ['qualityAgent'] }),
    stranger: await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' }),
  }
  // A consumer that is new begins with what happens from now on.
  await drainConsumers(deps, [confirmationConsumer])
  await instance.setParameter(workOrderParameters.callbackDigits, '')
  await instance.setParameter(workOrderParameters.qualityCheckDigits, '')
}, 60_000)
afterAll(() => instance.stop())

const act = (client: Client, number: string, action: OrderAction, body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const done = async (client: Client, number: string, action: OrderAction, body: object = {}): Promise<string> => {
  const answer = await act(client, number, action, body)
  expect(answer.problem.title ?? '', action).toBe('')
  return answer.body.state
}
const detail = async (number: string) => (await people.desk.call(workOrderRoutes.detail, { params: { number } })).body
const confirmation = async (number: string, client = people.engineer) =>
  (await client.call(confirmationRoutes.order, { params: { number } })).body

const restored = async (): Promise<string> => {
  const { body } = await people.desk.call(workOrderRoutes.create, {
    body: { account: 'gz52010001', symptom: '不能上网' },
  })
  const { number } = body
  await done(people.desk, number, 'dispatch', { companyId: 'tietong', stationId: station })
  let state: string = (await detail(number)).state
  if (state === 'pendingAcceptance') state = await done(people.dispatcher, number, 'accept', { stationId: station })
  await done(people.dispatcher, number, 'assign', { staffId: engineerId })
  await done(people.engineer, number, 'accept')
  await done(people.engineer, number, 'depart')
  await done(people.engineer, number, 'arrive', { exception: '室内无定位' })
  await done(people.engineer, number, 'start')
  await done(people.engineer, number, 'addEvidence', { kind: 'onuRxDbm', value: -19.4, unit: 'dBm' })
  await done(people.engineer, number, 'recordStep', everyStep())
  await done(people.engineer, number, 'restore')
  return number
}
const picture = async (client: Client, purpose: 'signature' | 'evidence'): Promise<string> => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160"><path d="M20 40L200 120" stroke="#000"/></svg>'
  const png = await sharp(Buffer.from(svg)).png().toBuffer()
  const boundary = 'x-trial-x'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="x.png"\r\nContent-Type: image/png\r\n\r\n`
  const answer = await client.send({
    method: 'POST',
    path: `/api/v1/files?purpose=${purpose}&prefecture=520100`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'idempotency-key': newId() },
    body: Buffer.concat([Buffer.from(head), png, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  expect(answer.status, JSON.stringify(answer.problem)).toBe(201)
  return (answer.body as { id: string }).id
}
const signed = async () => ({
  ...{ mode: 'signed', done: '更换皮线', signer: 'family', signerName: '李芳', satisfaction: 4, opinion: '很及时' },
  ...{ checks: { onTime: true, charged: false }, signatureFileId: await picture(people.engineer, 'signature') },
})
const RESULT = { cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线' }
const print = async (): Promise<void> => {
  await drainConsumers(instance.deps, [confirmationConsumer])
  await printWanted(instance.deps, { workDir: path.join(instance.deps.config.dataDir, 'printing') })
}
const pagesOf = async (url: string): Promise<readonly string[]> => {
  const answer = await people.desk.send({ method: 'GET', path: url })
  return pdfPages(answer.bytes)
}
const reserved = async (count = 3) =>
  (await people.clerk.call(confirmationRoutes.reserve, { body: { stationId: station, count } })).body

describe('a signed confirmation', () => {
  it('goes into the return and becomes a document whose text can be found and whose hash stands in the audit', async () => {
    const number = await restored()
    const own = await picture(people.engineer, 'signature')
    await done(people.engineer, number, 'confirmService', { ...(await signed()), engineerSignatureFileId: own })
    await done(people.engineer, number, 'return', RESULT)
    expect((await detail(number)).result).toMatchObject({ signedBy: 'family', satisfaction: 4 })
    expect((await confirmation(number)).documents).toEqual([])
    await print()
    const made = await confirmation(number, people.desk)
    const [document] = made.documents
    expect(document).toMatchObject({ number: `${number}-Q1`, state: 'made' })
    const file = await people.desk.send({ method: 'GET', path: document?.url ?? '' })
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(document?.sha256)
    const pages = pdfPages(file.bytes)
    expect(pages).toHaveLength(1)
    for (const part of [
      ...['有线宽带故障处理服务确认书', `${number}-Q1`, '更换皮线', '−19.4 dBm', '很满意', '很及时', '李芳'],
      ...['吴启明', '138****5678', '第 1 页，共 1 页', '不是经认证的可靠电子签名'],
    ])
      expect(pages[0]).toContain(part)
    const audited = await asSystem(instance.deps, (tx) =>
      tx.rows<{ after: unknown }>({
        text: `SELECT after FROM audit_entry WHERE action = 'confirmation.made' AND subject_id = $1`,
        values: [number],
      }),
    )
    expect(audited).toMatchObject([{ after: { sha256: document?.sha256 } }])
    const files = (await detail(number)).files
    expect(files.find((each) => each.purpose === 'document')).toMatchObject({
      kind: 'confirmation',
      isWithdrawn: false,
    })
    expect((await people.stranger.send({ method: 'GET', path: document?.url ?? '' })).status).toBe(404)
  })

  it('names a character that the font does not have, and prints all the same', async () => {
    const number = await restored()
    await done(people.engineer, number, 'confirmService', { ...(await signed()), opinion: '𠮷利' })
    await done(people.engineer, number, 'return', RESULT)
    await print()
    const [page] = await pagesOf((await confirmation(number)).documents[0]?.url ?? '')
    expect(page).toContain('〓(U+9E3C)小明')
    expect(page).toContain('〓(U+20BB7)利')
  })

  it('keeps the engineer’s own signature for the next order', async () => {
    const [first, second] = [await restored(), await restored()]
    const own = await picture(people.engineer, 'signature')
    await done(people.engineer, first, 'confirmService', { ...(await signed()), engineerSignatureFileId: own })
    expect((await confirmation(second)).ownSignature?.fileId).toBe(own)
    await done(people.engineer, second, 'confirmService', { ...(await signed()), engineerSignatureFileId: own })
  })

  it('is refused for a signature that was never sent', async () => {
    const number = await restored()
    const refused = await act(people.engineer, number, 'confirmService', {
      ...(await signed()),
      signatureFileId: newId(),
    })
    expect(refused.problem).toMatchObject({ code: 'work-orders.file-unknown', field: 'signatureFileId' })
  })
})

describe('a customer who does not sign', () => {
  it('is always called back, with the reason and the proof of the call on the order', async () => {
    const number = await restored()
    await done(people.engineer, number, 'confirmService', {
      ...{
        mode: 'refused',
        done: '更换皮线',
        reasonCode: 'customerDeclines',
        reason: '用户不愿签字',
        callProof: '14:50 打给本人',
      },
    })
    await done(people.engineer, number, 'return', RESULT)
    expect(await done(people.clerk, number, 'passContractorCheck')).toBe('pendingCallback')
    expect((await detail(number)).result).toMatchObject({ signatureException: '用户不愿签字' })
    await print()
    const [page] = await pagesOf((await confirmation(number)).documents[0]?.url ?? '')
    expect(page).toContain('未签字：用户不愿签字')
  })

  it('because they are not satisfied, is offered another visit or an answer, never the pen', async () => {
    const number = await restored()
    const pen = await act(people.engineer, number, 'confirmService', { ...(await signed()), satisfaction: 1 })
    expect(pen.problem).toMatchObject({ code: 'work-orders.not-satisfied', field: 'satisfaction' })
    await done(people.engineer, number, 'confirmService', {
      ...{ mode: 'refused', done: '更换皮线', satisfaction: 1, opinion: '还是慢', wish: 'feedback' },
    })
    const order = await detail(number)
    expect(order.events.at(-1)).toMatchObject({
      kind: 'workOrder.customerUnsatisfied',
      data: { satisfaction: 1, wish: 'feedback' },
    })
    await done(people.engineer, number, 'return', RESULT)
    expect(await done(people.clerk, number, 'passContractorCheck')).toBe('pendingCallback')
  })
})

describe('paper forms', () => {
  const onPaper = async (formNumber: string) => ({
    ...{ mode: 'paper', done: '更换皮线', signer: 'customer', satisfaction: 3, formNumber },
    photoFileId: await picture(people.engineer, 'evidence'),
  })

  it('have numbers that a station reserves and prints, one a page', async () => {
    const batch = await reserved(2)
    expect(batch).toMatchObject({ count: 2, used: 0, stationName: '南明站' })
    const answer = await people.clerk.send({ method: 'GET', path: `/api/v1/paper-forms/batches/${batch.id}/pdf` })
    const pages = pdfPages(answer.bytes)
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain(batch.from)
    expect(pages[1]).toContain(batch.to)
    const three = await people.clerk.send({
      method: 'GET',
      path: `/api/v1/paper-forms/batches/${batch.id}/pdf?line=enterprise`,
    })
    expect(pdfPages(three.bytes).filter((page) => page.includes('第三联 施工单位'))).toHaveLength(2)
    const foreign = await people.stranger.send({ method: 'GET', path: `/api/v1/paper-forms/batches/${batch.id}/pdf` })
    expect(foreign.status).toBe(404)
  })

  it('are used once, by the station that has them, and by no number that nobody reserved', async () => {
    const { from, to } = await reserved()
    const number = await restored()
    await done(people.engineer, number, 'confirmService', await onPaper(from))
    const other = await restored()
    const twice = await act(people.engineer, other, 'confirmService', await onPaper(from))
    expect(twice.problem).toMatchObject({ code: 'work-orders.form-used', field: 'formNumber' })
    expect(twice.problem.title).toContain(number)
    const made = await act(people.engineer, other, 'confirmService', await onPaper('ZB5201-999999'))
    expect(made.problem).toMatchObject({ code: 'work-orders.form-unknown', field: 'formNumber' })
    const { body: far } = await people.clerk.call(confirmationRoutes.reserve, {
      body: { stationId: otherStation, count: 1 },
    })
    expect((await act(people.engineer, other, 'confirmService', await onPaper(far.from))).problem.code).toBe(
      'work-orders.form-unknown',
    )
    await done(people.engineer, other, 'confirmService', await onPaper(to))
    const { forms } = await confirmation(other)
    expect(forms.used).toEqual(expect.arrayContaining([from, to]))
  })

  it('wait to be typed in from their photo, and the document then says what stands on them', async () => {
    const { from } = await reserved()
    const number = await restored()
    await done(people.engineer, number, 'confirmService', await onPaper(from))
    await done(people.engineer, number, 'return', RESULT)
    await print()
    const waiting = async () =>
      (await people.clerk.call(confirmationRoutes.waiting, {})).body.items.find((item) => item.number === from)
    expect(await waiting()).toMatchObject({ order: number, satisfaction: 3, signer: 'customer' })
    const typed = await people.clerk.call(confirmationRoutes.type, {
      params: { prefecture: '520100', number: from },
      body: { satisfaction: 3, opinion: '线走得整齐', signerName: '王小明', checks: { onTime: true } },
    })
    expect(typed.status).toBe(200)
    expect(await waiting()).toBeUndefined()
    await print()
    const made = await confirmation(number)
    expect(made.paper).toMatchObject({ number: from, typed: { opinion: '线走得整齐' } })
    const [page] = await pagesOf(made.documents[0]?.url ?? '')
    for (const part of ['线走得整齐', `纸质单编号 ${from}`]) expect(page).toContain(part)
    const again = await people.clerk.call(confirmationRoutes.type, {
      params: { prefecture: '520100', number: from },
      body: { checks: {} },
    })
    expect(again.problem.code).toBe('visits.form-not-waiting')
  })

  it('may be the confirmation’s own number, where it was printed for the order', async () => {
    const number = await restored()
    await done(people.engineer, number, 'confirmService', await onPaper(`${number}-Q1`))
    expect((await confirmation(number)).paper).toMatchObject({ number: `${number}-Q1`, typedAt: null })
  })
})
