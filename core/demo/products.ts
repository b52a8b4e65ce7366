import { demoBehaviours } from './behaviours.ts'

interface Price {
  readonly currency: string
  readonly unitPrice?: string
  readonly packageSize?: string
  /** `[upTo, unitPrice]`, the last one open. */
  readonly bands?: readonly (readonly [string | null, string])[]
}
interface DemoProduct {
  readonly code: string
  readonly en: string
  readonly de: string
  readonly kind: 'oneOff' | 'recurring' | 'prepay' | 'consumption'
  readonly unit: readonly [en: string, de: string]
  readonly model?: 'flat' | 'fillUp' | 'lookUp' | 'package'
  readonly basis?: 'month' | 'year'
  readonly revenue: 'recurring' | 'consumption' | 'services' | 'hardware'
  readonly prices: readonly Price[]
  /** India's service accounting code: 998313 IT consulting and support, 998315 hosting and infrastructure. */
  readonly sac: '998313' | '998315'
}

const gbp = (unitPrice: string): Price => ({ currency: 'GBP', unitPrice })
const eur = (unitPrice: string): Price => ({ currency: 'EUR', unitPrice })
const inr = (unitPrice: string): Price => ({ currency: 'INR', unitPrice })

const demoProducts: readonly DemoProduct[] = [
  {
    code: 'MS-USER', en: 'Managed user', de: 'Betreuter Arbeitsplatz', kind: 'recurring', unit: ['users', 'Benutzer'], revenue: 'recurring', sac: '998313',
    prices: [gbp('38.00'), eur('44.00'), inr('1900.00')],
  },
  {
    code: 'WS-DEV', en: 'Workstation care', de: 'Betreuung von Arbeitsstationen', kind: 'consumption', unit: ['workstations', 'Arbeitsstationen'],
    model: 'fillUp', revenue: 'consumption', sac: '998313',
    prices: [{ currency: 'GBP', bands: [['25', '9.00'], ['100', '7.50'], ['250', '6.25'], [null, '5.00']] }],
  },
  {
    code: 'SV-DEV', en: 'Server care', de: 'Serverbetreuung', kind: 'consumption', unit: ['servers', 'Server'], model: 'fillUp', revenue: 'consumption',
    sac: '998313', prices: [{ currency: 'GBP', bands: [['5', '65.00'], ['20', '52.00'], [null, '45.00']] }],
  },
  {
    code: 'EDR', en: 'Endpoint security', de: 'Endgeräteschutz', kind: 'consumption', unit: ['agents', 'Agenten'], model: 'lookUp', revenue: 'consumption',
    sac: '998315', prices: [{ currency: 'EUR', bands: [['50', '4.20'], ['200', '3.60'], [null, '3.10']] }],
  },
  {
    code: 'EP-IN', en: 'Managed endpoint India', de: 'Betreutes Endgerät Indien', kind: 'consumption', unit: ['endpoints', 'Endgeräte'], model: 'fillUp',
    revenue: 'consumption', sac: '998315', prices: [{ currency: 'INR', bands: [['100', '620.00'], ['500', '540.00'], [null, '480.00']] }],
  },
  {
    code: 'BKP-GB', en: 'Backup storage', de: 'Backup-Speicher', kind: 'consumption', unit: ['GB', 'GB'], model: 'fillUp', revenue: 'consumption',
    sac: '998315', prices: [{ currency: 'GBP', bands: [['500', '0.18'], ['2000', '0.14'], [null, '0.11']] }],
  },
  {
    code: 'M365-A', en: 'Productivity suite, annual term', de: 'Office-Paket, Jahresvertrag', kind: 'recurring', unit: ['seats', 'Plätze'],
    revenue: 'recurring', sac: '998315', prices: [gbp('17.60'), eur('20.20'), inr('1650.00')],
  },
  {
    code: 'M365-M', en: 'Productivity suite, monthly term', de: 'Office-Paket, monatlich kündbar', kind: 'recurring', unit: ['seats', 'Plätze'],
    revenue: 'recurring', sac: '998315', prices: [gbp('21.12')],
  },
  {
    code: 'LIC-YR', en: 'CAD licence, annual', de: 'CAD-Lizenz, jährlich', kind: 'recurring', unit: ['seats', 'Plätze'], basis: 'year', revenue: 'recurring',
    sac: '998315', prices: [gbp('198.00')],
  },
  {
    code: 'BLK-40', en: 'Block of 40 hours', de: 'Stundenkontingent 40 Stunden', kind: 'prepay', unit: ['blocks', 'Kontingente'], revenue: 'services',
    sac: '998313', prices: [gbp('3400.00')],
  },
  {
    code: 'KIT-15', en: 'Kit fund', de: 'Gerätebudget', kind: 'prepay', unit: ['funds', 'Budgets'], revenue: 'hardware', sac: '998313', prices: [eur('15000.00')],
  },
  {
    code: 'TOK-200', en: '200 support tokens', de: '200 Support-Token', kind: 'prepay', unit: ['packs', 'Pakete'], revenue: 'services', sac: '998313',
    prices: [eur('2400.00')],
  },
  { code: 'INC-P1', en: 'Incident, priority 1', de: 'Störung, Priorität 1', kind: 'oneOff', unit: ['incidents', 'Störungen'], revenue: 'services', sac: '998313', prices: [eur('96.00')] },
  { code: 'INC-P2', en: 'Incident, priority 2', de: 'Störung, Priorität 2', kind: 'oneOff', unit: ['incidents', 'Störungen'], revenue: 'services', sac: '998313', prices: [eur('60.00')] },
  { code: 'INC-P3', en: 'Incident, priority 3', de: 'Störung, Priorität 3', kind: 'oneOff', unit: ['incidents', 'Störungen'], revenue: 'services', sac: '998313', prices: [eur('36.00')] },
  { code: 'INC-P4', en: 'Incident, priority 4', de: 'Störung, Priorität 4', kind: 'oneOff', unit: ['incidents', 'Störungen'], revenue: 'services', sac: '998313', prices: [eur('12.00')] },
  { code: 'FW-HA', en: 'Firewall pair', de: 'Firewall-Paar', kind: 'oneOff', unit: ['pairs', 'Paare'], revenue: 'hardware', sac: '998315', prices: [gbp('6400.00')] },
  {
    code: 'FW-SUP', en: 'Firewall support', de: 'Firewall-Support', kind: 'recurring', unit: ['contracts', 'Verträge'], basis: 'year', revenue: 'recurring',
    sac: '998313', prices: [gbp('980.00')],
  },
  { code: 'PRJ-MIG', en: 'Migration at a fixed price', de: 'Migration zum Festpreis', kind: 'oneOff', unit: ['projects', 'Projekte'], revenue: 'services', sac: '998313', prices: [eur('18500.00')] },
  { code: 'TM-ENG', en: 'Engineer time', de: 'Technikerstunden', kind: 'oneOff', unit: ['hours', 'Stunden'], revenue: 'services', sac: '998313', prices: [] },
  { code: 'NIGHT', en: 'Overnight desk', de: 'Nachtbereitschaft', kind: 'recurring', unit: ['services', 'Leistungen'], revenue: 'recurring', sac: '998313', prices: [gbp('1250.00')] },
  { code: 'SSL', en: 'Wildcard certificate', de: 'Wildcard-Zertifikat', kind: 'oneOff', unit: ['certificates', 'Zertifikate'], revenue: 'recurring', sac: '998315', prices: [gbp('210.00')] },
  { code: 'TRV', en: 'Travel and expenses', de: 'Reisekosten und Auslagen', kind: 'oneOff', unit: ['items', 'Posten'], revenue: 'services', sac: '998313', prices: [] },
  {
    code: 'CONSULT', en: 'Consulting retainer', de: 'Beratungspauschale', kind: 'recurring', unit: ['retainers', 'Pauschalen'], revenue: 'services', sac: '998313',
    prices: [gbp('870.00'), eur('1000.00'), inr('97500.00')],
  },
] // prettier-ignore

/** What reports add up; the others stand for themselves. */
const families: Readonly<Record<string, string>> = {
  'MS-USER': 'Managed services', 'WS-DEV': 'Managed services', 'SV-DEV': 'Managed services', 'EP-IN': 'Managed services', NIGHT: 'Managed services', EDR: 'Security', 'FW-SUP': 'Security',
  'FW-HA': 'Security', 'M365-A': 'Licences', 'M365-M': 'Licences', 'LIC-YR': 'Licences',
} // prettier-ignore

export const productRows = demoProducts.map(({ code, en, de, kind, unit }) => ({
  code,
  names: { en, de },
  kind,
  unit: { en: unit[0], de: unit[1] },
  version: 1,
  active: true,
  productFamily: families[code] ?? null,
}))

/** The first version of each: what 4.4 of the demo facts says of it. Consumption counts a whole calendar month. */
export const productVersionRows = demoProducts.map((product) => {
  const { code, kind, model = 'flat', basis = 'month', revenue, sac } = product
  const prices = product.prices.map(({ currency, unitPrice, packageSize, bands = [] }) => ({
    currency,
    unitPrice: unitPrice ?? null,
    packageSize: packageSize ?? null,
    bands: bands.map(([upTo, price]) => ({ upTo, unitPrice: price, flatFee: null })),
  }))
  const measure = kind === 'consumption' ? 'counted' : 'agreed'
  return {
    product: code,
    version: 1,
    validFrom: '2020-01-01',
    model,
    basis,
    measure,
    revenue,
    prices,
    serviceCode: sac,
    behaviours: {
      sell: {
        kind,
        unit: { en: product.unit[0], de: product.unit[1] },
        model,
        basis,
        measure,
        prices,
        fund: demoBehaviours[code]?.fund ?? null,
      },
      ...plainly(product),
    },
  }
})

/** What a product says of itself beside its sale, as plain as its kind allows where the facts say nothing. */
function plainly({ code, kind, basis = 'month', revenue, sac }: DemoProduct) {
  const { buy, deliver, bill, recognise, renew } = demoBehaviours[code] ?? {}
  const counted = kind === 'consumption'
  const periods = { timing: counted ? 'arrears' : 'advance', months: basis === 'year' ? 12 : 1, anchor: 'calendar', proration: counted ? 'full' : 'actual', zeroValue: 'omit' } // prettier-ignore
  return {
    buy: buy ?? { buying: 'nothing' },
    deliver: deliver ?? { delivery: 'none', withTime: false },
    bill: kind === 'oneOff' || kind === 'prepay' ? { timing: 'once', zeroValue: 'omit' } : { ...periods, ...bill },
    recognise: recognise ?? { recognition: 'onInvoice' },
    account: { booking: 'byRole', revenue },
    tax: { taxClass: 'standard', serviceCode: sac },
    renew: renew ?? { mode: 'none', coTermAllowed: true, decreaseAllowed: true },
  }
}
