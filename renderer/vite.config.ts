import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  css: { modules: { generateScopedName: 'h-[local]-[hash:base64:5]' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome130',
    // `font-src 'self'` knows no data: addresses.
    assetsInlineLimit: 0,
    // The polyfill would fetch; every browser we serve knows modulepreload.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // The kernel is pure: what a screen does not use of it (the calendar, zod-like parsing) stays out of the bundle.
      output: {
        codeSplitting: {
          groups: [
            { name: 'words-en', test: /\/modules\/[^/]+\/words\.en\.ts$/ },
            // The shell itself always knows English; its German comes with the rest of it.
            { name: 'words-de', test: /\/(?:modules\/[^/]+|app)\/words\.de\.ts$/ },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id: string) => !id.includes('/core/kernel/') },
    },
  },
})
