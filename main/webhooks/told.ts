import { modules } from '../../core/harmony.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { catalogueOf, type Told } from '../../core/webhooks/catalogue.ts'
import { readersOf, sampleOf, sampledBy } from '../../core/webhooks/sample.ts'

/** Every event of the product with a message of it, for whoever describes them. */
export function toldEvents(): readonly (Told & { readonly example: Wire })[] {
  const [readers, sampled] = [readersOf(modules), sampledBy(modules)]
  const about = { eventId: 'evt_5f0c1d3a9b7e4c2d8a6f1e0b3c5d7a9f', at: '2026-11-30T18:00:00.000Z' }
  return catalogueOf(modules).map((told) => ({ ...told, example: sampleOf({ event: told.event, ...about }, sampled, readers) }))
}
