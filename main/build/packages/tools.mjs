import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What a program printed; throws with what it complained about. */
export function run(program, words, options = {}) {
  try {
    return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64_000_000, ...options })
  } catch (error) {
    throw new Error(
      `${program} ${words.join(' ')}: ${String(error.stderr || error.stdout || error.message)
        .trim()
        .slice(-2000)}`,
    )
  }
}
/** Whether a program accepts something, and what it said. */
export function accepts(program, words, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options })
  return { yes: status === 0, said: `${stdout}${stderr}` }
}
export const has = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
export function must(holds, what) {
  if (!holds) throw new Error(what)
}
