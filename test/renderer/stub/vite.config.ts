import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vite'
import product from '../../../renderer/vite.config.ts'

/** The product's own build, with the made-up modules of the stub in place of the real ones. */
export default mergeConfig(product, {
  plugins: [
    {
      name: 'stub-modules',
      enforce: 'pre',
      transform: (code: string, id: string) =>
        /\/renderer\/app\/(menu|screen-words)\.ts$/.test(id)
          ? code.replaceAll("'../modules/", "'../../test/renderer/stub/modules/")
          : undefined,
    },
  ],
  build: { outDir: fileURLToPath(new URL('../../../dist/renderer-stub', import.meta.url)) },
})
