import { decimalText } from '../../kernel/decimal.ts'
import { step, type Step } from '../../kernel/explanation.ts'
import { refuse, type Refusal } from '../../kernel/refusal.ts'
import { aDecimal, choice, codeOf, count, flag, maybe, shape, type Of, type Shape } from '../../kernel/shape.ts'
import { counted } from '../behaviour.ts'

/** How the price is raised; margin, floor and cap in per cent. Terms as contract lines keep them. */
const anUplift = shape({
  by: choice('index', 'fixed'),
  /** As `UK-CPI`. */
  index: maybe(codeOf('indexSeries')),
  /** Months between the value of the index that counts and the day of the new price. */
  lagMonths: maybe(count),
  margin: aDecimal,
  floorPercent: maybe(aDecimal),
  capPercent: maybe(aDecimal),
  /** A falling index never lowers the price. */
  ratchet: flag,
  decimals: maybe(count),
})
/** What every product says of how it goes on. */
export const renewTerms = {
  /** Months for which the price stays as it is. */
  priceBindingMonths: maybe(count),
  uplift: maybe(anUplift),
  /** May a line end with the contract's other lines, with a first period that is shorter? */
  coTermAllowed: flag,
  /** May the quantity go down within a term? */
  decreaseAllowed: flag,
}
type RenewTerms = Of<Shape<typeof renewTerms>>

/** Of products that renew: notice days are counted back from the last day of the term. */
export const noticeTerms = {
  noticeDays: count,
  /** Notice that we owe the customer. */
  supplierNoticeDays: maybe(count),
  /** Days after the beginning or a renewal in which the customer may still step back. */
  cancelDays: maybe(count),
}

export const renewFaults = ['catalog.badTerm', 'catalog.noSeries', 'catalog.badUplift'] as const
type RenewFault = (typeof renewFaults)[number]

/** Months are one or more, days zero or more, and an index has a name. */
export function checkRenewal(
  terms: RenewTerms,
  months: Readonly<Record<string, number | null>>,
  days: Readonly<Record<string, number | null>>,
): Refusal<RenewFault> | undefined {
  const lengths = Object.entries({ ...months, priceBindingMonths: terms.priceBindingMonths })
  const bad =
    lengths.find(([, n]) => n !== null && (n < 1 || n > 600)) ?? Object.entries(days).find(([, n]) => n !== null && (n < 0 || n > 3660))
  if (bad) return refuse('catalog.badTerm', { section: 'renew', field: bad[0] })
  return terms.uplift ? checkUplift(terms.uplift) : undefined
}
function checkUplift({ by, index, lagMonths, floorPercent, capPercent, decimals }: Of<typeof anUplift>): Refusal<RenewFault> | undefined {
  if (by === 'index' && index === null) return refuse('catalog.noSeries', { section: 'renew', field: 'uplift.index' })
  const bad = floorPercent && capPercent && floorPercent.gt(capPercent) ? 'floorPercent' : lagMonths !== null && lagMonths < 0 ? 'lagMonths' : decimals !== null && (decimals < 0 || decimals > 8) ? 'decimals' : undefined // prettier-ignore
  return bad === undefined ? undefined : refuse('catalog.badUplift', { section: 'renew', field: `uplift.${bad}` })
}

export const readNotice = ({
  supplierNoticeDays,
  cancelDays,
}: {
  readonly supplierNoticeDays: number | null
  readonly cancelDays: number | null
}): readonly Step[] => [
  ...(supplierNoticeDays === null ? [] : [counted('catalog.renew.supplierNotice', 'days', supplierNoticeDays)]),
  ...(cancelDays === null ? [] : [counted('catalog.renew.cancel', 'days', cancelDays)]),
]
export const readPriceTerms = ({ priceBindingMonths, uplift, coTermAllowed, decreaseAllowed }: RenewTerms): readonly Step[] => [
  ...(priceBindingMonths === null ? [] : [counted('catalog.renew.binding', 'months', priceBindingMonths)]),
  ...(uplift ? readUplift(uplift) : []),
  step(coTermAllowed ? 'catalog.renew.coTerm' : 'catalog.renew.noCoTerm'),
  step(decreaseAllowed ? 'catalog.renew.decrease' : 'catalog.renew.noDecrease'),
]
function readUplift({ by, index, lagMonths, margin, floorPercent, capPercent, ratchet }: Of<typeof anUplift>): readonly Step[] {
  const percent = { percent: ['percent', decimalText(margin)] } as const
  const followed = { index: ['text', index ?? ''] } as const
  const rise = by === 'fixed' ? step('catalog.renew.uplift.fixed', percent) : margin.eq(0) ? step('catalog.renew.uplift.index', followed) : step('catalog.renew.uplift.indexAnd', { ...followed, ...percent }) // prettier-ignore
  return [
    rise,
    ...(lagMonths === null ? [] : [counted('catalog.renew.uplift.lag', 'months', lagMonths)]),
    ...(floorPercent ? [step('catalog.renew.uplift.floor', { percent: ['percent', decimalText(floorPercent)] })] : []),
    ...(capPercent ? [step('catalog.renew.uplift.cap', { percent: ['percent', decimalText(capPercent)] })] : []),
    ...(ratchet ? [step('catalog.renew.uplift.ratchet')] : []),
  ]
}

export const renewWords = {
  en: {
    'catalog.renew.binding.one': 'The price is bound for one month.',
    'catalog.renew.binding.other': 'The price is bound for {{months}} months.',
    'catalog.renew.uplift.fixed': 'The price rises by {{percent}} a year.',
    'catalog.renew.uplift.index': 'The price follows the index {{index}}.',
    'catalog.renew.uplift.indexAnd': 'The price follows the index {{index}}, plus {{percent}}.',
    'catalog.renew.uplift.lag.one': 'The index of the month before counts.',
    'catalog.renew.uplift.lag.other': 'The index of {{months}} months before counts.',
    'catalog.renew.uplift.floor': 'It rises by at least {{percent}}.',
    'catalog.renew.uplift.cap': 'It rises by at most {{percent}}.',
    'catalog.renew.uplift.ratchet': 'It never falls.',
    'catalog.renew.coTerm': 'A line may be made to end with the other lines of its contract.',
    'catalog.renew.noCoTerm': 'A line keeps a term of its own, whatever the other lines of its contract have.',
    'catalog.renew.decrease': 'The quantity may go down within a term.',
    'catalog.renew.noDecrease': 'Within a term the quantity only goes up.',
    'catalog.badTerm': 'Terms have between 1 and 600 months, notices between 0 and 3660 days. Mend the marked field.',
    'catalog.noSeries': 'A price that follows an index needs its name. Choose an index, or a fixed rise.',
    'catalog.badUplift': 'The least rise is not above the greatest, months are zero or more, and decimals 0 to 8. Mend the marked field.',
  },
  de: {
    'catalog.renew.binding.one': 'Der Preis ist einen Monat gebunden.',
    'catalog.renew.binding.other': 'Der Preis ist {{months}} Monate gebunden.',
    'catalog.renew.uplift.fixed': 'Der Preis steigt jährlich um {{percent}}.',
    'catalog.renew.uplift.index': 'Der Preis folgt dem Index {{index}}.',
    'catalog.renew.uplift.indexAnd': 'Der Preis folgt dem Index {{index}}, zuzüglich {{percent}}.',
    'catalog.renew.uplift.lag.one': 'Es zählt der Index des Vormonats.',
    'catalog.renew.uplift.lag.other': 'Es zählt der Index von {{months}} Monaten davor.',
    'catalog.renew.uplift.floor': 'Er steigt um mindestens {{percent}}.',
    'catalog.renew.uplift.cap': 'Er steigt um höchstens {{percent}}.',
    'catalog.renew.uplift.ratchet': 'Er fällt nie.',
    'catalog.renew.coTerm': 'Eine Position kann mit den anderen Positionen ihres Vertrags enden.',
    'catalog.renew.noCoTerm': 'Eine Position behält ihre eigene Laufzeit, was auch die anderen ihres Vertrags haben.',
    'catalog.renew.decrease': 'Die Menge darf während einer Laufzeit sinken.',
    'catalog.renew.noDecrease': 'Während einer Laufzeit steigt die Menge nur.',
    'catalog.badTerm':
      'Laufzeiten haben zwischen 1 und 600 Monaten, Fristen zwischen 0 und 3660 Tagen. Bitte das markierte Feld berichtigen.',
    'catalog.noSeries': 'Ein Preis, der einem Index folgt, braucht dessen Namen. Bitte einen Index oder eine feste Erhöhung wählen.',
    'catalog.badUplift':
      'Die kleinste Erhöhung liegt nicht über der größten, Monate sind mindestens null, Nachkommastellen 0 bis 8. Bitte das markierte Feld berichtigen.',
  },
} as const
export const noticeWords = {
  en: {
    'catalog.renew.supplierNotice.one': 'We may end it with one day’s notice.',
    'catalog.renew.supplierNotice.other': 'We may end it with {{days}} days’ notice.',
    'catalog.renew.cancel.one': 'The customer may step back within one day of the beginning or a renewal.',
    'catalog.renew.cancel.other': 'The customer may step back within {{days}} days of the beginning or a renewal.',
    'catalog.renew.first.one': 'The first term is one month.',
    'catalog.renew.first.other': 'The first term is {{months}} months.',
  },
  de: {
    'catalog.renew.supplierNotice.one': 'Wir können mit einer Frist von einem Tag kündigen.',
    'catalog.renew.supplierNotice.other': 'Wir können mit einer Frist von {{days}} Tagen kündigen.',
    'catalog.renew.cancel.one': 'Der Kunde kann bis einen Tag nach Beginn oder Verlängerung zurücktreten.',
    'catalog.renew.cancel.other': 'Der Kunde kann bis {{days}} Tage nach Beginn oder Verlängerung zurücktreten.',
    'catalog.renew.first.one': 'Die erste Laufzeit ist ein Monat.',
    'catalog.renew.first.other': 'Die erste Laufzeit sind {{months}} Monate.',
  },
} as const
