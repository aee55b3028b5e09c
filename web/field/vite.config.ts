import path from 'node:path'
import { defineConfig } from 'vite'
import { serviceWorker } from './pwa/built-files.ts'

/** The phone's face: Preact, for Android WebView and Chrome 87 and later. `vite build web/field`. */
export default defineConfig({
  base: '/field/',
  plugins: [serviceWorker(path.join(import.meta.dirname, 'service-worker.ts'))],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/field',
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5174, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8080' } },
})
