import { decimalText } from '../../kernel/decimal.ts'
import { step, type Step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { aCurrency, aDecimal, choice, count, flag, many, maybe, shape, text, type Of } from '../../kernel/shape.ts'
import { behaviour, counted } from '../behaviour.ts'

const aPurchase = shape({
  supplier: text,
  item: text,
  currency: aCurrency,
  unitCost: aDecimal,
  /** `fixed`: `quantity` of it whatever is sold; `perUnit`: `quantity` for each unit that is sold. */
  quantityRule: choice('fixed', 'perUnit'),
  quantity: aDecimal,
  /** Months between two purchases; absent: bought once. */
  rhythmMonths: maybe(count),
  /** Months that we are bound to the supplier; absent: as long as the rhythm. */
  termMonths: maybe(count),
  /** The supplier's term begins on a day of its own, not with the contract line. */
  ownStart: flag,
})
const support = {
  supplier: 'Rhenus Distribution', item: 'Firewall support', currency: 'EUR', unitCost: '620', quantityRule: 'perUnit', quantity: '1', rhythmMonths: 12, termMonths: 36, ownStart: true,
} as const // prettier-ignore

/** Each sale brings purchases with it, of any supplier, in any currency, on a schedule of their own. */
export const buyAssociated = behaviour({
  key: 'associated',
  terms: shape({ purchases: many(aPurchase, 50) }),
  faults: ['catalog.noPurchase', 'catalog.badPurchase'],
  check: ({ purchases }) => {
    if (purchases.length === 0) return refuse('catalog.noPurchase', { section: 'buy', field: 'purchases' })
    const at = purchases.findIndex(
      ({ unitCost, quantity, rhythmMonths, termMonths }) =>
        unitCost.lt(0) || quantity.lte(0) || (rhythmMonths ?? 1) < 1 || (termMonths ?? 1) < 1,
    )
    return at < 0 ? undefined : refuse('catalog.badPurchase', { section: 'buy', field: `purchases.${at}` })
  },
  read: ({ purchases }) => purchases.flatMap(readPurchase),
  words: {
    en: {
      'choice.buying.associated': 'With each sale',
      'catalog.buy.fixed.once': 'With it, {{quantity}} × {{item}} is bought from {{supplier}} at {{cost}}.',
      'catalog.buy.fixed.rhythm.one': 'With it, {{quantity}} × {{item}} is bought from {{supplier}} at {{cost}} every month.',
      'catalog.buy.fixed.rhythm.other': 'With it, {{quantity}} × {{item}} is bought from {{supplier}} at {{cost}} every {{months}} months.',
      'catalog.buy.perUnit.once': 'For each unit, {{quantity}} × {{item}} is bought from {{supplier}} at {{cost}}.',
      'catalog.buy.perUnit.rhythm.one': 'For each unit, {{quantity}} × {{item}} is bought from {{supplier}} at {{cost}} every month.',
      'catalog.buy.perUnit.rhythm.other':
        'For each unit, {{quantity}} × {{item}} is bought from {{supplier}} at {{cost}} every {{months}} months.',
      'catalog.buy.term.one': 'That binds us for one month.',
      'catalog.buy.term.other': 'That binds us for {{months}} months.',
      'catalog.buy.ownStart': 'The supplier’s term begins on a day of its own, not with the contract line.',
      'catalog.noPurchase': 'No purchase is named. Add one, or choose that nothing is bought.',
      'catalog.badPurchase': 'A cost is zero or more, a quantity more than zero, and months are one or more. Mend the marked purchase.',
    },
    de: {
      'choice.buying.associated': 'Mit jedem Verkauf',
      'catalog.buy.fixed.once': 'Dazu wird {{quantity}} × {{item}} bei {{supplier}} zu {{cost}} eingekauft.',
      'catalog.buy.fixed.rhythm.one': 'Dazu wird jeden Monat {{quantity}} × {{item}} bei {{supplier}} zu {{cost}} eingekauft.',
      'catalog.buy.fixed.rhythm.other': 'Dazu wird alle {{months}} Monate {{quantity}} × {{item}} bei {{supplier}} zu {{cost}} eingekauft.',
      'catalog.buy.perUnit.once': 'Je Einheit wird {{quantity}} × {{item}} bei {{supplier}} zu {{cost}} eingekauft.',
      'catalog.buy.perUnit.rhythm.one': 'Je Einheit wird jeden Monat {{quantity}} × {{item}} bei {{supplier}} zu {{cost}} eingekauft.',
      'catalog.buy.perUnit.rhythm.other':
        'Je Einheit wird alle {{months}} Monate {{quantity}} × {{item}} bei {{supplier}} zu {{cost}} eingekauft.',
      'catalog.buy.term.one': 'Das bindet uns einen Monat.',
      'catalog.buy.term.other': 'Das bindet uns {{months}} Monate.',
      'catalog.buy.ownStart': 'Die Laufzeit beim Lieferanten beginnt an einem eigenen Tag, nicht mit der Vertragsposition.',
      'catalog.noPurchase': 'Es ist kein Einkauf genannt. Bitte einen hinzufügen oder wählen, dass nichts eingekauft wird.',
      'catalog.badPurchase':
        'Kosten sind mindestens null, eine Menge ist mehr als null, Monate sind mindestens eins. Bitte den markierten Einkauf berichtigen.',
    },
  },
  examples: [
    {
      terms: { purchases: [support] },
      says: [
        'For each unit, 1 × Firewall support is bought from Rhenus Distribution at EUR 620 every 12 months.',
        'That binds us for 36 months.',
        'The supplier’s term begins on a day of its own, not with the contract line.',
      ],
    },
    {
      terms: { purchases: [{ ...support, quantityRule: 'fixed', quantity: '6', item: 'Installation, hours', unitCost: '32', rhythmMonths: null, termMonths: null, ownStart: false }] }, // prettier-ignore
      says: ['With it, 6 × Installation, hours is bought from Rhenus Distribution at EUR 32.'],
    },
    { terms: { purchases: [] }, refused: 'catalog.noPurchase' },
    { terms: { purchases: [{ ...support, quantity: '0' }] }, refused: 'catalog.badPurchase' },
  ],
})

function readPurchase({
  supplier,
  item,
  currency,
  unitCost,
  quantityRule,
  quantity,
  rhythmMonths,
  termMonths,
  ownStart,
}: Of<typeof aPurchase>): Step[] {
  const what = {
    quantity: ['decimal', decimalText(quantity)],
    item: ['text', item],
    supplier: ['text', supplier],
    cost: ['decimal', decimalText(unitCost), currency],
  } as const
  return [
    rhythmMonths === null
      ? step(`catalog.buy.${quantityRule}.once`, what)
      : counted(`catalog.buy.${quantityRule}.rhythm`, 'months', rhythmMonths, what),
    ...(termMonths === null ? [] : [counted('catalog.buy.term', 'months', termMonths)]),
    ...(ownStart ? [step('catalog.buy.ownStart')] : []),
  ]
}
