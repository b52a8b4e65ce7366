// `npm run bench -- [billing | imports | lists | start]…`: bundles the benchmarks as the product is bundled, and runs them on plain Node.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { rolldown } from 'rolldown'

const project = path.resolve(import.meta.dirname, '../..')
// Two folders below the project, as test/world/postgres.ts expects of wherever it is.
const folder = path.join(project, 'node_modules/.cache')
mkdirSync(folder, { recursive: true })
const file = path.join(folder, `harmony-bench-${process.pid}.cjs`)
const bundle = await rolldown({
  input: path.join(project, 'test/bench/main.ts'),
  platform: 'node',
  cwd: project,
  external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
  logLevel: 'warn',
})
await bundle.write({ file, format: 'cjs', keepNames: true, sourcemap: true, codeSplitting: false })
await bundle.close()
const { status } = spawnSync(process.execPath, ['--enable-source-maps', file, ...process.argv.slice(2)], { stdio: 'inherit' })
const { rmSync } = await import('node:fs')
for (const name of [file, `${file}.map`]) rmSync(name, { force: true })
process.exitCode = status ?? 1
