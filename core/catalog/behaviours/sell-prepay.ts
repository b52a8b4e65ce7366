import { decimalText, exactly } from '../../kernel/decimal.ts'
import { step, type Step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { aDecimal, choice, count, maybe, shape, type Of } from '../../kernel/shape.ts'
import { behaviour, counted } from '../behaviour.ts'
import { checkSale, plainSale, readSale, sellFaults, sellTerms } from './sell-terms.ts'

/** What one purchase fills; terms as funds take them. */
const aFilling = shape({
  unit: choice('hours', 'currency', 'token'),
  /** Units that one purchase brings. */
  quantity: aDecimal,
  expiryMonths: maybe(count),
  /** What of it lives on when it expires: so many per cent, so many times. */
  carryOver: maybe(shape({ percent: aDecimal, times: count })),
  /** Beyond its end: refused, owed, or billed. */
  overage: choice('block', 'negative', 'bill'),
  topUp: maybe(
    shape({ thresholdIn: choice('percent', 'quantity'), threshold: aDecimal, method: choice('fixed', 'target'), quantity: aDecimal }),
  ),
})
const block = {
  ...plainSale,
  unit: { en: 'blocks', de: 'Kontingente' },
  prices: [{ currency: 'GBP', unitPrice: '3400', bands: [] }],
  fund: {
    unit: 'hours',
    quantity: '40',
    expiryMonths: 6,
    carryOver: { percent: '25', times: 1 },
    overage: 'block',
    topUp: { thresholdIn: 'percent', threshold: '20', method: 'fixed', quantity: '40' },
  },
} as const

/** Paid ahead into a fund of hours, money or tokens, and used up afterwards. */
export const sellPrepay = behaviour({
  key: 'prepay',
  terms: shape({
    ...sellTerms,
    /** Absent: agreed with each sale. */
    fund: maybe(aFilling),
  }),
  faults: [...sellFaults, 'catalog.countedOnce', 'catalog.badFund'],
  check: (terms) => {
    if (terms.measure !== 'agreed') return refuse('catalog.countedOnce', { section: 'sell', field: 'measure' })
    if (terms.fund === null) return checkSale(terms)
    const { quantity, expiryMonths, carryOver, topUp } = terms.fund
    const bad =
      quantity.lte(0) ? 'quantity'
      : expiryMonths !== null && expiryMonths < 1 ? 'expiryMonths'
      : carryOver && (carryOver.percent.lte(0) || carryOver.percent.gt(exactly('100')) || carryOver.times < 1) ? 'carryOver'
      : topUp && (topUp.threshold.lt(0) || topUp.quantity.lte(0)) ? 'topUp'
      : undefined // prettier-ignore
    return bad === undefined ? checkSale(terms) : refuse('catalog.badFund', { section: 'sell', field: `fund.${bad}` })
  },
  read: (terms, about) => [step('catalog.sell.prepay'), ...readSale(terms, about), ...(terms.fund ? readFilling(terms.fund) : [])],
  words: {
    en: {
      'catalog.sell.prepay': 'It is paid ahead and used up afterwards.',
      'catalog.sell.fund.hours': 'Each brings {{quantity}} hours into a fund of the customer.',
      'catalog.sell.fund.currency': 'Each brings {{quantity}} in money into a fund of the customer.',
      'catalog.sell.fund.token': 'Each brings {{quantity}} tokens into a fund of the customer.',
      'catalog.sell.fund.expiry.one': 'What is left lapses after one month.',
      'catalog.sell.fund.expiry.other': 'What is left lapses after {{months}} months.',
      'catalog.sell.fund.carryOver.one': 'Of what would lapse, {{percent}} lives on, once.',
      'catalog.sell.fund.carryOver.other': 'Of what would lapse, {{percent}} lives on, up to {{times}} times.',
      'catalog.sell.fund.overage.block': 'Nothing can be drawn beyond its end.',
      'catalog.sell.fund.overage.negative': 'What is drawn beyond its end is owed, and taken from the next purchase.',
      'catalog.sell.fund.overage.bill': 'What is drawn beyond its end is billed.',
      'catalog.sell.fund.topUp.percent.fixed': 'A further {{quantity}} are due when less than {{percent}} of the last purchase is left.',
      'catalog.sell.fund.topUp.percent.target':
        'It is due to be filled up to {{quantity}} when less than {{percent}} of the last purchase is left.',
      'catalog.sell.fund.topUp.quantity.fixed': 'A further {{quantity}} are due when less than {{threshold}} are left.',
      'catalog.sell.fund.topUp.quantity.target': 'It is due to be filled up to {{quantity}} when less than {{threshold}} are left.',
      'catalog.badFund':
        'A purchase brings more than nothing; months and times are one or more; what lives on is more than 0 and at most 100 per cent. Mend the marked field.',
    },
    de: {
      'catalog.sell.prepay': 'Es wird vorausbezahlt und danach verbraucht.',
      'catalog.sell.fund.hours': 'Jedes bringt {{quantity}} Stunden in ein Guthaben des Kunden.',
      'catalog.sell.fund.currency': 'Jedes bringt {{quantity}} in Geld in ein Guthaben des Kunden.',
      'catalog.sell.fund.token': 'Jedes bringt {{quantity}} Token in ein Guthaben des Kunden.',
      'catalog.sell.fund.expiry.one': 'Was übrig ist, verfällt nach einem Monat.',
      'catalog.sell.fund.expiry.other': 'Was übrig ist, verfällt nach {{months}} Monaten.',
      'catalog.sell.fund.carryOver.one': 'Von dem, was verfiele, lebt {{percent}} einmal weiter.',
      'catalog.sell.fund.carryOver.other': 'Von dem, was verfiele, lebt {{percent}} bis zu {{times}}-mal weiter.',
      'catalog.sell.fund.overage.block': 'Über sein Ende hinaus kann nichts entnommen werden.',
      'catalog.sell.fund.overage.negative': 'Was über sein Ende hinaus entnommen wird, bleibt geschuldet und geht vom nächsten Kauf ab.',
      'catalog.sell.fund.overage.bill': 'Was über sein Ende hinaus entnommen wird, wird berechnet.',
      'catalog.sell.fund.topUp.percent.fixed':
        'Weitere {{quantity}} sind fällig, wenn weniger als {{percent}} des letzten Kaufs übrig ist.',
      'catalog.sell.fund.topUp.percent.target':
        'Auf {{quantity}} ist aufzufüllen, wenn weniger als {{percent}} des letzten Kaufs übrig ist.',
      'catalog.sell.fund.topUp.quantity.fixed': 'Weitere {{quantity}} sind fällig, wenn weniger als {{threshold}} übrig sind.',
      'catalog.sell.fund.topUp.quantity.target': 'Auf {{quantity}} ist aufzufüllen, wenn weniger als {{threshold}} übrig sind.',
      'catalog.badFund':
        'Ein Kauf bringt mehr als nichts; Monate und Male sind mindestens eins; was weiterlebt, ist mehr als 0 und höchstens 100 Prozent. Bitte das markierte Feld berichtigen.',
    },
  },
  examples: [
    {
      terms: block,
      says: [
        'It is paid ahead and used up afterwards.',
        'The unit is “blocks”.',
        'Every unit has the same price.',
        'GBP 3400 per unit.',
        'List prices are in GBP.',
        'Each brings 40 hours into a fund of the customer.',
        'What is left lapses after 6 months.',
        'Of what would lapse, 25 lives on, once.',
        'Nothing can be drawn beyond its end.',
        'A further 40 are due when less than 20 of the last purchase is left.',
      ],
    },
    { terms: { ...block, fund: { ...block.fund, quantity: '0' } }, refused: 'catalog.badFund' },
    { terms: { ...block, fund: { ...block.fund, carryOver: { percent: '125', times: 1 } } }, refused: 'catalog.badFund' },
    { terms: { ...block, measure: 'sum' }, refused: 'catalog.countedOnce' },
  ],
})

const readFilling = ({ unit, quantity, expiryMonths, carryOver, overage, topUp }: Of<typeof aFilling>): readonly Step[] => [
  step(`catalog.sell.fund.${unit}`, { quantity: ['decimal', decimalText(quantity)] }),
  ...(expiryMonths === null ? [] : [counted('catalog.sell.fund.expiry', 'months', expiryMonths)]),
  ...(carryOver
    ? [counted('catalog.sell.fund.carryOver', 'times', carryOver.times, { percent: ['percent', decimalText(carryOver.percent)] })]
    : []),
  step(`catalog.sell.fund.overage.${overage}`),
  ...(topUp
    ? [
        step(`catalog.sell.fund.topUp.${topUp.thresholdIn}.${topUp.method}`, {
          quantity: ['decimal', decimalText(topUp.quantity)],
          ...(topUp.thresholdIn === 'percent'
            ? { percent: ['percent', decimalText(topUp.threshold)] as const }
            : { threshold: ['decimal', decimalText(topUp.threshold)] as const }),
        }),
      ]
    : []),
]
