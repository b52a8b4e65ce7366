// Keeps a company as this program founds and bills it, for the programs that come: `node test/world/released/keep.mjs`, before a release
// that a later migration would change. What is kept never changes again.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import Database from 'better-sqlite3-multiple-ciphers'

const here = import.meta.dirname
const project = path.resolve(here, '../../..')
const data = mkdtempSync(path.join(os.tmpdir(), 'harmony-kept-'))
const harmony = (words, input = '') =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(project, 'main/launch.mjs'), ...words, '--data', data], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'inherit'],
    })
      .trim()
      .split('\n')
      .at(-1),
  ).result
try {
  harmony(['demo'])
  const { run } = harmony(['call', 'billing.propose', '--input', '-'], '{"asOf":"2026-12-01"}')
  harmony(['call', 'billing.post', '--input', '-'], JSON.stringify({ run }))
  if (!harmony(['audit']).ok) throw new Error('the audit of the company is red')
  const packed = path.join(data, 'packed.sqlite')
  const database = new Database(path.join(data, 'harmony.sqlite'))
  database.prepare('vacuum into ?').run(packed)
  database.close()
  const name = readdirSync(path.join(project, 'migrations')).sort().at(-1).replace('.ts', '')
  const file = path.join(here, `${name}.sqlite.br`)
  const bytes = new Database(packed).serialize()
  writeFileSync(file, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }), {
    flag: 'wx',
  })
  process.stdout.write(`${path.relative(project, file)}\n`)
} finally {
  rmSync(data, { recursive: true, force: true })
}
