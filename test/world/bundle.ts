import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../main/places.ts'

/** What stays outside the bundle, as in the product. */
const outside = [
  'sequelize', 'pg', 'pg-copy-streams', 'umzug', 'better-sqlite3-multiple-ciphers', '@node-rs/argon2', 'exceljs', 'csv-parse', 'iconv-lite', 'chardet',
  '@myriaddreamin/typst-ts-node-compiler', 'fastify', '@fastify/compress', '@fastify/multipart', '@fastify/rate-limit', 'pino', 'i18next',
] // prettier-ignore

/** Bundles an entry of the tests, so that a process of its own can run it. Answers the file; half a second. */
export async function bundled(entry: string): Promise<string> {
  const project = projectRoot()
  const folder = path.join(project, 'node_modules/.cache/harmony-test')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${path.basename(entry, '.ts')}-${process.pid}.cjs`)
  const rolldown = path.join(project, 'node_modules/rolldown/bin/cli.mjs')
  const args = [
    rolldown,
    path.resolve(project, entry),
    '--file',
    file,
    '--format',
    'cjs',
    '--platform',
    'node',
    '--no-codeSplitting',
    ...outside.flatMap((name) => ['--external', name]),
  ]
  await promisify(execFile)(process.execPath, args, { cwd: project })
  return file
}
