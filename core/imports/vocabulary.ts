import { anchors, timings } from '../contracts/contract.ts'
import type { bookingTypes } from '../funds/fund.ts'
import type { priorities } from '../usage/incident.ts'
import type { readingKinds } from '../usage/usage-record.ts'
import type { expenseKinds } from '../work/entry.ts'

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

export const readingKindOf = words<(typeof readingKinds)[number]>([
  ['level', 'Level', 'Count', 'Snapshot', 'Number', 'Devices', 'Zählung', 'Zaehlung', 'Bestand', 'Anzahl', 'Stand am Tag'],
  ['amount', 'Amount', 'Consumption', 'Usage', 'Used', 'Verbrauch', 'Menge', 'Nutzung'],
  ['meter', 'Meter', 'Register', 'Reading', 'Meter reading', 'Counter', 'Zähler', 'Zaehler', 'Zählerstand', 'Zaehlerstand', 'Ablesung'],
])
export const flagOf = words<boolean>([
  [true, 'Yes', 'Y', 'True', '1', 'X', 'Ja', 'J', 'Wahr'],
  [false, 'No', 'N', 'False', '0', '-', 'Nein', 'Falsch'],
])
export const priorityOf = words<(typeof priorities)[number]>([
  ['P1', 'P1', '1', 'Prio 1', 'Priority 1', 'Critical', 'Emergency', 'Priorität 1', 'Kritisch', 'Notfall'],
  ['P2', 'P2', '2', 'Prio 2', 'Priority 2', 'High', 'Urgent', 'Priorität 2', 'Hoch', 'Dringend'],
  ['P3', 'P3', '3', 'Prio 3', 'Priority 3', 'Medium', 'Normal', 'Priorität 3', 'Mittel'],
  ['P4', 'P4', '4', 'Prio 4', 'Priority 4', 'Low', 'Priorität 4', 'Niedrig', 'Gering'],
])
export const bookingTypeOf = words<(typeof bookingTypes)[number]>([
  ['day', 'Day', 'Normal', 'Regular', 'Standard', 'Tag', 'Regulär'],
  ['night', 'Night', 'Out of hours', 'OOH', 'Nacht', 'Nachtarbeit'],
  ['weekend', 'Weekend', 'Saturday', 'Sunday', 'Wochenende', 'Samstag', 'Sonntag'],
  ['holiday', 'Holiday', 'Public holiday', 'Bank holiday', 'Feiertag'],
])
export const expenseKindOf = words<(typeof expenseKinds)[number]>([
  ['travel', 'Travel', 'Train', 'Flight', 'Taxi', 'Reise', 'Bahn', 'Flug', 'Fahrtkosten', 'Reisekosten'],
  ['mileage', 'Mileage', 'Car', 'Kilometergeld', 'Kilometer', 'PKW'],
  ['accommodation', 'Accommodation', 'Hotel', 'Übernachtung', 'Uebernachtung'],
  ['meals', 'Meals', 'Food', 'Per diem', 'Verpflegung', 'Spesen', 'Bewirtung'],
  ['material', 'Material', 'Materials', 'Hardware', 'Parts', 'Ware', 'Ersatzteile'],
  ['other', 'Other', 'Misc', 'Sonstiges', 'Andere'],
])

const mostLine = 999_999_999
/** The number of a line as a cell has it; `undefined` when it is none. */
export const lineNumberOf = (number: string | null | undefined): number | undefined =>
  number !== null && number !== undefined && /^\d+(\.0+)?$/.test(number) && Number(number) <= mostLine ? Number(number) : undefined
