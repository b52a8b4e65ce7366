/**
 * The rights that a role's entries stand for: `*` for all, `billing.*` for all of a module, `*.read` for the reading of everything,
 * anything else for itself. What no operation knows is left out: an entry of a module that is no longer there opens nothing.
 */
export function expandPermits(entries: Iterable<string>, known: readonly string[]): ReadonlySet<string> {
  const permits = new Set<string>()
  for (const entry of entries) for (const permit of known) if (covers(entry, permit)) permits.add(permit)
  return permits
}

export function covers(entry: string, permit: string): boolean {
  if (entry === '*' || entry === permit) return true
  if (entry.endsWith('.*')) return permit.startsWith(entry.slice(0, -1))
  return entry.startsWith('*.') && permit.endsWith(entry.slice(1))
}

/** Whether the entry opens anything at all. */
export const isKnownEntry = (entry: string, known: readonly string[]): boolean => known.some((permit) => covers(entry, permit))
