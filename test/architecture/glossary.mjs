// Writes the table of refusals into core/GLOSSARY.md from the modules and their English words: `npm run glossary`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { languages } from '../../core/language.ts'
import { refusalRows, refusalTable, withTable } from './refusal-table.ts'

const file = join(import.meta.dirname, '../../core/GLOSSARY.md')
const rows = refusalRows(modules, languages.en)
const unfilled = rows.filter((row) => row.unfilled.length > 0)
for (const { code, unfilled: holes } of unfilled)
  console.error(`${code}: no example for ${holes.join(', ')} (test/architecture/refusal-table.ts)`)
writeFileSync(file, withTable(readFileSync(file, 'utf8'), refusalTable(rows)))
process.exitCode = unfilled.length > 0 ? 1 : 0
