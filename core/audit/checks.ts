import type { Now, Read } from '../kernel/operation.ts'
import type { Answer, Question } from '../kernel/record.ts'
import type { Value } from '../kernel/shape.ts'
import { allTracedCharges, beforeAll } from '../billing/facts.ts'
import { replay, type ChargeTrace } from '../billing/trace.ts'
import {
  brokenLog, countOf, lateJournals, numberGaps, overlappingCharges, unbalancedJournals, wrongBalances, wrongInvoiceSums, wrongOpenItems, wrongReceivables, wrongReceived, wrongSettlements, wrongRuns, wrongCredits, wrongAccruals, wrongExports, wrongTaxes, wrongColumns, wrongDeferred, wrongPrepaid, wrongFunds, wrongPairs, wrongReversals, wrongExported,
} from './facts.ts' // prettier-ignore
import { checkConversions, checkTranslations } from './conversions.ts'
import type { checkResult } from './result.ts'
import { checkEvents, checkSnapshots, type RatesChecked } from './rates.ts'
import { checkRetranslated } from './retranslated.ts'
import { walkSeals } from './seals.ts'

export type CheckResult = Value<typeof checkResult>
type Fault = NonNullable<CheckResult['fault']>

/** The invariants of the database, by name; each one is also a word. */
export const checkNames = [
  'audit.journalsBalance', 'audit.numbersWithoutGaps', 'audit.periodsOnce', 'audit.invoicesAddUp', 'audit.receivablesAgree', 'audit.openItemsAgree', 'audit.settlementsAgree', 'audit.receivedAgrees', 'audit.balancesAgree', 'audit.runsComplete', 'audit.creditsAgree',
  'audit.deferredAgrees', 'audit.prepaidAgrees', 'audit.fundsAgree', 'audit.accruedAgrees', 'audit.taxesAgree', 'audit.exportsAgree', 'audit.columnsAgree', 'audit.pairsAgree', 'audit.monthsClosed',
  'audit.reversalsMirror', 'audit.journalsExported', 'audit.ratesHold', 'audit.eventsShareRates', 'audit.conversionsHold', 'audit.differencesTranslated', 'audit.retranslated',
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
  { check: 'audit.settlementsAgree', record: 'openItems', count: 'settlements', question: wrongSettlements },
  { check: 'audit.receivedAgrees', record: 'costLines', count: 'received', question: wrongReceived },
  { check: 'audit.balancesAgree', record: 'balances', count: 'balances', question: wrongBalances },
  { check: 'audit.runsComplete', record: 'billingRuns', count: 'runs', question: wrongRuns },
  { check: 'audit.creditsAgree', record: 'invoices', count: 'invoices', question: wrongCredits },
  { check: 'audit.deferredAgrees', record: 'recognitions', count: 'deferred', question: wrongDeferred },
  { check: 'audit.prepaidAgrees', record: 'prepaidCosts', count: 'prepaid', question: wrongPrepaid },
  { check: 'audit.fundsAgree', record: 'fundLots', count: 'lots', question: wrongFunds },
  { check: 'audit.taxesAgree', record: 'journals', count: 'journals', question: wrongTaxes },
  { check: 'audit.accruedAgrees', record: 'accruals', count: 'accrued', question: wrongAccruals },
  { check: 'audit.columnsAgree', record: 'journals', count: 'journals', question: wrongColumns },
  { check: 'audit.pairsAgree', record: 'journals', count: 'pairs', question: wrongPairs },
  { check: 'audit.monthsClosed', record: 'journals', count: 'locked', question: lateJournals },
  { check: 'audit.exportsAgree', record: 'exportBatches', count: 'exportBatches', question: wrongExports },
  { check: 'audit.journalsExported', record: 'journals', count: 'exportedJournals', question: wrongExported },
  { check: 'audit.reversalsMirror', record: 'journals', count: 'reversals', question: wrongReversals },
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
  const walked = (check: CheckName, { records, fault }: RatesChecked): CheckResult =>
    result(check, records, fault && faultOf(fault.record, fault.id, { expected: fault.expected, found: fault.found }))
  if (only.includes('audit.ratesHold')) results.push(walked('audit.ratesHold', await checkSnapshots(read)))
  if (only.includes('audit.eventsShareRates')) results.push(walked('audit.eventsShareRates', await checkEvents(read)))
  if (only.includes('audit.conversionsHold')) results.push(walked('audit.conversionsHold', await checkConversions(read)))
  if (only.includes('audit.differencesTranslated'))
    results.push(walked('audit.differencesTranslated', await checkTranslations(read, counts?.differences ?? 0)))
  if (only.includes('audit.retranslated')) results.push(walked('audit.retranslated', await checkRetranslated(read)))
  if (only.includes('audit.sealsIntact')) results.push(walked('audit.sealsIntact', await walkSeals(read, now)))
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
