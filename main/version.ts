import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './places.ts'

/** The version that the log, the manifest and `--version` name. */
export const versionOf = (): string =>
  (known ??= (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version)
/** The program that runs stays the one that was started. */
let known: string | undefined
