/** The group's chart: shared code, names, side, and the codes of the entities' own books (Germany: SKR03; where none stands, the shared one). */
const chart: readonly (readonly [code: string, en: string, de: string, side: string, germany: string | null, india: string | null])[] = [
  ['1100', 'Accounts receivable', 'Forderungen aus Lieferungen und Leistungen', 'asset', '1400', '1300'],
  ['1200', 'Bank', 'Bank', 'asset', '1200', null],
  ['1400', 'Accrued income and work in progress', 'Unfertige Leistungen und noch nicht berechnete Erlöse', 'asset', '7080', null],
  ['1500', 'Intercompany receivable', 'Forderungen gegen verbundene Unternehmen', 'asset', '1594', null],
  ['2100', 'Accounts payable', 'Verbindlichkeiten aus Lieferungen und Leistungen', 'liability', '1600', null],
  ['2200', 'Deferred revenue', 'Passive Rechnungsabgrenzung', 'liability', '0990', null],
  ['2210', 'Prepaid funds', 'Verbindlichkeiten aus Guthaben von Kunden', 'liability', '1710', null],
  ['2300', 'VAT and GST on sales', 'Umsatzsteuer', 'liability', '1776', null],
  ['2400', 'Intercompany payable', 'Verbindlichkeiten gegenüber verbundenen Unternehmen', 'liability', '0700', null],
  ['3900', 'Currency translation reserve', 'Ausgleichsposten aus der Währungsumrechnung', 'equity', null, null],
  ['4100', 'Recurring revenue', 'Erlöse aus laufenden Verträgen', 'income', '8400', null],
  ['4200', 'Consumption revenue', 'Erlöse nach Verbrauch', 'income', '8401', null],
  ['4300', 'Service revenue', 'Erlöse aus Dienstleistungen', 'income', '8402', null],
  ['4400', 'Hardware revenue', 'Erlöse aus Hardware', 'income', '8403', null],
  ['4500', 'Intercompany revenue', 'Erlöse mit verbundenen Unternehmen', 'income', '8404', null],
  ['4900', 'Breakage', 'Erlöse aus verfallenen Guthaben', 'income', '8405', null],
  ['5100', 'Purchases', 'Wareneingang', 'expense', '3400', null],
  ['5200', 'Recurring supplier cost', 'Laufende Fremdleistungen', 'expense', '3100', null],
  ['5300', 'Loaded labour', 'Personaleinzelkosten', 'expense', '4120', null],
  ['5400', 'Intercompany cost', 'Fremdleistungen verbundener Unternehmen', 'expense', '3106', null],
  ['7100', 'Exchange gains and losses', 'Kursgewinne und Kursverluste', 'expense', '2660', null],
  ['7200', 'Bank charges', 'Kosten des Geldverkehrs', 'expense', '4970', null],
  ['7900', 'Rounding', 'Rundungsdifferenzen', 'expense', null, null],
]

export const accountRows = chart.map(([code, en, de, side, germany, india]) => ({
  code,
  names: { en, de },
  side,
  local: { NLUK: code, NLDE: germany ?? code, NLIN: india ?? code },
}))
