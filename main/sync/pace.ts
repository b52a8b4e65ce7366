/** Milliseconds for which laying rows may keep a capture waiting (`sync.md` 2.4). */
const slice = 10
const fewest = 50
const most = 5_000

/** How many rows are laid in one transaction: as many as this machine lays in a slice of time, so that whoever captures never waits longer. */
export interface Pace {
  readonly rows: number
  /** Does something to so many rows, and learns from how long it took. */
  timed<T>(rows: number, work: () => Promise<T>): Promise<T>
}

export function pace(monotonic: () => number, begin = 500): Pace {
  let rows = begin
  return {
    get rows() {
      return rows
    },
    timed: async (count, work) => {
      const began = monotonic()
      const done = await work()
      const took = Math.max(1, monotonic() - began)
      // A few rows say little about many; and one slow moment of the disk is no reason to crawl.
      if (count >= rows / 2) rows = Math.round(Math.min(most, Math.max(fewest, rows / 3, Math.min((rows * slice) / took, rows * 2))))
      return done
    },
  }
}
