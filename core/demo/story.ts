import type { Wire } from '../kernel/shape.ts'

/** What somebody of the demo company did on a day before it is looked at, by the very operations that people use. */
export interface Step {
  /** ISO moment of the demo company's clock. */
  readonly at: string
  /** Who; `null` is the clock itself. */
  readonly by: string | null
  readonly operation: string
  readonly input: (known: Known) => Wire
  /** The name by which later steps know what it answered. */
  readonly called?: string
}
/** What a step before answered: the value at the end of a path of fields. */
export type Known = (called: string, ...path: readonly string[]) => Wire

type Fields = Readonly<Record<string, Wire>>
const fields = (value: Wire): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {})
export const valueAt = (value: Wire, path: readonly string[]): Wire =>
  path.reduce<Wire>((found, name) => fields(found)[name] ?? null, value)

const row =
  (list: string, field: string) =>
  (known: Known, value: string): Wire => {
    const rows = known(list, 'rows')
    const found = Array.isArray(rows) ? rows.find((one) => fields(one)[field] === value) : undefined
    return fields(found ?? null)['id'] ?? null
  }
const customer = row('customers', 'code')
const contact = row('contacts', 'name')
const sale = row('opportunities', 'name')

const uk = { entity: 'NLUK', currency: 'GBP' } as const
const line = (product: string, quantity: string, more: object = {}): Wire => ({ product, quantity, ...more })

/** What a step needs to know of the others before it. */
const lists: readonly Step[] = (
  [
    ['customers', 'customers.list'],
    ['contacts', 'customers.contacts'],
    ['opportunities', 'opportunities.list'],
  ] as const
).map(([called, operation]) => ({ at: '2026-10-12T08:00:00Z', by: null, operation, input: () => ({ limit: 1000 }), called }))

interface Offer {
  readonly called: string
  readonly by: string
  readonly for: string
  readonly sale?: string
  readonly title: string
  readonly lines: readonly Wire[]
  readonly more?: Fields
}
/** A quote as it is written. */
const written = (at: string, { called, by, for: whom, sale: name, title, lines, more = {} }: Offer): Step => ({
  at,
  by,
  operation: 'quotes.save',
  called,
  input: (known) => ({
    ...uk,
    ...(name === undefined ? {} : { opportunity: sale(known, name) }),
    customer: customer(known, whom),
    title,
    lines,
    ...more,
  }),
})
const onQuote = (at: string, by: string | null, operation: string, quote: string, called?: string): Step => ({
  at,
  by,
  operation,
  input: (known) => ({ quote: known(quote, 'id') }),
  ...(called === undefined ? {} : { called }),
})

interface Signing {
  readonly by: string
  readonly order: string
  readonly signer: string
  readonly role: string
  readonly place: string
  /** When it was looked at, agreed to and signed. */
  readonly times: readonly [string, string, string]
}
/** The customer looks at the very paper, and signs it. */
const signed = ({ by, order, signer, role, place, times: [viewedAt, consentedAt, signedAt] }: Signing): readonly Step[] => [
  { at: viewedAt, by, operation: 'orders.paper', called: `${order} paper`, input: (known) => ({ order: known(order, 'id') }) },
  {
    at: viewedAt,
    by,
    operation: 'signing.preview',
    called: `${order} print`,
    input: (known) => ({ payload: known(`${order} paper`, 'payload') }),
  },
  {
    at: signedAt,
    by,
    operation: 'orders.capture',
    called: `${order} signed`,
    input: (known) => ({
      order: known(order, 'id'),
      signing: {
        payload: known(`${order} paper`, 'payload'),
        document: known(`${order} print`, 'file'),
        viewed: known(`${order} print`, 'file', 'hash'),
        signer,
        role,
        email: null,
        place,
        method: 'typed',
        image: null,
        viewedAt,
        consentedAt,
        signedAt,
      },
    }),
  },
]

/** Offered in autumn, and never answered. */
const expired: readonly Step[] = [
  written('2026-10-12T09:40:00Z', {
    called: 'sixth form',
    by: 'amelia.ford',
    for: 'MIL',
    sale: 'Device care for the sixth form',
    title: 'Device care for the sixth form',
    lines: [line('WS-DEV', '60', { termMonths: 12 })],
    more: { validUntil: '2026-11-13', start: '2027-02-01' },
  }),
  onQuote('2026-10-12T09:50:00Z', 'amelia.ford', 'quotes.issue', 'sixth form'),
  onQuote('2026-10-15T13:05:00Z', 'amelia.ford', 'quotes.markViewed', 'sixth form'),
  { at: '2026-11-14T00:30:00Z', by: null, operation: 'quotes.expireDue', input: () => ({}) },
]

const firewalls = (discount: Fields): Omit<Offer, 'called'> => ({
  by: 'amelia.ford',
  for: 'ZEN',
  sale: 'Firewall pair with three years of support',
  title: 'Firewall pair with three years of support',
  lines: [
    line('FW-HA', '1', discount),
    line('FW-SUP', '1', { optional: true, chosen: true, termMonths: 36 }),
    line('SSL', '1', { optional: true }),
  ],
  more: { validUntil: '2026-12-31', start: '2027-01-11' },
})
/** Out with the customer: one in its second version, with options; one in euros. */
const open: readonly Step[] = [
  written('2026-11-18T16:10:00Z', { called: 'firewalls', ...firewalls({}) }),
  onQuote('2026-11-18T16:20:00Z', 'amelia.ford', 'quotes.issue', 'firewalls'),
  onQuote('2026-11-20T10:02:00Z', 'amelia.ford', 'quotes.markViewed', 'firewalls'),
  {
    ...written('2026-11-26T11:30:00Z', { called: 'firewalls', ...firewalls({ percent: '5', priceBy: 'discount' }) }),
    input: (known) => ({
      ...fields(written('', { called: '', ...firewalls({ percent: '5', priceBy: 'discount' }) }).input(known)),
      id: known('firewalls', 'id'),
    }),
  },
  onQuote('2026-11-26T11:35:00Z', 'amelia.ford', 'quotes.issue', 'firewalls'),
  written('2026-11-19T11:10:00Z', {
    called: 'tablets',
    by: 'tom.okafor',
    for: 'PEN',
    sale: 'Endpoint security for the tablets in the lorries',
    title: 'Endpoint security for 120 tablets',
    lines: [line('EDR', '120', { termMonths: 36 })],
    more: { currency: 'EUR', validUntil: '2026-12-22', start: '2027-02-01' },
  }),
  onQuote('2026-11-19T11:20:00Z', 'tom.okafor', 'quotes.issue', 'tablets'),
  written('2026-11-20T09:30:00Z', {
    called: 'surgery',
    by: 'amelia.ford',
    for: 'QUA',
    sale: 'Backup for the second surgery',
    title: 'Backup for the second surgery',
    lines: [line('BKP-GB', '900')],
    more: { start: '2027-02-01' },
  }),
  written('2026-11-23T09:45:00Z', {
    called: 'clinic',
    by: 'jonas.keller',
    for: 'RMK',
    sale: 'Serverbetreuung für die dritte Klinik',
    title: 'Dritte Klinik: Arbeitsplätze',
    lines: [line('MS-USER', '40', { percent: '15', priceBy: 'discount', termMonths: 36 })],
    more: { entity: 'NLDE', currency: 'EUR', validUntil: '2027-01-22', start: '2027-02-01' },
  }),
  onQuote('2026-11-23T09:50:00Z', 'jonas.keller', 'quotes.askApproval', 'clinic'),
]

/** Won: from the quote to the signature, and into the quality check of finance. */
const won: readonly Step[] = [
  written('2026-11-25T10:40:00Z', {
    called: 'new office',
    by: 'amelia.ford',
    for: 'HAV',
    sale: 'Twelve more managed users',
    title: 'New office in Bath: twelve people',
    lines: [line('MS-USER', '12', { bundle: 'A place to work', termMonths: 12 }), line('M365-M', '12', { bundle: 'A place to work' })],
    more: { bundles: [{ name: 'A place to work', price: '650.00' }], validUntil: '2026-12-18', start: '2027-01-04' },
  }),
  onQuote('2026-11-25T10:50:00Z', 'amelia.ford', 'quotes.issue', 'new office'),
  onQuote('2026-11-25T15:30:00Z', 'amelia.ford', 'quotes.markViewed', 'new office'),
  {
    at: '2026-11-30T11:00:00Z',
    by: 'amelia.ford',
    operation: 'quotes.accept',
    called: 'office order',
    input: (known) => ({ quote: known('new office', 'id'), contact: contact(known, 'Charlotte Vale'), poNumber: 'HV-2026-118' }),
  },
  ...signed({
    by: 'amelia.ford',
    order: 'office order',
    signer: 'Charlotte Vale',
    role: 'Practice manager',
    place: 'Bristol',
    times: ['2026-11-30T11:02:00Z', '2026-11-30T11:06:00Z', '2026-11-30T11:07:00Z'],
  }),
]

const ordered = (at: string, by: string, called: string, whom: string, who: string | null, more: Fields): Step => ({
  at,
  by,
  operation: 'orders.save',
  called,
  input: (known) => ({
    ...uk,
    customer: customer(known, whom),
    ...(who === null ? {} : { contact: contact(known, who) }),
    ...more,
  }),
})
/** Orders that began without a quote: one that is executed already, one that somebody must agree to, one that is still being written. */
const orders: readonly Step[] = [
  ordered('2026-11-24T14:00:00Z', 'tom.okafor', 'night desk', 'ORB', 'Thomas Ackroyd', {
    title: 'Night desk for the stores',
    start: '2027-01-01',
    lines: [line('NIGHT', '1', { termMonths: 12 })],
  }),
  ...signed({
    by: 'tom.okafor',
    order: 'night desk',
    signer: 'Thomas Ackroyd',
    role: 'Group procurement',
    place: 'London',
    times: ['2026-11-24T14:10:00Z', '2026-11-24T14:16:00Z', '2026-11-24T14:17:00Z'],
  }),
  {
    at: '2026-11-25T09:05:00Z',
    by: 'grace.patel',
    operation: 'orders.acceptQuality',
    input: (known) => ({ order: known('night desk', 'id') }),
  },
  {
    at: '2026-11-25T09:30:00Z',
    by: 'sian.rees',
    operation: 'orders.execute',
    input: (known) => ({ order: known('night desk', 'id'), contractNumber: 'C-4002' }),
  },
  ordered('2026-11-27T13:20:00Z', 'jonas.keller', 'eight places', 'ALP', 'Katharina Moser', {
    entity: 'NLDE',
    currency: 'EUR',
    title: 'Acht weitere Arbeitsplätze',
    start: '2027-01-01',
    lines: [line('MS-USER', '8', { percent: '12', priceBy: 'discount', termMonths: 12 })],
  }),
  ...signed({
    by: 'jonas.keller',
    order: 'eight places',
    signer: 'Katharina Moser',
    role: 'Kaufmännische Leitung',
    place: 'Wien',
    times: ['2026-11-27T13:30:00Z', '2026-11-27T13:36:00Z', '2026-11-27T13:37:00Z'],
  }),
  ordered('2026-11-30T15:10:00Z', 'tom.okafor', 'oslo', 'FJO', 'Ingrid Solheim', {
    currency: 'EUR',
    title: 'Managed users in Oslo',
    start: '2027-03-01',
    lines: [line('MS-USER', '24', { termMonths: 12 })],
  }),
]

/** Sales of the autumn, in the order in which they happened. */
export const story: readonly Step[] = [
  ...lists,
  ...[...expired, ...open, ...won, ...orders].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
]
