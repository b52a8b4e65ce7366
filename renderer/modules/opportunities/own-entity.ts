import { useCaller } from '../../app/harmony.tsx'

/** The legal entity of whoever works for one alone, as what a form begins with. */
export function useOwnEntity(): { readonly entity?: string } {
  const entities = useCaller()?.entities
  return Array.isArray(entities) && entities.length === 1 ? { entity: String(entities[0]) } : {}
}
