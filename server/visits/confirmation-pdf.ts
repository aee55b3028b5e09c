import PDFDocument from 'pdfkit'
import qrcode from 'qrcode-generator'
import { textOf } from '#core/text.ts'
import { type ConfirmationText, confirmationTexts } from '#core/visits/confirmation.text.ts'
import type { ConfirmationDocument, DocumentBlock, DocumentRow } from '#core/visits/confirmation-document.ts'
import type { Fonts } from './confirmation-font.ts'

/** What is printed: a document with the pictures that belong under it. */
export type PrintJob = {
  readonly document: ConfirmationDocument
  /** PNG or JPEG, as base64. */
  readonly signature?: string | undefined
  readonly engineerSignature?: string | undefined
  /** What the QR leads to: the customer's link. */
  readonly link?: string | undefined
}

const MARGIN = 36
const INK = '#18212b'
const FAINT = '#55616e'
const LINE = '#b8c0c9'
const PAD = 3.5
const LABEL = 72
const HEAD = 46
const HEAD_WITH_QR = 66
const TITLE = 15
const SIGN = 78
const FOOT = 8
/** From the size that reads well down to the smallest that still does; one page where possible. */
const SIZES = [9.5, 9, 8.5, 8, 7.5] as const

type Pdf = PDFKit.PDFDocument
type Page = { readonly pdf: Pdf; readonly size: number; readonly missing: Set<string>; y: number }
type Cell = { readonly row: DocumentRow; readonly x: number; readonly width: number }

const say = (key: ConfirmationText, params?: Readonly<Record<string, string | number>>): string =>
  textOf(confirmationTexts, key, 'zh-CN', params)

/** All jobs in one PDF, each copy on pages of its own, numbered within the copy. */
export const printPdf = (jobs: readonly PrintJob[], fonts: Fonts): Promise<Buffer> => {
  const [first] = jobs
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, bufferPages: true, autoFirstPage: false },
    info: first ? { Title: `${first.document.title} ${first.document.number}` } : {},
  })
  const done = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.on('error', reject)
  })
  pdf.registerFont('regular', fonts.regular)
  pdf.registerFont('bold', fonts.bold)
  for (const job of jobs) for (const copy of job.document.copies) printCopy(pdf, job, copy)
  pdf.end()
  return done
}

const printCopy = (pdf: Pdf, job: PrintJob, copy: string): void => {
  pdf.addPage()
  const first = pdf.bufferedPageRange().count - 1
  const missing = new Set<string>()
  const room = pdf.page.height - 2 * MARGIN
  const fitting = SIZES.find((size) => heightOf({ pdf, size, missing, y: 0 }, job) <= room) ?? SIZES[0]
  const page: Page = { pdf, size: fitting, missing, y: MARGIN }
  printHead(page, job, copy)
  for (const block of job.document.blocks) printBlock(page, block)
  printSign(page, job)
  const pages = pdf.bufferedPageRange().count
  for (let index = first; index < pages; index++) {
    pdf.switchToPage(index)
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0
    const y = pdf.page.height - MARGIN + FOOT
    pdf.font('regular').fontSize(8).fillColor(FAINT)
    pdf.text(job.document.number, MARGIN, y, { lineBreak: false })
    const text = say('page', { page: index - first + 1, pages: pages - first })
    pdf.text(text, MARGIN, y, { width: widthOf(pdf), align: 'right', lineBreak: false })
    pdf.page.margins.bottom = MARGIN
  }
}

const widthOf = (pdf: Pdf): number => pdf.page.width - 2 * MARGIN

/** Pairs of narrow cells, wide ones alone. */
const linesOf = (pdf: Pdf, { rows }: DocumentBlock): readonly (readonly Cell[])[] => {
  const whole = widthOf(pdf)
  const lines: Cell[][] = []
  let waiting: Cell | undefined
  for (const row of rows) {
    if (row.isWide) {
      if (waiting) lines.push([{ ...waiting, width: whole }])
      waiting = undefined
      lines.push([{ row, x: MARGIN, width: whole }])
    } else if (waiting) {
      lines.push([waiting, { row, x: MARGIN + whole / 2, width: whole / 2 }])
      waiting = undefined
    } else {
      waiting = { row, x: MARGIN, width: whole / 2 }
    }
  }
  if (waiting) lines.push([{ ...waiting, width: whole }])
  return lines
}

const lineHeight = (page: Page, cells: readonly Cell[]): number => {
  const { pdf, size } = page
  pdf.font('regular').fontSize(size)
  const heights = cells.flatMap(({ row, width }) => [
    pdf.heightOfString(row.label, { width: LABEL - 2 * PAD }),
    pdf.heightOfString(legible(page, row.value) || ' ', { width: width - LABEL - 2 * PAD }),
  ])
  return Math.max(...heights, row2(size)) + 2 * PAD
}
const row2 = (size: number): number => size * 1.45

const blockHead = (size: number): number => size * 1.45 + 2 * PAD
const headOf = ({ link }: PrintJob): number => (link ? HEAD_WITH_QR : HEAD)
const notesHeight = (page: Page, { document }: PrintJob): number =>
  (document.sign.notes.length + 1) * page.size * 1.5 + SIGN + blockHead(page.size)

const heightOf = (page: Page, job: PrintJob): number => {
  const blocks = job.document.blocks.map((block) =>
    linesOf(page.pdf, block).reduce((sum, cells) => sum + lineHeight(page, cells), blockHead(page.size)),
  )
  return headOf(job) + blocks.reduce((sum, height) => sum + height, 0) + notesHeight(page, job)
}

const printHead = (page: Page, job: PrintJob, copy: string): void => {
  const { pdf } = page
  const width = widthOf(pdf)
  pdf.font('bold').fontSize(TITLE).fillColor(INK)
  pdf.text(job.document.title, MARGIN, page.y, { width, align: 'center' })
  pdf.font('regular').fontSize(9).fillColor(FAINT)
  pdf.text(job.document.number, MARGIN, page.y + 26, { width, align: copy === '' ? 'center' : 'left' })
  if (copy !== '') pdf.text(copy, MARGIN, page.y + 26, { width: job.link ? width - 66 : width, align: 'right' })
  if (job.link) printQr(page, job.link)
  page.y += headOf(job)
}

const QR_SIDE = 54
const printQr = ({ pdf, y }: Page, link: string): void => {
  const code = qrcode(0, 'M')
  code.addData(link)
  code.make()
  const count = code.getModuleCount()
  const side = QR_SIDE / count
  const left = MARGIN + widthOf(pdf) - QR_SIDE
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      // A hair wider than a module: no white lines between them.
      if (code.isDark(row, column)) pdf.rect(left + column * side, y + row * side, side + 0.1, side + 0.1)
  pdf.fill(INK)
}

const breakBefore = (page: Page, height: number): void => {
  if (page.y + height <= page.pdf.page.height - MARGIN) return
  page.pdf.addPage()
  page.y = MARGIN
}

const printBlock = (page: Page, block: DocumentBlock): void => {
  if (block.rows.length === 0) return
  const { pdf, size } = page
  const lines = linesOf(pdf, block)
  const [firstLine] = lines
  breakBefore(page, blockHead(size) + (firstLine ? lineHeight(page, firstLine) : 0))
  printBlockHead(page, block.title)
  for (const cells of lines) {
    const height = lineHeight(page, cells)
    breakBefore(page, height)
    for (const cell of cells) printCell(page, cell, height)
    page.y += height
  }
}

const printBlockHead = (page: Page, title: string): void => {
  const { pdf, size } = page
  const height = blockHead(size)
  pdf.rect(MARGIN, page.y, widthOf(pdf), height).fillAndStroke('#eef2f7', LINE)
  pdf.font('bold').fontSize(size).fillColor(INK)
  pdf.text(title, MARGIN + PAD + 2, page.y + PAD, { lineBreak: false })
  page.y += height
}

const printCell = (page: Page, { row, x, width }: Cell, height: number): void => {
  const { pdf, size, y } = page
  pdf.lineWidth(0.6).rect(x, y, width, height).stroke(LINE)
  pdf
    .moveTo(x + LABEL, y)
    .lineTo(x + LABEL, y + height)
    .stroke(LINE)
  pdf.font('regular').fontSize(size).fillColor(FAINT)
  pdf.text(row.label, x + PAD, y + PAD, { width: LABEL - 2 * PAD })
  pdf.fillColor(INK)
  if (row.options) printOptions(page, row.options, x + LABEL + PAD)
  else pdf.text(legible(page, row.value), x + LABEL + PAD, y + PAD, { width: width - LABEL - 2 * PAD })
}

/** Boxes to tick by hand. */
const printOptions = ({ pdf, size, y }: Page, options: readonly string[], left: number): void => {
  let x = left
  for (const option of options) {
    pdf.rect(x, y + PAD + size * 0.3, size * 0.8, size * 0.8).stroke(INK)
    pdf.text(option, x + size * 1.1, y + PAD, { lineBreak: false })
    x += size * 1.1 + pdf.widthOfString(option) + size * 1.2
  }
}

const printSign = (page: Page, job: PrintJob): void => {
  const { pdf, size } = page
  breakBefore(page, notesHeight(page, job))
  printBlockHead(page, say('block.sign'))
  const half = widthOf(pdf) / 2
  const boxes = [
    { row: job.document.sign.customer, picture: job.signature, x: MARGIN },
    { row: job.document.sign.engineer, picture: job.engineerSignature, x: MARGIN + half },
  ]
  for (const { row, picture, x } of boxes) {
    pdf.rect(x, page.y, half, SIGN).stroke(LINE)
    pdf
      .font('regular')
      .fontSize(size)
      .fillColor(FAINT)
      .text(row.label, x + PAD, page.y + PAD, { lineBreak: false })
    if (picture) {
      const fit: [number, number] = [half - 2 * PAD, SIGN - size * 3.4 - 2 * PAD]
      const options = { fit, align: 'center' as const, valign: 'center' as const }
      pdf.image(Buffer.from(picture, 'base64'), x + PAD, page.y + size * 1.6 + PAD, options)
    }
    const y = page.y + SIGN - size * 1.45 - PAD
    pdf.fillColor(INK).text(legible(page, row.value), x + PAD, y, { width: half - 2 * PAD, lineBreak: false })
  }
  page.y += SIGN + PAD
  const { missing } = page
  const notes = [...job.document.sign.notes.map((note) => legible(page, note))]
  if (missing.size > 0) notes.push(say('missing-glyphs', { glyphs: [...missing].join('、') }))
  pdf
    .font('regular')
    .fontSize(Math.max(7.5, size - 1))
    .fillColor(FAINT)
  for (const note of notes) {
    pdf.text(note, MARGIN, page.y, { width: widthOf(pdf) })
    page.y = pdf.y
  }
}

/** A character that the font does not have is named by its code, so that nobody reads a blank for a name. */
const legible = ({ pdf, missing }: Page, text: string): string => {
  const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 ? code === 0x0a : font.hasGlyphForCodePoint(code)) return character
    if (code < 0x20) return ' '
    const named = `U+${code.toString(16).toUpperCase()}`
    missing.add(named)
    return `〓(${named})`
  }).join('')
}
