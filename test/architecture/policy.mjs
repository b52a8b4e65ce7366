// Writes what an organisation manages Harmony with from core/support/settings.ts: `node test/architecture/policy.mjs`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { policyFiles } from '../../main/policy/generate/files.ts'

for (const [path, text] of policyFiles()) {
  const file = join(import.meta.dirname, '../..', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
