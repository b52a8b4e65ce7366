import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { landingOfMovement } from './reads.ts'
import { landings, type Landing } from './landing.ts'

/** Why an entry landed where it did: by the landing, the entry, or the movement of a fund. */
export const whyHere = query({
  name: 'coverage.why',
  zone: 'operations',
  permit: 'coverage.read',
  input: shape({ landing: maybe(idOf('landings')), entry: maybe(text), movement: maybe(idOf('fundMovements')) }),
  output: shape({ landing: landings.shape, isReversed: flag }),
  refusals: ['coverage.unknownLanding'],
  ask: async ({ landing: id, entry, movement }, read) => {
    const found = await landingBy(
      id ?? (movement === null ? null : ((await read.ask(landingOfMovement, { movement }))[0]?.id ?? null)),
      entry,
    )
    if (!found) return refuse('coverage.unknownLanding', { landing: id ?? entry ?? movement ?? '' })
    const back = await read.list(landings, { where: { field: 'reverses', is: 'equal', value: found.id }, limit: 1 })
    return { landing: found, isReversed: back.length > 0 }

    async function landingBy(one: string | null, of: string | null): Promise<Landing | undefined> {
      if (one !== null) return read.get(landings, one)
      if (of === null) return undefined
      const rows = await read.list(landings, { where: { field: 'entry', is: 'equal', value: of }, limit: 10 })
      return rows.find((row) => row.reverses === null)
    }
  },
})
