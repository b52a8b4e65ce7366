// Bundles an entry of the tests as the product is bundled, for a process on plain Node: without the modules and instruments of a test runner.
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { rolldown } from 'rolldown'

const project = path.resolve(import.meta.dirname, '../..')

/** Answers the file, and what takes it away again. */
export async function bundledFor(entry, name) {
  // Two folders below the project, as test/world/postgres.ts expects of wherever it is.
  const folder = path.join(project, 'node_modules/.cache')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `harmony-${name}-${process.pid}.cjs`)
  const bundle = await rolldown({
    input: path.join(project, entry),
    platform: 'node',
    cwd: project,
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    logLevel: 'warn',
  })
  await bundle.write({ file, format: 'cjs', keepNames: true, sourcemap: true, codeSplitting: false })
  await bundle.close()
  const away = () => {
    for (const one of [file, `${file}.map`]) rmSync(one, { force: true })
  }
  return { file, away }
}
