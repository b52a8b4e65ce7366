// `node test/simulation/sync/long-run.mjs [--schedules N] [--seed N|random] [--processes N] [--mutants all|NAME,NAME] [--failing FILE]`: see README.md.
import { createRequire } from 'node:module'
import { bundledFor } from '../../world/plain-node.mjs'

const { file, away } = await bundledFor('test/simulation/sync/long-run.ts', 'simulation')
process.on('exit', away)
// In this process, so that it is the one that is stopped.
await createRequire(import.meta.url)(file).lead(file)
