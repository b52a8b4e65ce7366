// `npm run bench -- [billing | imports | lists | start]…`: bundles the benchmarks as the product is bundled, and runs them on plain Node.
import { spawnSync } from 'node:child_process'
import { bundledFor } from '../world/plain-node.mjs'

const { file, away } = await bundledFor('test/bench/main.ts', 'bench')
const { status } = spawnSync(process.execPath, ['--enable-source-maps', file, ...process.argv.slice(2)], { stdio: 'inherit' })
away()
process.exitCode = status ?? 1
