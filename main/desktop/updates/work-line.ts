// Whether the core has work that waits to be sent, and how new its database is: asked by the main process, which knows neither.

export interface WorkOrder {
  readonly order: 'work'
  readonly n: number
}
export interface Work {
  /** Captured here and not yet settled with the hub. */
  readonly unsent: number
  /** Number of the newest migration. */
  readonly schema: number
}
export interface WorkReport extends Work {
  readonly report: 'work'
  readonly n: number
}
export interface WorkLine {
  /** `null` where the core does not answer in time: a file that is still closed, a core that fell over. */
  ask(): Promise<Work | null>
  heard(report: unknown): void
}

/** Milliseconds. The program is waiting to be closed. */
const patience = 3_000

export function workLine(send: (order: WorkOrder) => void): WorkLine {
  const waiting = new Map<number, (work: Work | null) => void>()
  let last = 0
  return {
    ask: () =>
      new Promise((resolve) => {
        last += 1
        const n = last
        const answer = (work: Work | null): void => {
          clearTimeout(end)
          waiting.delete(n)
          resolve(work)
        }
        const end = setTimeout(() => answer(null), patience)
        waiting.set(n, answer)
        send({ order: 'work', n })
      }),
    heard: (raw) => {
      const report = raw as WorkReport
      if (report.report === 'work') waiting.get(report.n)?.({ unsent: report.unsent, schema: report.schema })
    },
  }
}
