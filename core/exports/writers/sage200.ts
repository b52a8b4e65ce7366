import { majorText } from '../../kernel/money.ts'
import { assert } from '../../kernel/refusal.ts'
import type { Wire } from '../../kernel/shape.ts'
import { untaxedKey } from '../defaults.ts'
import { britishDay, csvLine, fileWord, fitting } from '../csv.ts'
import type { BatchToWrite, Writer, WrittenJournal } from '../model.ts'
import { entityGrossOf, itemsOf, type Item } from '../taxed.ts'
import { documentOf } from './sage50.ts'

// Sage 200, import of transactions. Its versions call the columns differently, so what each is called is data (`layout` of the profile); nominal and tax analysis
// are repeated as often as the longest document needs (finance.md 6.2).

const heads = ['transactionType', 'accountNumber', 'date', 'reference', 'secondReference', 'exchangeRate', 'netValue', 'taxValue'] as const
const analyses = ['nominalAccount', 'nominalValue', 'nominalNarrative', 'taxCode', 'taxGoods', 'taxValueOf'] as const
type Name = (typeof heads)[number] | (typeof analyses)[number]

const usual: Readonly<Record<Name, string>> = {
  transactionType: 'TransactionType', accountNumber: 'AccountNumber', date: 'TransactionDate', reference: 'Reference', secondReference: 'SecondReference', exchangeRate: 'ExchangeRate',
  netValue: 'NetValue', taxValue: 'TaxValue', nominalAccount: 'NominalAnalysisNominalAccountNumber', nominalValue: 'NominalAnalysisTransactionValue',
  nominalNarrative: 'NominalAnalysisNominalAnalysisNarrative', taxCode: 'TaxAnalysisTaxRate', taxGoods: 'TaxAnalysisGoodsValueBeforeDiscount', taxValueOf: 'TaxAnalysisTaxOnGoodsValue',
} // prettier-ignore
const usualTypes: Readonly<Record<string, string>> = {
  invoice: '4',
  creditNote: '5',
  supplierInvoice: '4',
  supplierCredit: '5',
  journal: 'NJ',
}

const said = (layout: Wire, name: string): string | undefined => {
  const value =
    typeof layout === 'object' && layout !== null && !Array.isArray(layout) ? (layout as Readonly<Record<string, Wire>>)[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

interface Analysis {
  readonly nominal: string
  readonly net: bigint
  readonly tax: bigint
  readonly key: string
}
interface Row {
  readonly journal: WrittenJournal
  readonly control: Item | undefined
  readonly analyses: readonly Analysis[]
}

function rowOf(journal: WrittenJournal): Row {
  const items = itemsOf(journal)
  const control = documentOf(journal, items)
  if (!control) {
    const lines = journal.lines.filter((line) => line.entityAmount !== 0n)
    return { journal, control, analyses: lines.map((line) => ({ nominal: line.local, net: line.entityAmount, tax: 0n, key: untaxedKey.sage200! })) }
  }
  // A document is written from the side of whoever owes: amounts of an invoice are positive, whichever side of the ledger they are on.
  const sign = entityGrossOf(control) < 0n ? 1n : -1n
  return {
    journal,
    control,
    analyses: items.flatMap((item) => (item === control ? [] : [{ nominal: item.local, net: item.entityNet * sign, tax: item.entityTax * sign, key: item.tax?.key ?? untaxedKey.sage200! }])),
  }
} // prettier-ignore

function cellsOf(batch: BatchToWrite, { journal, control, analyses: of }: Row, width: number): readonly string[] {
  const amount = (minor: bigint): string => majorText(batch.currency, minor)
  const type = control ? journal.document : 'journal'
  const head = [
    said(batch.profile.layout, `type.${type}`) ?? usualTypes[type] ?? '',
    control?.party?.number ?? '',
    britishDay(journal.postedOn),
    fitting(journal.number, 20),
    fitting(journal.narrative ?? '', 20),
    '1',
    amount(of.reduce((sum, one) => sum + one.net, 0n)),
    amount(of.reduce((sum, one) => sum + one.tax, 0n)),
  ]
  const narrative = fitting(journal.party?.name ?? journal.narrative ?? journal.number, 60)
  const each = of.flatMap(({ nominal, net, tax, key }) => [nominal, amount(net), narrative, key, amount(net), amount(tax)])
  return [...head, ...each, ...Array.from({ length: (width - of.length) * analyses.length }, () => '')]
}

export const sage200: Writer = (batch) => {
  const rows = batch.journals.map(rowOf).filter((row) => row.analyses.length > 0)
  const width = rows.reduce((most, row) => (row.analyses.length > most ? row.analyses.length : most), 0)
  const named = (name: Name): string => said(batch.profile.layout, name) ?? usual[name]
  const columns = [
    ...heads.map(named),
    ...Array.from({ length: width }, (_, i) => analyses.map((name) => `${named(name)}/${i + 1}`)).flat(),
  ]
  const booked = new Map<string, bigint>()
  const book = (local: string, minor: bigint): void => void booked.set(local, (booked.get(local) ?? 0n) + minor)
  for (const { journal, control } of rows) {
    if (!control) for (const line of journal.lines) book(line.local, line.entityAmount)
    else
      for (const item of itemsOf(journal)) {
        book(item.local, item.entityNet)
        if (item.taxLocal !== null) book(item.taxLocal, item.entityTax)
      }
    assert(control || journal.lines.reduce((sum, line) => sum + line.entityAmount, 0n) === 0n, `journal ${journal.number} balances`)
  }
  return {
    name: `${fileWord(batch.number)}-${batch.month}-sage200.csv`,
    mime: 'text/csv',
    encoding: 'utf-8',
    content: [csvLine(columns), ...rows.map((row) => csvLine(cellsOf(batch, row, width)))].join(''),
    booked,
  }
}
