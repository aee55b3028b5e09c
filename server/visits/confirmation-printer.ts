/**
 * The process that prints: fonts and layout have their memory here and not in the server. Its first message says what to print and where
 * the fonts lie; it writes one file for each request and says so.
 */
import { writeFile } from 'node:fs/promises'
import { unpackFonts } from './confirmation-font.ts'
import { type PrintJob, printPdf } from './confirmation-pdf.ts'

export type PrintOrder = {
  readonly fontDir: string
  readonly prints: readonly { readonly file: string; readonly jobs: readonly PrintJob[] }[]
}
/** Which of the prints is written, or why not. */
export type Printed = { readonly index: number; readonly failure?: string }

process.once('message', async (order: PrintOrder) => {
  const fonts = await unpackFonts(order.fontDir)
  for (const [index, { file, jobs }] of order.prints.entries()) {
    try {
      await writeFile(file, await printPdf(jobs, fonts), { mode: 0o600 })
      process.send?.({ index } satisfies Printed)
    } catch (error) {
      process.send?.({ index, failure: error instanceof Error ? error.message : String(error) } satisfies Printed)
    }
  }
  process.disconnect?.()
})
