import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

type Detector = { detect(from: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]> }
type Native = new (options: { formats: readonly string[] }) => Detector
const FORMATS = ['qr_code', 'code_128', 'code_39', 'code_93', 'ean_13', 'data_matrix', 'itf', 'codabar'] as const

/** Reads codes out of a picture; fetched when somebody scans, its machine code from our own server. */
export const createReader = (): ((from: CanvasImageSource) => Promise<string | undefined>) => {
  const detector = nativeDetector() ?? ownDetector()
  return async (from) => (await detector.detect(from))[0]?.rawValue
}

/** The phone's own, where it has one: faster, and nothing is fetched. */
const nativeDetector = (): Detector | undefined => {
  const { BarcodeDetector: Native } = globalThis as { readonly BarcodeDetector?: Native }
  return Native && new Native({ formats: FORMATS })
}

const ownDetector = (): Detector => {
  prepareZXingModule({ overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmUrl : path) } })
  const own = new BarcodeDetector({ formats: [...FORMATS] })
  return { detect: (from) => own.detect(from as HTMLVideoElement) }
}
