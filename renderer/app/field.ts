import { useAsk } from './ask.ts'
import { useHarmony } from './harmony.tsx'

/** How a device in the field stands with its hub. */
export interface FieldStanding {
  /** Address of the hub. */
  readonly hub: string | null
  readonly connection: 'online' | 'offline' | 'connecting' | 'stopped' | null
  /** Since when the line is as it is; `null` where the program has met nobody since it started. */
  readonly since: string | null
  readonly doing: { readonly phase: 'sending' | 'loading' | 'getting'; readonly done: number; readonly of: number } | null
  /** When the device tries again by itself, after a round that failed. */
  readonly nextTry: string | null
  readonly held: string | null
  readonly leaseUntil: string | null
  readonly captureUntil: string | null
  readonly lastMet: string | null
  readonly inStepAt: string | null
  readonly unsent: number
  readonly oldest: string | null
  readonly needsYou: number
  /** Seconds that bring the device's clock to head office's, as they stood when it was last met. */
  readonly clockOffset: number | null
}

export const useInField = (): boolean => useHarmony().manifest.installation.shape === 'field'

/** `undefined` anywhere but on a device in the field. */
export function useFieldStanding(): FieldStanding | undefined {
  const inField = useInField()
  const { data } = useAsk<FieldStanding>('sync.status', {}, { enabled: inField, every: 3_000 })
  return inField ? data : undefined
}

interface Badges {
  readonly rows: readonly { readonly record: string; readonly id: string; readonly state: 'pending' | 'needsYou' }[]
}
/** Whether something captured here still lies on a row. One question serves all rows on screen. */
export function useBadge(record: string | undefined, id: string | undefined): 'pending' | 'needsYou' | undefined {
  const inField = useInField()
  const { data } = useAsk<Badges>('sync.badges', {}, { enabled: inField, every: 3_000 })
  return inField ? data?.rows.find((row) => row.record === record && row.id === id)?.state : undefined
}
