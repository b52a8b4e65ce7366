import { useQuery } from '@tanstack/react-query'
import { useHarmony } from './harmony.tsx'
import { kept, useStore } from './store.ts'

/** How the desktop stands with updates; the main process says so. In a browser there is nothing to update. */
export interface UpdateStanding {
  readonly mode: 'off' | 'notify' | 'background'
  readonly current: string
  readonly state: 'off' | 'unknown' | 'current' | 'available' | 'fetching' | 'ready' | 'unreachable' | 'refused'
  readonly version: string | null
  readonly obstacle: 'os' | 'glibc' | 'manual' | 'tooOld' | 'database' | 'failed' | null
  readonly fault: string | null
  readonly checkedAt: string | null
}
/** The part of a port that a desktop has. */
export interface Updates {
  standing(): Promise<UpdateStanding>
  /** Asks the feed now. */
  check(): Promise<UpdateStanding>
  /** Ends the program and starts it again: what is ready is installed then. */
  restart(): Promise<UpdateStanding>
}

/** Milliseconds between looks at what the main process knows. */
const often = 60_000

export function useUpdateStanding(): { readonly standing: UpdateStanding | undefined; readonly look: () => void } {
  const { updates } = useHarmony().port
  const { data, refetch } = useQuery({
    queryKey: ['desktop', 'updates'],
    queryFn: () => updates!.standing(),
    enabled: updates !== undefined,
    refetchInterval: often,
  })
  return { standing: data, look: () => void refetch() }
}

/** The version whose changes the person knows of; another one is news once. */
const known = kept<{ readonly version: string | null }>('version', { version: null })
export function useNewVersion(): { readonly version: string | null; readonly seen: () => void } {
  const { version } = useHarmony().manifest
  const before = useStore(known).version
  const seen = (): void => known.set({ version })
  return { version: before === null || before === version ? null : version, seen }
}
/** Whoever begins with a version has not been given it as news. */
export const beginWith = (version: string): void => {
  if (known.get().version === null) known.set({ version })
}
