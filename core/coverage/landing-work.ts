import { zero } from '../kernel/decimal.ts'
import { step } from '../kernel/explanation.ts'
import { add, put, remove, tell, type Change, type Now } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Code, Id, Wire } from '../kernel/shape.ts'
import type { Row } from '../kernel/record.ts'
import { changing, savedLine, withRecorded, type History } from '../contracts/changing.ts'
import { contractLines, plainLife, running, type ContractLine } from '../contracts/contract.ts'
import type { Fund, Movement } from '../funds/fund.ts'
import { changesOf, stampOf } from '../funds/holding.ts'
import type { Holding } from '../funds/moving.ts'
import { journalsOf, type Books } from '../funds/posting.ts'
import { reverse, reverseFaults } from '../funds/rules.ts'
import type { Entry } from './entry.ts'
import type { ContractFacts, CoverageFacts } from './facts.ts'
import { coverageWaits, keptSteps, landings, type Landing, type LandingPart } from './landing.ts'
import { walk, walkFaults, type Sale, type Walked } from './walking.ts'

export const landFaults = ['coverage.noContract', 'coverage.noTax', ...walkFaults] as const
export type LandFault = (typeof landFaults)[number]
export const takeBackFaults = reverseFaults
type Wait = Row<typeof coverageWaits>

/** What taking landings back needs: movements that funds made for them, and the lines that bill them. */
export interface TakingBack {
  readonly movements: ReadonlyMap<string, Movement>
  /** Movements that somebody took back by hand already. */
  readonly reversed: ReadonlySet<string>
  readonly histories: ReadonlyMap<string, History>
}

/** Lands entries one after the other, each on what those before it left: funds, included hours, numbers of lines. */
export class LandingWork {
  readonly #facts: CoverageFacts
  readonly #now: Now
  readonly #holdings: Map<string, Holding>
  readonly #landings = new Map<string, Landing[]>()
  readonly #numbers = new Map<string, number>()
  readonly #changes: Change[] = []
  constructor(facts: CoverageFacts, now: Now) {
    this.#facts = facts
    this.#now = now
    this.#holdings = new Map(facts.holdings)
  }

  land(entry: Entry): Landing | Refusal<LandFault> {
    const of = entry.contract === null ? undefined : this.#facts.contracts.get(entry.contract)
    if (!of) return this.#withoutContract(entry)
    const known = this.#landings.get(of.contract.id) ?? [...of.landings]
    const done = walk(entry, of, this.#facts, { holdings: this.#holdings, landings: known }, stampOf(this.#now))
    if (refused(done)) return done
    const lines = this.#linesOf(entry, of, done)
    if (refused(lines)) return lines
    for (const [id, holding] of done.holdings) this.#holdings.set(id, holding)
    this.#numbers.set(of.contract.id, (this.#numbers.get(of.contract.id) ?? of.lastNumber) + lines.length)
    this.#changes.push(...lines.map(({ line }) => add(contractLines, line)))
    const parts = done.parts.map((part, i) => {
      const sold = lines.find(({ sale }) => sale.part === i)
      return sold ? { ...part, line: sold.line.id } : part
    })
    return this.#record(landingOf(entry, { ...done, parts }, this.#now), known)
  }

  /** The funds as they stand by now. */
  get holdings(): ReadonlyMap<string, Holding> {
    return this.#holdings
  }

  /** Work for a project of an entity, without a contract: it can only land there. */
  #withoutContract(entry: Entry): Landing | Refusal<LandFault> {
    if (entry.project === null || entry.quantity === null) return refuse('coverage.noContract', { entry: entry.label })
    const unit = entry.kind === 'time' ? 'hours' : 'currency'
    const part: LandingPart = { rung: 'project', rule: 'project', quantity: entry.quantity, unit, fund: null, fundName: null, movement: null, line: null, repeats: null } // prettier-ignore
    const steps = [step('coverage.why.project', { project: ['text', entry.project] })]
    return this.#record(landingOf(entry, { parts: [part], steps, warnings: [], quantity: entry.quantity, unit, currency: entry.currency }, this.#now), []) // prettier-ignore
  }

  #record(landing: Landing, known: Landing[]): Landing {
    this.#changes.push(add(landings, landing), tell('coverage.landed', { landing: landing.id, entry: landing.entry, rung: landing.rung }))
    if (landing.contract !== null) this.#landings.set(landing.contract, [...known, landing])
    return landing
  }

  /** The lines that the next billing run bills, taxed and ordered as the contract's other lines are. */
  #linesOf(
    entry: Entry,
    of: ContractFacts,
    { sales }: Walked,
  ): readonly { readonly sale: Sale; readonly line: ContractLine }[] | Refusal<'coverage.noTax'> {
    const made = []
    const next = (this.#numbers.get(of.contract.id) ?? of.lastNumber) + 1
    for (const [i, sale] of sales.entries()) {
      // A line without codes is taxed by rule, and so is what is like it.
      const like =
        of.lines.find((line) => line.product === sale.product) ?? of.lines.find((line) => line.taxCodes.length > 0) ?? of.lines[0]
      const taxCodes = sale.taxCodes ?? like?.taxCodes
      if (!taxCodes) return refuse('coverage.noTax', { entry: entry.label, contract: of.contract.number })
      made.push({ sale, line: this.#lineOf(entry, of, sale, { number: next + i, taxCodes, poNumber: like?.poNumber ?? null }) })
    }
    return made
  }
  #lineOf(
    entry: Entry,
    { contract }: ContractFacts,
    { product, quantity, unitPrice, currency }: Sale,
    more: Pick<ContractLine, 'number' | 'taxCodes' | 'poNumber'>,
  ): ContractLine {
    return {
      ...running,
      ...more,
      id: this.#now.newId() as Id<'contractLines'>,
      contract: contract.id,
      entity: contract.entity,
      customer: contract.customer,
      product,
      version: this.#facts.sold.get(product)?.version.version ?? 1,
      description: entry.label,
      quantity,
      unitPrice,
      currency,
      months: 1,
      timing: 'advance',
      anchor: 'anniversary',
      start: entry.day,
      end: null,
      billedTo: null,
      kind: 'oneOff',
      life: { ...plainLife, signedOn: entry.day },
    }
  }

  /** The opposite of a landing: funds get back what they gave, and its lines come to nothing, so that the next run credits what was billed. */
  takeBack(landing: Landing, reason: string, facts: TakingBack): Landing | Refusal<(typeof takeBackFaults)[number]> {
    const after = new Map<string, Holding>()
    const day = this.#now.today
    for (const { movement: id } of landing.parts) {
      const movement = id === null || facts.reversed.has(id) ? undefined : facts.movements.get(id)
      const holding = movement && (after.get(movement.fund) ?? this.#holdings.get(movement.fund))
      if (!movement || !holding) continue
      const back = reverse(holding, stampOf(this.#now), movement, { day, reason })
      if (refused(back)) return back
      after.set(movement.fund, back)
    }
    for (const [id, holding] of after) this.#holdings.set(id, holding)
    for (const { line } of landing.parts) {
      const history = line === null ? undefined : facts.histories.get(line)
      if (!history) continue
      const gone = withRecorded(changing(history), { act: 'quantity', effective: history.line.start, quantity: zero, reason }, this.#now)
      this.#changes.push(...savedLine(gone))
    }
    const opposite: Landing = {
      ...landing,
      id: this.#now.newId() as Id<'landings'>,
      why: keptSteps([step('coverage.why.takenBack', { reason: ['text', reason] })]),
      warnings: [],
      reverses: landing.id,
      reason,
      landedAt: this.#now.at,
      landedBy: this.#now.caller.name,
    }
    this.#changes.push(add(landings, opposite), tell('coverage.takenBack', { landing: landing.id, entry: landing.entry }))
    const known = landing.contract === null ? undefined : this.#landings.get(landing.contract) ?? this.#facts.contracts.get(landing.contract)?.landings // prettier-ignore
    if (known) this.#landings.set(landing.contract!, known.filter((one) => one.id !== landing.id)) // prettier-ignore
    return opposite
  }

  /** An entry that could not land is remembered with its reason, as long as that is so. */
  wait(entry: Pick<Entry, 'id' | 'entity' | 'contract' | 'kind' | 'day' | 'label'>, fault: Refusal, known: Wait | undefined): void {
    const about = (fault.about ?? {}) as Wire
    if (known?.refusal === fault.refused && JSON.stringify(known.about) === JSON.stringify(about)) return
    const { id, entity, contract, kind, day, label } = entry
    const since = known?.since ?? this.#now.at
    this.#changes.push(put(coverageWaits, { entry: id as Code<'coverageWaits'>, entity, contract, kind, day, label, refusal: fault.refused, about, since })) // prettier-ignore
  }
  landed(known: Wait | undefined): void {
    if (known) this.#changes.push(remove(coverageWaits, known.entry))
  }

  changes(books: ReadonlyMap<string, Books>): Change[] {
    const moved = [...this.#holdings].filter(([id, holding]) => holding !== this.#facts.holdings.get(id))
    const own = (entity: Fund['entity'] | string): Holding[] => moved.map(([, holding]) => holding).filter(({ fund }) => fund.entity === entity) // prettier-ignore
    return [
      ...this.#changes,
      ...moved.flatMap(([id, holding]) => changesOf(this.#facts.holdings.get(id)!, holding)),
      ...[...books].flatMap(([entity, some]) => journalsOf(own(entity), some, this.#now)),
    ]
  }
}

function landingOf(
  entry: Entry,
  { parts, steps, warnings, quantity, unit, currency }: Pick<Walked, 'parts' | 'steps' | 'warnings' | 'quantity' | 'unit' | 'currency'>,
  now: Now,
): Landing {
  const rungs = new Set(parts.map(({ rung }) => rung))
  return {
    id: now.newId() as Id<'landings'>,
    entity: entry.entity,
    customer: entry.customer,
    contract: entry.contract,
    kind: entry.kind,
    entry: entry.id,
    day: entry.day,
    label: entry.label,
    quantity,
    unit,
    currency,
    rung: rungs.size === 1 ? parts[0]!.rung : 'several',
    parts,
    why: keptSteps(steps),
    warnings: keptSteps(warnings),
    reverses: null,
    reason: null,
    landedAt: now.at,
    landedBy: now.caller.name,
  }
}
