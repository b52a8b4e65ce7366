import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../main/places.ts'

/** Seconds on the clock, seconds of this process's own work, and the most memory it ever held, in megabytes. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
  /** Seconds of the database server's work; nothing where the database works inside this process. */
  readonly server: number
  readonly peak: number
}

/** Ticks of the kernel's clock in a second, on every Linux there is. */
const ticks = 100
const statOf = (pid: string | number): string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
/** Seconds of processor time that a running process has taken so far. */
export const secondsOf = (pid: number): number => statOf(pid).slice(11, 13).reduce((total, field) => total + Number(field), 0) / ticks // prettier-ignore
/** Seconds that a PostgreSQL server and its processes have worked, those that ended among them. Linux tells it; elsewhere it is not measured. */
export function serverSeconds(postmaster: number | undefined): number {
  if (postmaster === undefined || process.platform !== 'linux') return 0
  const sum = (fields: readonly string[], from: number, to: number): number =>
    fields.slice(from, to).reduce((total, field) => total + Number(field), 0) / ticks
  let seconds = sum(statOf(postmaster), 11, 15)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = statOf(name)
      if (Number(fields[1]) === postmaster) seconds += sum(fields, 11, 13)
    } catch {
      // It has just ended.
    }
  }
  return seconds
}

/** Adds up what it is started and stopped around. */
export class Meter {
  #wall = 0
  #cpu = 0
  #server = 0
  readonly #postmaster: number | undefined
  constructor(postmaster?: number) {
    this.#postmaster = postmaster
  }
  async measure<T>(work: () => T | Promise<T>): Promise<T> {
    const server = serverSeconds(this.#postmaster)
    const [wall, cpu] = [performance.now(), process.cpuUsage()]
    try {
      return await work()
    } finally {
      const { user, system } = process.cpuUsage(cpu)
      this.#wall += (performance.now() - wall) / 1000
      this.#cpu += (user + system) / 1e6
      this.#server += serverSeconds(this.#postmaster) - server
    }
  }
  /** The peak is the kernel's own mark of the whole process, which is why each measurement has a process of its own. */
  cost(): Cost {
    return { wall: this.#wall, cpu: this.#cpu, server: this.#server, peak: process.resourceUsage().maxRSS / 1024 }
  }
}

/** Runs an errand in a process of its own and answers what it printed. `HARMONY_BENCH_NODE` hands options to Node (`--cpu-prof`). */
export async function inProcess<T>(errand: object): Promise<T> {
  const options = (process.env['HARMONY_BENCH_NODE'] ?? '').split(' ').filter(Boolean)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...options, '--enable-source-maps', process.argv[1]!, 'errand', JSON.stringify(errand)],
    { maxBuffer: 2 ** 26 },
  )
  return JSON.parse(stdout) as T
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
export const medianCost = (costs: readonly Cost[]): Cost => ({
  wall: median(costs.map((c) => c.wall)),
  cpu: median(costs.map((c) => c.cpu)),
  server: median(costs.map((c) => c.server)),
  peak: Math.max(...costs.map((c) => c.peak)),
})

/** What stands in for the machine's name, without naming anybody's host. */
export const machine = (): string =>
  `${os.cpus()[0]?.model.trim() ?? 'unknown processor'}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}, Node ${process.versions.node}`

export type Line = Readonly<Record<string, string | number>>
const round = (value: string | number): string => (typeof value === 'number' ? String(Math.round(value * 100) / 100) : value)

/** One table on the terminal, and one line of history. */
export function report(job: string, about: Readonly<Record<string, string | number>>, lines: readonly Line[]): void {
  const settings = Object.entries(about)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  process.stdout.write(`\n${job}: ${settings}\n${machine()}\n`)
  const heads = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  const cells = [heads, ...lines.map((line) => heads.map((head) => round(line[head] ?? '')))]
  const widths = heads.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)))
  for (const [n, row] of cells.entries())
    process.stdout.write(`${row.map((cell, i) => (i === 0 || n === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}\n`)
  const rounded = lines.map((line) =>
    Object.fromEntries(Object.entries(line).map(([k, v]) => [k, typeof v === 'number' ? Math.round(v * 1000) / 1000 : v])),
  )
  appendFileSync(
    path.join(projectRoot(), 'test/bench/history.jsonl'),
    `${JSON.stringify({ at: new Date().toISOString(), job, ...about, machine: machine(), lines: rounded })}\n`,
  )
}
