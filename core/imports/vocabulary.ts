import { anchors, timings } from '../contracts/contract.ts'

/** Words of spreadsheets, English and German, as one writes them without case, spaces and hyphens. */
const folded = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00ad_-]/g, '')
function words<T>(table: readonly (readonly [meaning: T, ...words: readonly string[]])[]): (word: string) => T | undefined {
  const known = new Map(table.flatMap(([meaning, ...all]) => all.map((word) => [folded(word), meaning] as const)))
  // Files repeat the same few spellings in every row.
  const seen = new Map<string, T | undefined>()
  return (word) => {
    if (seen.has(word)) return seen.get(word)
    const meaning = known.get(folded(word))
    if (seen.size < 1000) seen.set(word, meaning)
    return meaning
  }
}

/** Months in a billing period. */
export const monthsOf = words<number>([
  [1, 'Monthly', 'Month', 'per month', '1', '1 month', 'M', 'monatlich', 'Monat', 'pro Monat', '1 Monat'],
  [2, 'Bimonthly', 'Every two months', '2', '2 months', 'zweimonatlich', 'alle zwei Monate', '2 Monate'],
  [
    3,
    'Quarterly',
    'Quarter',
    'per quarter',
    '3',
    '3 months',
    'Q',
    'vierteljährlich',
    'vierteljaehrlich',
    'quartalsweise',
    'Quartal',
    '3 Monate',
  ],
  [
    6,
    'Half yearly',
    'Half-yearly',
    'Semi-annual',
    'Semi-annually',
    'Biannual',
    '6',
    '6 months',
    'halbjährlich',
    'halbjaehrlich',
    '6 Monate',
  ],
  [
    12,
    'Annual',
    'Annually',
    'Yearly',
    'Year',
    'per year',
    '12',
    '12 months',
    'Y',
    'A',
    'jährlich',
    'jaehrlich',
    'Jahr',
    'pro Jahr',
    '12 Monate',
  ],
  [24, 'Every two years', '24', '24 months', 'zweijährlich', 'alle zwei Jahre', '24 Monate'],
  [36, 'Every three years', '36', '36 months', 'dreijährlich', 'alle drei Jahre', '36 Monate'],
])

export const timingOf = words<(typeof timings)[number]>([
  ['advance', 'Advance', 'In advance', 'Prepaid', 'im Voraus', 'Voraus', 'vorab', 'vorschüssig', 'vorschuessig'],
  [
    'arrears',
    'Arrears',
    'In arrears',
    'Arrear',
    'Postpaid',
    'nachträglich',
    'nachtraeglich',
    'im Nachhinein',
    'nachschüssig',
    'nachschuessig',
  ],
])

export const anchorOf = words<(typeof anchors)[number]>([
  ['calendar', 'Calendar', 'Calendar month', 'Calendar period', 'Kalender', 'kalendarisch', 'Kalendermonat'],
  ['anniversary', 'Anniversary', 'Contract start', 'Start date', 'Vertragsbeginn', 'Jahrestag', 'Vertragsjahr', 'Stichtag'],
])
