import { decimalText, exactly, isWhole, type Decimal } from '../../kernel/decimal.ts'
import { step, type Step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { aDecimal, choice, count, flag, many, maybe, shape, text, type Of } from '../../kernel/shape.ts'
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
  overage: choice('block', 'negative', 'bill', 'banded'),
  topUp: maybe(
    shape({
      /** Below a share of the last purchase or a quantity; or every so many months. */
      thresholdIn: choice('percent', 'quantity', 'interval'),
      threshold: aDecimal,
      method: choice('fixed', 'target'),
      quantity: aDecimal,
      automatic: maybe(flag),
    }),
  ),
  /** Factors by booking type, and where it is named by type of work. */
  weights: maybe(many(shape({ bookingType: choice('day', 'night', 'weekend', 'holiday'), factor: aDecimal, workType: maybe(text) }), 100)),
  /** Types of work that it pays for; none: all. */
  scope: maybe(many(text, 100)),
  /** Of several funds that could pay, the lowest does. */
  priority: maybe(count),
  /** Beyond its end: a price of its own for each unit, or prices by band. Without one, a purchase's price over its quantity. */
  overagePrice: maybe(aDecimal),
  overageBands: maybe(many(shape({ upTo: maybe(aDecimal), unitPrice: aDecimal }), 50)),
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
    const { quantity, expiryMonths, carryOver, topUp, weights, overage, overagePrice, overageBands } = terms.fund
    const bad =
      quantity.lte(0) ? 'quantity'
      : expiryMonths !== null && expiryMonths < 1 ? 'expiryMonths'
      : carryOver && (carryOver.percent.lte(0) || carryOver.percent.gt(exactly('100')) || carryOver.times < 1) ? 'carryOver'
      : topUp && (topUp.threshold.lte(0) || topUp.quantity.lte(0)) ? 'topUp'
      : topUp?.thresholdIn === 'interval' && (!isWhole(topUp.threshold) || topUp.threshold.gt(120)) ? 'topUp'
      : weights?.some(({ factor }) => factor.lte(0) || factor.gt(10)) ? 'weights'
      : overagePrice?.lt(0) ? 'overagePrice'
      : (overage === 'banded') !== ((overageBands ?? []).length > 0) || !areBands(overageBands ?? []) ? 'overageBands'
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
      'catalog.sell.fund.overage.banded': 'What is drawn beyond its end is billed by bands.',
      'catalog.sell.fund.overagePrice': 'A unit beyond its end costs {{price}}.',
      'catalog.sell.fund.band': 'Up to {{upTo}} units beyond its end cost {{price}} each.',
      'catalog.sell.fund.lastBand': 'Every further unit costs {{price}}.',
      'catalog.sell.fund.weight.day': 'Daytime counts {{factor}} times.',
      'catalog.sell.fund.weight.night': 'Nights count {{factor}} times.',
      'catalog.sell.fund.weight.weekend': 'Weekends count {{factor}} times.',
      'catalog.sell.fund.weight.holiday': 'Public holidays count {{factor}} times.',
      'catalog.sell.fund.weightFor': 'That holds for {{workType}} only.',
      'catalog.sell.fund.scope': 'It pays for {{scope}} only.',
      'catalog.sell.fund.priority': 'Of several funds, its place is {{priority}}; the lowest pays first.',
      'catalog.sell.fund.topUp.interval.fixed': 'A further {{quantity}} are due every {{threshold}} months.',
      'catalog.sell.fund.topUp.interval.target': 'It is due to be filled up to {{quantity}} every {{threshold}} months.',
      'catalog.sell.fund.topUp.automatic': 'The further purchase is billed by itself.',
      'catalog.sell.fund.topUp.percent.fixed': 'A further {{quantity}} are due when less than {{percent}} of the last purchase is left.',
      'catalog.sell.fund.topUp.percent.target':
        'It is due to be filled up to {{quantity}} when less than {{percent}} of the last purchase is left.',
      'catalog.sell.fund.topUp.quantity.fixed': 'A further {{quantity}} are due when less than {{threshold}} are left.',
      'catalog.sell.fund.topUp.quantity.target': 'It is due to be filled up to {{quantity}} when less than {{threshold}} are left.',
      'catalog.badFund':
        'A purchase brings more than nothing; months and times are one or more; what lives on is more than 0 and at most 100 per cent; factors are more than 0 and at most 10; bands rise, and only the last has no end. Mend the marked field.',
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
      'catalog.sell.fund.overage.banded': 'Was über sein Ende hinaus entnommen wird, wird nach Staffeln berechnet.',
      'catalog.sell.fund.overagePrice': 'Eine Einheit über sein Ende hinaus kostet {{price}}.',
      'catalog.sell.fund.band': 'Bis zu {{upTo}} Einheiten über sein Ende hinaus kosten je {{price}}.',
      'catalog.sell.fund.lastBand': 'Jede weitere Einheit kostet {{price}}.',
      'catalog.sell.fund.weight.day': 'Am Tag zählt {{factor}}-fach.',
      'catalog.sell.fund.weight.night': 'Nachts zählt {{factor}}-fach.',
      'catalog.sell.fund.weight.weekend': 'Am Wochenende zählt {{factor}}-fach.',
      'catalog.sell.fund.weight.holiday': 'An Feiertagen zählt {{factor}}-fach.',
      'catalog.sell.fund.weightFor': 'Das gilt nur für {{workType}}.',
      'catalog.sell.fund.scope': 'Es gilt nur für {{scope}}.',
      'catalog.sell.fund.priority': 'Unter mehreren Guthaben hat es den Rang {{priority}}; der niedrigste zahlt zuerst.',
      'catalog.sell.fund.topUp.interval.fixed': 'Alle {{threshold}} Monate sind weitere {{quantity}} fällig.',
      'catalog.sell.fund.topUp.interval.target': 'Alle {{threshold}} Monate ist auf {{quantity}} aufzufüllen.',
      'catalog.sell.fund.topUp.automatic': 'Der weitere Kauf wird von selbst berechnet.',
      'catalog.sell.fund.topUp.percent.fixed':
        'Weitere {{quantity}} sind fällig, wenn weniger als {{percent}} des letzten Kaufs übrig ist.',
      'catalog.sell.fund.topUp.percent.target':
        'Auf {{quantity}} ist aufzufüllen, wenn weniger als {{percent}} des letzten Kaufs übrig ist.',
      'catalog.sell.fund.topUp.quantity.fixed': 'Weitere {{quantity}} sind fällig, wenn weniger als {{threshold}} übrig sind.',
      'catalog.sell.fund.topUp.quantity.target': 'Auf {{quantity}} ist aufzufüllen, wenn weniger als {{threshold}} übrig sind.',
      'catalog.badFund':
        'Ein Kauf bringt mehr als nichts; Monate und Male sind mindestens eins; was weiterlebt, ist mehr als 0 und höchstens 100 Prozent; Faktoren sind mehr als 0 und höchstens 10; Staffeln steigen, und nur die letzte ist offen. Bitte das markierte Feld berichtigen.',
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
    {
      terms: {
        ...block,
        fund: {
          unit: 'hours',
          quantity: '40',
          overage: 'banded',
          weights: [
            { bookingType: 'night', factor: '1.5' },
            { bookingType: 'weekend', factor: '2', workType: 'on site' },
          ],
          scope: ['remote', 'on site'],
          priority: 2,
          overageBands: [{ upTo: '10', unitPrice: '95' }, { unitPrice: '110' }],
          topUp: { thresholdIn: 'interval', threshold: '3', method: 'target', quantity: '40', automatic: true },
        },
      },
      says: [
        'It is paid ahead and used up afterwards.',
        'The unit is “blocks”.',
        'Every unit has the same price.',
        'GBP 3400 per unit.',
        'List prices are in GBP.',
        'Each brings 40 hours into a fund of the customer.',
        'It pays for remote, on site only.',
        'Nights count 1.5 times.',
        'Weekends count 2 times.',
        'That holds for on site only.',
        'Of several funds, its place is 2; the lowest pays first.',
        'What is drawn beyond its end is billed by bands.',
        'Up to 10 units beyond its end cost 95 each.',
        'Every further unit costs 110.',
        'It is due to be filled up to 40 every 3 months.',
        'The further purchase is billed by itself.',
      ],
    },
    { terms: { ...block, fund: { ...block.fund, quantity: '0' } }, refused: 'catalog.badFund' },
    { terms: { ...block, fund: { ...block.fund, overage: 'banded' } }, refused: 'catalog.badFund' },
    { terms: { ...block, fund: { ...block.fund, weights: [{ bookingType: 'night', factor: '12' }] } }, refused: 'catalog.badFund' },
    { terms: { ...block, fund: { ...block.fund, carryOver: { percent: '125', times: 1 } } }, refused: 'catalog.badFund' },
    { terms: { ...block, measure: 'sum' }, refused: 'catalog.countedOnce' },
  ],
})

const areBands = (bands: readonly { readonly upTo: Decimal | null; readonly unitPrice: Decimal }[]): boolean =>
  bands.every(({ upTo, unitPrice }, i) => {
    const before = bands[i - 1]?.upTo
    const rises = upTo === null ? i === bands.length - 1 : i < bands.length - 1 && (before ? upTo.gt(before) : upTo.gt(0))
    return rises && unitPrice.gte(0)
  })

type Filling = Of<typeof aFilling>
const readFilling = (fund: Filling): readonly Step[] => [
  step(`catalog.sell.fund.${fund.unit}`, { quantity: ['decimal', decimalText(fund.quantity)] }),
  ...(fund.expiryMonths === null ? [] : [counted('catalog.sell.fund.expiry', 'months', fund.expiryMonths)]),
  ...(fund.carryOver
    ? [counted('catalog.sell.fund.carryOver', 'times', fund.carryOver.times, { percent: ['percent', decimalText(fund.carryOver.percent)] })]
    : []),
  ...readUse(fund),
  step(`catalog.sell.fund.overage.${fund.overage}`),
  ...(fund.overagePrice ? [step('catalog.sell.fund.overagePrice', { price: ['decimal', decimalText(fund.overagePrice)] })] : []),
  ...(fund.overageBands ?? []).map(({ upTo, unitPrice }) =>
    upTo === null
      ? step('catalog.sell.fund.lastBand', { price: ['decimal', decimalText(unitPrice)] })
      : step('catalog.sell.fund.band', { upTo: ['decimal', decimalText(upTo)], price: ['decimal', decimalText(unitPrice)] }),
  ),
  ...(fund.topUp ? readTopUp(fund.topUp) : []),
]

/** What it pays for, and how much of it. */
const readUse = ({ scope, weights, priority }: Filling): readonly Step[] => [
  ...(scope && scope.length > 0 ? [step('catalog.sell.fund.scope', { scope: ['text', scope.join(', ')] })] : []),
  ...(weights ?? []).flatMap(({ bookingType, factor, workType }) => [
    step(`catalog.sell.fund.weight.${bookingType}`, { factor: ['decimal', decimalText(factor)] }),
    ...(workType === null ? [] : [step('catalog.sell.fund.weightFor', { workType: ['text', workType] })]),
  ]),
  ...(priority === null ? [] : [step('catalog.sell.fund.priority', { priority: ['count', `${priority}`] })]),
]

const readTopUp = ({ thresholdIn, threshold, method, quantity, automatic }: NonNullable<Filling['topUp']>): readonly Step[] => [
  step(`catalog.sell.fund.topUp.${thresholdIn}.${method}`, {
    quantity: ['decimal', decimalText(quantity)],
    ...(thresholdIn === 'percent'
      ? { percent: ['percent', decimalText(threshold)] as const }
      : { threshold: ['decimal', decimalText(threshold)] as const }),
  }),
  ...(automatic ? [step('catalog.sell.fund.topUp.automatic')] : []),
]
