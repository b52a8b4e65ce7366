/**
 * The chart of accounts that a group begins with: every account that Harmony posts to by itself, with its side and the code that it bears in the books of some
 * countries (Germany: SKR03; where none stands, the shared one).
 */
const chart = [
  ['1100', 'Accounts receivable', 'Forderungen aus Lieferungen und Leistungen', 'asset', '1400', '1300'],
  ['1190', 'Receivables: unrealised exchange differences', 'Forderungen: nicht realisierte Kursdifferenzen', 'asset', '1498', null],
  ['1200', 'Bank', 'Bank', 'asset', '1200', null],
  ['1280', 'Card payments in clearing', 'Kartenzahlungen in Verrechnung', 'asset', '1362', null],
  ['1290', 'Clearing', 'Verrechnung', 'asset', '1360', null],
  ['1400', 'Accrued income and work in progress', 'Unfertige Leistungen und noch nicht berechnete Erlöse', 'asset', '7080', null],
  ['1450', 'Payments in advance to suppliers', 'Geleistete Anzahlungen', 'asset', '1510', null],
  ['1480', 'Prepaid costs', 'Aktive Rechnungsabgrenzung', 'asset', '0980', null],
  ['1500', 'Intercompany receivable', 'Forderungen gegen verbundene Unternehmen', 'asset', '1594', null],
  ['2100', 'Accounts payable', 'Verbindlichkeiten aus Lieferungen und Leistungen', 'liability', '1600', null],
  ['2120', 'Receipts not applied yet', 'Noch nicht zugeordnete Zahlungseingänge', 'liability', '1717', null],
  ['2150', 'Received, not invoiced yet', 'Erhalten, noch nicht berechnet', 'liability', '1601', null],
  ['2190', 'Payables: unrealised exchange differences', 'Verbindlichkeiten: nicht realisierte Kursdifferenzen', 'liability', '1658', null],
  ['2200', 'Deferred revenue', 'Passive Rechnungsabgrenzung', 'liability', '0990', null],
  ['2210', 'Prepaid funds', 'Verbindlichkeiten aus Guthaben von Kunden', 'liability', '1710', null],
  ['2300', 'VAT and GST on sales', 'Umsatzsteuer', 'liability', '1776', null],
  ['2310', 'VAT and GST on purchases', 'Vorsteuer', 'asset', '1576', null],
  ['2400', 'Intercompany payable', 'Verbindlichkeiten gegenüber verbundenen Unternehmen', 'liability', '0700', null],
  ['2490', 'Intercompany: unrealised exchange differences', 'Konzern: nicht realisierte Kursdifferenzen', 'liability', '0709', null],
  ['3800', 'Results of earlier years', 'Ergebnisse früherer Jahre', 'equity', '0860', null],
  ['3900', 'Currency translation reserve', 'Ausgleichsposten aus der Währungsumrechnung', 'equity', null, null],
  ['4100', 'Recurring revenue', 'Erlöse aus laufenden Verträgen', 'income', '8400', null],
  ['4200', 'Consumption revenue', 'Erlöse nach Verbrauch', 'income', '8401', null],
  ['4300', 'Service revenue', 'Erlöse aus Dienstleistungen', 'income', '8402', null],
  ['4400', 'Hardware revenue', 'Erlöse aus Hardware', 'income', '8403', null],
  ['4500', 'Intercompany revenue', 'Erlöse mit verbundenen Unternehmen', 'income', '8404', null],
  ['4900', 'Breakage', 'Erlöse aus verfallenen Guthaben', 'income', '8405', null],
  ['5100', 'Purchases', 'Wareneingang', 'expense', '3400', null],
  ['5150', 'Purchase price differences', 'Preisdifferenzen im Einkauf', 'expense', '3990', null],
  ['5190', 'Discounts received', 'Erhaltene Skonti', 'expense', '3730', null],
  ['5200', 'Recurring supplier cost', 'Laufende Fremdleistungen', 'expense', '3100', null],
  ['5300', 'Loaded labour', 'Personaleinzelkosten', 'expense', '4120', null],
  ['5390', 'Labour taken up', 'Verrechnete Personalkosten', 'expense', '4129', null],
  ['5400', 'Intercompany cost', 'Fremdleistungen verbundener Unternehmen', 'expense', '3106', null],
  ['7100', 'Exchange gains and losses', 'Kursgewinne und Kursverluste', 'expense', '2660', null],
  ['7110', 'Tax at another rate', 'Steuer zu anderem Kurs', 'expense', '2661', null],
  ['7120', 'Unrealised exchange differences', 'Nicht realisierte Kursdifferenzen', 'expense', '2662', null],
  ['7200', 'Bank charges', 'Kosten des Geldverkehrs', 'expense', '4970', null],
  ['7300', 'Bad debts', 'Forderungsverluste', 'expense', '2400', null],
  ['7900', 'Rounding', 'Rundungsdifferenzen', 'expense', null, null],
] as const satisfies readonly (readonly [
  code: string,
  en: string,
  de: string,
  side: string,
  germany: string | null,
  india: string | null,
])[]

export const standardChart = chart.map(([code, en, de, side, germany, india]) => ({
  code,
  names: { en, de },
  side,
  byCountry: { DE: germany, IN: india } as Readonly<Record<string, string | null>>,
}))

/** What an account is called in the books of a country, where the law or custom there has a chart of its own. */
export const localCode = ({ code, byCountry }: (typeof standardChart)[number], country: string): string => byCountry[country] ?? code

const byCode = new Map<string, (typeof standardChart)[number]>(standardChart.map((account) => [account.code, account]))
/** What an account of the shared chart is called in the books of a country; `undefined` of one that a house has made itself. */
export function usualCode(account: string, country: string): string | undefined {
  const standard = byCode.get(account)
  return standard && localCode(standard, country)
}
