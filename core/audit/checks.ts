import { decimalText, multiply, ratio, ratioOf, roundHalfAway } from '../kernel/decimal.ts'
import type { Now, Read } from '../kernel/operation.ts'
import type { Answer, Question } from '../kernel/record.ts'
import type { Value } from '../kernel/shape.ts'
import { allTracedCharges, beforeAll } from '../billing/facts.ts'
import { replay, type ChargeTrace } from '../billing/trace.ts'
import { sealOf } from '../ledger/seal.ts'
import {
  brokenLog, countOf, numberGaps, overlappingCharges, sealedCharges, sealedDocuments, sealedLines, sealedTaxes, seriesList, unbalancedJournals, wrongBalances, wrongInvoiceSums,
  wrongOpenItems, wrongReceivables, wrongRuns,
} from './facts.ts' // prettier-ignore
import type { checkResult } from './result.ts'

export type CheckResult = Value<typeof checkResult>
type Fault = NonNullable<CheckResult['fault']>

/** The invariants of the database, by name; each one is also a word. */
export const checkNames = [
  'audit.journalsBalance', 'audit.numbersWithoutGaps', 'audit.periodsOnce', 'audit.invoicesAddUp', 'audit.receivablesAgree', 'audit.openItemsAgree', 'audit.balancesAgree', 'audit.runsComplete',
  'audit.tracesReplay', 'audit.sealsIntact', 'audit.logIntact',
] as const // prettier-ignore
export type CheckName = (typeof checkNames)[number]

const result = (check: CheckName, records: number, fault: Fault | null): CheckResult => ({ check, ok: fault === null, records, fault })
const faultOf = (record: string, id: string, about: Readonly<Record<string, string>>): Fault => ({ record, id, about })

type FaultQuestion = Question<
  string,
  Record<never, never>,
  {
    id: (typeof unbalancedJournals.answers.fields)['id']
    expected: (typeof unbalancedJournals.answers.fields)['id']
    found: (typeof unbalancedJournals.answers.fields)['id']
  }
>
/** Invariants that one statement can judge: the database names the first record that breaks them. */
const inSql: readonly {
  readonly check: CheckName
  readonly record: string
  readonly count: keyof Answer<typeof countOf>
  readonly question: FaultQuestion
}[] = [
  { check: 'audit.journalsBalance', record: 'journals', count: 'journals', question: unbalancedJournals },
  { check: 'audit.numbersWithoutGaps', record: 'numberSeries', count: 'series', question: numberGaps },
  { check: 'audit.periodsOnce', record: 'charges', count: 'charges', question: overlappingCharges },
  { check: 'audit.invoicesAddUp', record: 'invoices', count: 'invoices', question: wrongInvoiceSums },
  { check: 'audit.receivablesAgree', record: 'journals', count: 'journals', question: wrongReceivables },
  { check: 'audit.openItemsAgree', record: 'openItems', count: 'openItems', question: wrongOpenItems },
  { check: 'audit.balancesAgree', record: 'balances', count: 'balances', question: wrongBalances },
  { check: 'audit.runsComplete', record: 'billingRuns', count: 'runs', question: wrongRuns },
]

/** Charges that one page reads. */
const page = 2000

async function replayAll(read: Read): Promise<CheckResult> {
  let records = 0
  for (let after = beforeAll as Answer<typeof allTracedCharges>['id']; ;) {
    const found = await read.ask(allTracedCharges, { after, limit: page })
    for (const charge of found) {
      records += 1
      const again = replay(charge.trace as unknown as ChargeTrace)
      if (again !== charge.net)
        return result(
          'audit.tracesReplay',
          records,
          faultOf('charges', charge.id, { expected: again.toString(), found: charge.net.toString() }),
        )
    }
    if (found.length < page) return result('audit.tracesReplay', records, null)
    after = found[found.length - 1]!.id
  }
}

/** Documents that one page of seals reads. */
const sealPage = 500

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

/** Recomputes taxes and seals of every document in the order of its numbers, and compares the head of each chain with its series. */
async function walkSeals(read: Read, now: Now): Promise<CheckResult> {
  let records = 0
  const bad = (record: string, id: string, expected: string, found: string): CheckResult =>
    result('audit.sealsIntact', records, faultOf(record, id, { expected, found }))
  for (const series of await read.ask(seriesList, {})) {
    let seal: string | null = null
    for (let after = 0; ;) {
      const documents: readonly Answer<typeof sealedDocuments>[] = await read.ask(sealedDocuments, {
        series: series.series,
        after,
        limit: sealPage,
      })
      const ids = documents.map((d) => d.id)
      const [charges, taxes, lines] = await Promise.all([
        read.ask(sealedCharges, { documents: ids }),
        read.ask(sealedTaxes, { documents: ids }),
        read.ask(sealedLines, { documents: ids }),
      ])
      const [byCharge, byTax, byLine] = [
        groupBy(charges, (c) => c.invoice),
        groupBy(taxes, (t) => t.invoice),
        groupBy(lines, (l) => l.journal as string),
      ]
      for (const document of documents) {
        records += 1
        const own = { charges: byCharge.get(document.id) ?? [], taxes: byTax.get(document.id) ?? [], lines: byLine.get(document.id) ?? [] }
        const wrong = own.taxes.find((t) => t.amount !== roundHalfAway(multiply(multiply(ratio(t.base), ratioOf(t.rate)), ratio(1n, 100n))))
        if (wrong) return bad('invoices', document.id, `${decimalText(wrong.rate)} % of ${wrong.base}`, `${wrong.amount}`)
        seal = sealOf(seal, { ...document, ...own, taxes: own.taxes.map((t) => ({ ...t, rate: decimalText(t.rate) })) }, now.digest)
        if (seal !== document.seal) return bad('invoices', document.id, seal, document.seal ?? '')
      }
      if (documents.length < sealPage) break
      after = documents[documents.length - 1]!.sequence
    }
    if (seal !== series.seal) return bad('numberSeries', series.series, seal ?? '', series.seal ?? '')
  }
  return result('audit.sealsIntact', records, null)
}

/** Every invariant, one after the other; memory stays flat whatever the size of the database. */
export async function checkAll(read: Read, now: Now, only: readonly CheckName[] = checkNames): Promise<readonly CheckResult[]> {
  const [counts] = await read.ask(countOf, {})
  const results: CheckResult[] = []
  for (const { check, record, count, question } of inSql) {
    if (!only.includes(check)) continue
    const [fault] = await read.ask(question, {})
    results.push(
      result(check, counts?.[count] ?? 0, fault ? faultOf(record, fault.id, { expected: fault.expected, found: fault.found }) : null),
    )
  }
  if (only.includes('audit.tracesReplay')) results.push(await replayAll(read))
  if (only.includes('audit.sealsIntact')) results.push(await walkSeals(read, now))
  if (only.includes('audit.logIntact')) {
    const [log] = await read.ask(brokenLog, {})
    results.push(
      result(
        'audit.logIntact',
        log?.calls ?? 0,
        log && log.record !== null ? faultOf(log.record, log.id ?? '', { expected: log.expected ?? '', found: log.found ?? '' }) : null,
      ),
    )
  }
  return results
}
