import type { Wire } from '../kernel/shape.ts'

type Terms = Readonly<Record<string, Wire>>
/** What a demo product says of itself beside its prices. */
export interface DemoBehaviours {
  readonly buy?: Terms
  readonly deliver?: Terms
  readonly bill?: Terms
  readonly recognise?: Terms
  readonly renew?: Terms
  /** What a prepaid purchase fills. */
  readonly fund?: Terms
}

const free = { coTermAllowed: true, decreaseAllowed: true }
/** Consumer prices plus one per cent, at least 2 and at most 5. */
const consumerPrices = {
  by: 'index',
  index: 'UK-CPI',
  lagMonths: 2,
  margin: '1',
  floorPercent: '2',
  capPercent: '5',
  ratchet: true,
  decimals: 2,
}
const auto = (initialMonths: number, extensionMonths: number, noticeDays: number, more: Terms = {}): Terms => ({
  mode: 'auto',
  initialMonths,
  extensionMonths,
  noticeDays,
  ...free,
  ...more,
})
const monthly = auto(1, 1, 0)
const activated = { delivery: 'activation', withTime: false, deliveryFirst: false }
const handedOver = { delivery: 'direct', withTime: false, deliveryFirst: true }
/** Each incident is delivered by closing it. */
const incident: DemoBehaviours = {
  deliver: { delivery: 'direct', withTime: false, deliveryFirst: false },
  recognise: { recognition: 'onDelivery' },
}
const evenly = { recognition: 'straightLine' }
const drawn = { recognition: 'onDrawDown' }
const once = { rhythmMonths: null, termMonths: null, ownStart: false }
const seats = (unitCost: string): Terms => ({
  buying: 'associated',
  purchases: [{ supplier: 'Cumulus Distribution', item: 'Productivity suite, seats', currency: 'USD', unitCost, quantityRule: 'perUnit', quantity: '1', rhythmMonths: 1, termMonths: 12, ownStart: false }],
}) // prettier-ignore

/** Behaviours of facts 4.4, by product. What is not said is as plain as its kind allows. */
export const demoBehaviours: Readonly<Record<string, DemoBehaviours>> = {
  'MS-USER': { deliver: activated, recognise: evenly, renew: auto(12, 12, 90, { supplierNoticeDays: 90, uplift: consumerPrices }) },
  EDR: { deliver: activated, renew: auto(36, 12, 90, { priceBindingMonths: 12 }) },
  'EP-IN': { deliver: activated, renew: auto(12, 12, 30) },
  'BKP-GB': { renew: monthly },
  'M365-A': { deliver: activated, recognise: evenly, buy: seats('16.10'), renew: auto(12, 12, 30, { cancelDays: 7, decreaseAllowed: false }) },
  'M365-M': { deliver: activated, recognise: evenly, renew: monthly },
  'LIC-YR': { deliver: activated, bill: { anchor: 'coTerm' }, recognise: evenly, renew: auto(12, 12, 60) },
  'BLK-40': {
    recognise: drawn,
    fund: {
      unit: 'hours', quantity: '40', expiryMonths: 6, carryOver: { percent: '25', times: 1 }, overage: 'block',
      weights: [{ bookingType: 'night', factor: '1.5' }, { bookingType: 'weekend', factor: '2' }],
      topUp: { thresholdIn: 'percent', threshold: '20', method: 'fixed', quantity: '40', automatic: true },
    },
  },
  'KIT-15': { recognise: drawn, fund: { unit: 'currency', quantity: '15000', overage: 'negative' } },
  'TOK-200': {
    recognise: drawn,
    fund: { unit: 'token', quantity: '200', overage: 'bill', topUp: { thresholdIn: 'quantity', threshold: '40', method: 'target', quantity: '200', automatic: true } },
  },
  'INC-P1': incident,
  'INC-P2': incident,
  'INC-P3': incident,
  'INC-P4': incident,
  'FW-HA': {
    // The first year of support comes with the pair; what follows is a line of its own.
    deliver: { ...handedOver, brings: [{ product: 'FW-SUP', quantityRule: 'perUnit', quantity: '1', afterMonths: 12 }] },
    recognise: { recognition: 'onDelivery' },
    buy: {
      buying: 'associated',
      purchases: [
        { supplier: 'Bastion Hardware Inc', item: 'Firewall pair', currency: 'USD', unitCost: '5150.00', quantityRule: 'perUnit', quantity: '1', ...once },
        { supplier: 'Rhenus Distribution GmbH', item: 'Firewall support, first year', currency: 'EUR', unitCost: '620.00', quantityRule: 'perUnit', quantity: '1', ...once },
        { supplier: 'Northlight IT Ltd', item: 'Installation, hours', currency: 'GBP', unitCost: '32.00', quantityRule: 'perUnit', quantity: '6', ...once },
      ],
    },
  },
  'FW-SUP': {
    deliver: { ...activated, deliveryFirst: true },
    bill: { anchor: 'anniversary' },
    recognise: evenly,
    buy: {
      buying: 'associated',
      purchases: [
        { supplier: 'Rhenus Distribution GmbH', item: 'Firewall support', currency: 'EUR', unitCost: '620.00', quantityRule: 'perUnit', quantity: '1', rhythmMonths: 12, termMonths: 36, ownStart: true },
      ],
    },
    renew: auto(36, 12, 90),
  },
  'PRJ-MIG': {
    deliver: { delivery: 'project', withTime: true, deliveryFirst: false },
    recognise: {
      recognition: 'onMilestone',
      milestones: [
        { names: { en: 'Design', de: 'Entwurf' }, percent: '40' },
        { names: { en: 'Move', de: 'Umzug' }, percent: '40' },
        { names: { en: 'Acceptance', de: 'Abnahme' }, percent: '20' },
      ],
    },
  },
  'TM-ENG': { deliver: { delivery: 'project', withTime: true, deliveryFirst: false } },
  NIGHT: { deliver: activated, recognise: evenly, renew: auto(12, 12, 90, { uplift: { by: 'index', index: 'UK-CPI', margin: '1', ratchet: true, decimals: 2 } }) },
  SSL: {
    deliver: handedOver,
    recognise: { recognition: 'straightLine', overMonths: 12 },
    // The quote for the next year goes out 60 days before this one ends.
    renew: { mode: 'manual', initialMonths: 12, extensionMonths: 12, noticeDays: 60, ...free },
  },
} // prettier-ignore
