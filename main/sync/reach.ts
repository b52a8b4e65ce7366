/** What the loop knows of the way to the hub; without a loop nobody has tried yet. */
export interface Reach {
  readonly connection: 'online' | 'offline' | 'connecting' | 'stopped'
  /** ISO moments of the real clock, whatever day a demo company shows. `since`: `null` while nobody was met since the program started. */
  readonly since: string | null
  readonly nextTry: string | null
  readonly held: string | null
  readonly inStepAt: string | null
  readonly busy: boolean
}
/** Where the loop writes down how it stands, and where it is asked to hurry. */
export interface ReachCell {
  now: Reach
  /** Starts a round; absent where no loop runs. */
  start?: (() => void) | undefined
}
export const unknownReach = (at: string): ReachCell => ({
  now: { connection: 'connecting', since: at, nextTry: null, held: null, inStepAt: null, busy: false },
})

/** Days after the end of the lease in which capturing goes on, marked; then the device must meet its hub (`sync.md` 2.12). */
export const graceDays = 30
