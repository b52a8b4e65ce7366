import { addMonths, type Day } from '../kernel/day.ts'
import type { Read } from '../kernel/operation.ts'
import type { Asked } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { invoicedCharges } from './reads.ts'
import type { Invoiced } from './replaying.ts'

/** Months looked back on, unless somebody asks for others. */
const months = 12
/** Charges that one question may look at; beyond, a single customer is a better question. */
export const mostCharges = 200_000
const portion = 5000

export interface Window {
  readonly from: Day
  /** Exclusive. */
  readonly to: Day
}
/** Twelve months, to the end of the next one: what is billed in advance is invoiced by then. */
export function windowOf(
  today: Day,
  { from, to }: { readonly from: Day | null; readonly to: Day | null },
): Window | Refusal<'lab.endBeforeStart'> {
  const end = to ?? addMonths(`${today.slice(0, 7)}-01` as Day, 2)
  const begin = from ?? addMonths(end, -months)
  return begin < end ? { from: begin, to: end } : refuse('lab.endBeforeStart', { from: begin, to: end })
}

type Wanted = Omit<Asked<typeof invoicedCharges>, 'after' | 'limit'>
/** All that was invoiced, a portion at a time; as they were charged, so that each correction comes behind what it corrects. */
export async function readInvoiced(read: Read, wanted: Wanted): Promise<Invoiced[] | Refusal<'lab.tooMuch'>> {
  const found: Invoiced[] = []
  for (let after: Id<'charges'> | null = null; ;) {
    const some: readonly Invoiced[] = await read.ask(invoicedCharges, { ...wanted, after, limit: portion })
    found.push(...some)
    if (some.length < portion) return found
    if (found.length >= mostCharges) return refuse('lab.tooMuch', { limit: `${mostCharges}` })
    after = some.at(-1)!.id
  }
}
