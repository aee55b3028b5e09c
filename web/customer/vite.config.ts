import { defineConfig } from 'vite'

/** The customer's page: Preact, one page, for any phone's browser from Chrome 87 on. `vite build web/customer`. */
export default defineConfig({
  base: '/customer/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/customer',
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5175, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8080' } },
})
