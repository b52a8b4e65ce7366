// What the shell weighs: node renderer/sizes.mjs [folder of the build]. Exits 1 above the budgets of the design.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Bytes, gzip. */
export const budgets = { shell: 260_000, chunk: 80_000 }

export function sizesOf(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) => m[1])
  const weigh = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  const scripts = readdirSync(join(folder, 'assets')).filter((f) => f.endsWith('.js'))
  const chunks = scripts.map((f) => `assets/${f}`).filter((f) => !first.includes(f)).map((file) => ({ file, bytes: weigh(file) })).sort((a, b) => b.bytes - a.bytes) // prettier-ignore
  return { shell: first.reduce((sum, file) => sum + weigh(file), 0), chunks }
}

if (process.argv[1]?.endsWith('sizes.mjs')) {
  const { shell, chunks } = sizesOf(process.argv[2] ?? 'dist/renderer')
  const line = (name, bytes, budget) =>
    `${bytes <= budget ? 'ok  ' : 'OVER'} ${String(Math.round(bytes / 100) / 10).padStart(7)} kB of ${budget / 1000}  ${name}`
  console.log([line('shell', shell, budgets.shell), ...chunks.map((c) => line(c.file, c.bytes, budgets.chunk))].join('\n'))
  if (shell > budgets.shell || chunks.some((c) => c.bytes > budgets.chunk)) process.exitCode = 1
}
