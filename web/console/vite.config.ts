import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The console: React, for desktops with Chrome or Edge 111 and later. `vite build web/console`. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'chrome111',
    manifest: true,
    // A data address would have to be allowed by the content policy; a file of its own is cached besides.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8080' } },
})
