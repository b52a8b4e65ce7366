// Writes the fingerprints of migrations that are about to be released: `node test/architecture/freeze.mjs`. One that was released before is left as it is
// recorded, so that the test goes on failing when it was changed; `--again NAME` freezes one anew that no database outside has seen yet.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const list = join(import.meta.dirname, 'frozen-migrations.json')
let frozen = {}
try {
  frozen = JSON.parse(readFileSync(list, 'utf8'))
} catch {
  // The first freeze.
}
const again = process.argv[2] === '--again' ? process.argv.slice(3) : []
for (const file of readdirSync(join(root, 'migrations')).sort()) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'migrations', file), 'utf8').replaceAll('\r\n', '\n'))
    .digest('hex')
  if (!(file in frozen) || again.includes(file)) frozen[file] = hash
}
writeFileSync(list, `${JSON.stringify(frozen, null, 2)}\n`)
